package winnow.enrich.merge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import winnow.model.Sighting;

/**
 * Sightings, one for each entry: the latest of an entry stands for it. Adding a sighting again
 * changes nothing, and the order of two does not matter.
 *
 * @param sightings in the order of feed and entry
 */
record Mentions(List<Sighting> sightings) {
  static final Mentions NONE = new Mentions(List.of());

  /** Any two different sightings of an entry are in this order, so all workers choose alike. */
  private static final Comparator<Sighting> LATEST =
      Comparator.comparing(Sighting::seenAt).thenComparing(Sighting::toString);

  Mentions {
    sightings = sightings == null ? List.of() : List.copyOf(sightings);
  }

  Mentions with(List<Sighting> more) {
    Map<String, Sighting> byEntry = new TreeMap<>();
    List<Sighting> all = new ArrayList<>(sightings);
    all.addAll(more);
    for (Sighting one : all) {
      byEntry.merge(entry(one), one, (a, b) -> LATEST.compare(a, b) >= 0 ? a : b);
    }
    return new Mentions(List.copyOf(byEntry.values()));
  }

  /** The entry that a sighting is of, among all feeds'. */
  static String entry(Sighting sighting) {
    return sighting.feed() + " " + sighting.entryId();
  }

  boolean isEmpty() {
    return sightings.isEmpty();
  }
}
