/**
 * Score, reasons and section of a paper. Pure.
 *
 * <p>Start with {@link winnow.enrich.score.Scorer}.
 */
@NullMarked
package winnow.enrich.score;

import org.jspecify.annotations.NullMarked;
