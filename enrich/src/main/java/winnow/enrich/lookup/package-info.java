/**
 * What is missing of a paper, and whom to ask. Pure.
 *
 * <p>Start with {@link winnow.enrich.lookup.Missing}.
 */
@NullMarked
package winnow.enrich.lookup;

import org.jspecify.annotations.NullMarked;
