/**
 * Measures. Each benchmark prints a figure and its ratio to a baseline measured in the same run.
 *
 * <p>Start with {@link winnow.bench.Bench}.
 */
@NullMarked
package winnow.bench;

import org.jspecify.annotations.NullMarked;
