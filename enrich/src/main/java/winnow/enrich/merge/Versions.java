package winnow.enrich.merge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import winnow.enrich.identity.Rewording;
import winnow.model.Change;
import winnow.model.Sighting;

/** What later versions of a paper changed. A function of the set of sightings. */
final class Versions {
  private record Version(
      int number, @Nullable String title, @Nullable String abstractText, Instant seenAt) {}

  private Versions() {}

  /**
   * A change for each version but the first, of those whose words are known.
   *
   * @param standing the sightings that count, who knows best first
   */
  static List<Change> changes(List<Sighting> standing) {
    SortedMap<Integer, Version> versions = new TreeMap<>();
    for (Sighting one : standing) {
      Integer number = one.version();
      if (number != null && (one.title() != null || one.abstractText() != null)) {
        versions.merge(
            number,
            new Version(number, one.title(), one.abstractText(), one.seenAt()),
            Versions::best);
      }
    }
    List<Change> changes = new ArrayList<>();
    Version before = null;
    for (Version version : versions.values()) {
      if (before != null) {
        changes.add(change(before, version));
      }
      before = version;
    }
    return changes;
  }

  /** In the words of the first, who knows best; heard of when either was. */
  private static Version best(Version first, Version next) {
    return new Version(
        first.number,
        first.title != null ? first.title : next.title,
        first.abstractText != null ? first.abstractText : next.abstractText,
        first.seenAt.isBefore(next.seenAt) ? first.seenAt : next.seenAt);
  }

  private static Change change(Version before, Version version) {
    Double title = Rewording.between(before.title, version.title);
    Double abstractText = Rewording.between(before.abstractText, version.abstractText);
    return new Change(
        version.number,
        before.number,
        version.seenAt,
        title,
        abstractText,
        Rewording.isMaterial(title, abstractText));
  }
}
