package winnow.enrich.merge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import winnow.enrich.identity.Portrait;
import winnow.enrich.identity.Wording;
import winnow.model.Fate;
import winnow.model.Identifier;
import winnow.model.Sighting;

/**
 * Sightings, one for each entry: the latest of an entry stands for it. Adding a sighting again
 * changes nothing, and the order of two does not matter.
 *
 * @param sightings in the order of feed and entry
 */
record Mentions(List<Sighting> sightings) {
  static final Mentions NONE = new Mentions(List.of());

  /** Who knows best first: the highest version, then who announces papers, then the latest. */
  static final Comparator<Sighting> KNOWS_BEST =
      Comparator.<Sighting>comparingInt(one -> one.version() == null ? 0 : one.version())
          .thenComparing(one -> one.announceType() != null)
          .thenComparing(Sighting::seenAt)
          .thenComparing(Mentions::entry)
          .thenComparing(Sighting::toString)
          .reversed();

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

  /** How what they are of can be recognised, which is told under this name. */
  Portrait portrait(Identifier name) {
    List<Sighting> standing =
        sightings.stream().filter(one -> one.fate() != Fate.DELETED).sorted(KNOWS_BEST).toList();
    return Portrait.of(
        name,
        standing.stream().flatMap(one -> one.identifiers().stream()).toList(),
        standing.stream().map(Said::of).distinct().map(Said::wording).toList());
  }

  /** The ways to put it, deleted ones with them: whom they brought together stay together. */
  List<Wording> wordings() {
    return sightings.stream().map(Said::of).distinct().map(Said::wording).toList();
  }

  /** Whether another of them says the same in words. */
  boolean sayAlso(Sighting sighting) {
    Said said = Said.of(sighting);
    return sightings.stream().map(Said::of).anyMatch(said::equals);
  }

  /** What a sighting says in words. */
  static Wording wording(Sighting sighting) {
    return Said.of(sighting).wording();
  }

  boolean isEmpty() {
    return sightings.isEmpty();
  }

  /**
   * What a sighting says in words. The words of a post stand for a title it does not give, but not
   * for that of an arXiv id: arXiv tells that itself, and a post may be about several.
   */
  private record Said(@Nullable String title, List<String> authors, @Nullable String abstractText) {
    static Said of(Sighting sighting) {
      boolean post = sighting.title() == null && sighting.key().kind() != Identifier.Kind.ARXIV;
      return new Said(
          post ? sighting.headline() : sighting.title(),
          sighting.authors(),
          sighting.abstractText());
    }

    Wording wording() {
      return Wording.of(title, authors, abstractText);
    }
  }
}
