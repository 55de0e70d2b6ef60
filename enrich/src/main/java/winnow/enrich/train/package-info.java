/**
 * From past choices to a model, and how good its ranking is. Pure: the same examples give the same
 * model and the same figures.
 *
 * <p>Start with {@link winnow.enrich.train.Trainer}; {@link winnow.enrich.train.Scorecard}
 * measures. Nothing here runs while papers are ranked.
 */
@NullMarked
package winnow.enrich.train;

import org.jspecify.annotations.NullMarked;
