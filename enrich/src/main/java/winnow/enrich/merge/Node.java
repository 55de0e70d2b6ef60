package winnow.enrich.merge;

import java.util.List;
import winnow.enrich.identity.Component;
import winnow.model.Identifier;
import winnow.model.Sighting;

/**
 * What the place of one identifier remembers: what was said under it, and what is known of it.
 *
 * @param mentions the sightings keyed by this identifier
 */
record Node(Component component, Mentions mentions) {
  static final Node UNHEARD = new Node(Component.NONE, Mentions.NONE);

  Node {
    component = component == null ? Component.NONE : component;
    mentions = mentions == null ? Mentions.NONE : mentions;
  }

  Node with(Sighting sighting) {
    return new Node(component.with(Component.of(sighting)), mentions.with(List.of(sighting)));
  }

  Node with(Component more) {
    return new Node(component.with(more), mentions);
  }

  Identifier paperOf(Identifier self) {
    return component.paperOf(self);
  }
}
