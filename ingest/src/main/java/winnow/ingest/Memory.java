package winnow.ingest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import winnow.model.Sighting;

/** What of a reading was not told before. Pure. */
final class Memory {
  /**
   * How many fingerprints a feed's state holds; all of the last document, even if they are more.
   */
  static final int CAPACITY = 4000;

  private Memory() {}

  /**
   * What a document adds.
   *
   * @param sightings not told before, in feed order
   * @param rejected not turned away before
   * @param fresh entries with at least one such sighting
   * @param known entries all of whose sightings were told before
   * @param emitted the fingerprints to keep from now on
   */
  record Heard(
      List<Sighting> sightings,
      List<Rejected> rejected,
      int fresh,
      int known,
      List<String> emitted) {}

  /**
   * Compares a reading with what was told before. Hearing the same again gives nothing, and leaves
   * the fingerprints as they are.
   *
   * @param emitted fingerprints, the longest unseen first
   */
  static Heard hear(List<String> emitted, Reading reading) {
    return hear(emitted, reading, Set.of());
  }

  /**
   * Likewise, where what some entries say counts anew.
   *
   * @param anew the entries' own names
   */
  static Heard hear(List<String> emitted, Reading reading, Set<String> anew) {
    Set<String> before = new LinkedHashSet<>(emitted);
    Set<String> seen = new LinkedHashSet<>();
    List<Sighting> sightings = new ArrayList<>();
    int fresh = 0;
    for (List<Sighting> entry : reading.said()) {
      int told = sightings.size();
      for (Sighting sighting : entry) {
        boolean saidBefore = !anew.contains(sighting.entryId());
        for (String fingerprint : Fingerprints.of(sighting)) {
          saidBefore &= !seen.add(fingerprint) || before.contains(fingerprint);
        }
        if (!saidBefore) {
          sightings.add(sighting);
        }
      }
      fresh += sightings.size() > told ? 1 : 0;
    }
    List<Rejected> rejected = new ArrayList<>();
    for (Rejected one : reading.rejected()) {
      String fingerprint = Fingerprints.of(one);
      if (seen.add(fingerprint) && !before.contains(fingerprint)) {
        rejected.add(one);
      }
    }
    int known = reading.said().size() - reading.ignored() - fresh;
    return new Heard(sightings, rejected, fresh, known, keep(before, seen));
  }

  private static List<String> keep(Set<String> before, Set<String> seen) {
    Set<String> kept = new LinkedHashSet<>(before);
    kept.removeAll(seen);
    kept.addAll(seen);
    int surplus = Math.max(0, kept.size() - Math.max(CAPACITY, seen.size()));
    return kept.stream().skip(surplus).toList();
  }
}
