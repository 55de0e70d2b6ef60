package winnow.enrich.merge;

import java.util.List;
import winnow.enrich.identity.Component;
import winnow.model.Identifier;
import winnow.model.Sighting;

/**
 * What an identifier's place tells the place of the paper it names.
 *
 * @param from the identifier
 * @param sightings to add
 * @param left the identifier names another paper from now on; what it brought goes with it
 */
record PaperPart(Identifier from, Component component, List<Sighting> sightings, boolean left) {
  PaperPart {
    component = component == null ? Component.NONE : component;
    sightings = sightings == null ? List.of() : List.copyOf(sightings);
  }
}
