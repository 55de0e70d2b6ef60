/**
 * Turns sightings into papers: streams only, no network.
 *
 * <p>Start with {@link winnow.enrich.Enrich}, the worker's parts list.
 */
@NullMarked
package winnow.enrich;

import org.jspecify.annotations.NullMarked;
