/**
 * One paper out of many sightings: the rule, pure, in {@link winnow.enrich.merge.Gathered}, and the
 * topology that brings the sightings of a paper together wherever their keys put them.
 *
 * <p>Start with {@link winnow.enrich.merge.MergeTopology}.
 */
@NullMarked
package winnow.enrich.merge;

import org.jspecify.annotations.NullMarked;
