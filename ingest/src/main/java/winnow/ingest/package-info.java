/**
 * The only reader of the outside world: polls feeds, and writes what they say as sightings.
 *
 * <p>Start with {@link winnow.ingest.Ingest}, which knows all the parts, then {@link
 * winnow.ingest.Source}, which says what a plug does. What is here is plugs' common ground and the
 * shell; the plugs are below, one package each. Nothing here decides which paper a sighting is of.
 */
@NullMarked
package winnow.ingest;

import org.jspecify.annotations.NullMarked;
