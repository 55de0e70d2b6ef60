/**
 * From a sighting to a paper id. Pure: values in, values out.
 *
 * <p>Start with {@link winnow.enrich.identity.Component}. It does not merge what sightings say;
 * that is the next room's.
 */
@NullMarked
package winnow.enrich.identity;

import org.jspecify.annotations.NullMarked;
