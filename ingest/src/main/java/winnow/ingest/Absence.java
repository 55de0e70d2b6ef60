package winnow.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import winnow.model.Fate;
import winnow.model.FeedState;
import winnow.model.FeedState.Mentioned;
import winnow.model.Sighting;

/**
 * What became of the entries that a feed had before, as far as its document tells. Pure.
 *
 * @param gone one sighting for each of them that is gone, or that names a paper no longer
 * @param anew the entries of which a thing told before has to be told again
 * @param mentions what to compare the next document with
 */
record Absence(List<Sighting> gone, Set<String> anew, List<Mentioned> mentions) {
  static Absence of(FeedState before, Reading reading, Instant now) {
    Listed listed = reading.listed();
    if (listed == null || !listed.isInOrder()) {
      return new Absence(List.of(), Set.of(), before.mentions());
    }
    List<Sighting> gone = new ArrayList<>();
    Set<String> anew = new HashSet<>();
    List<Mentioned> mentions = new ArrayList<>();
    for (Mentioned one : before.mentions()) {
      if (reading.says(one)) {
        if (one.gone()) {
          anew.add(one.entryId()); // it came back
        }
      } else if (isGone(one, listed, reading)) {
        mentions.add(one.leaving());
        if (!one.gone()) {
          anew.add(one.entryId());
          gone.add(deleted(one, before, now));
        }
      } else if (isUnclear(one, listed)) {
        mentions.add(one);
      }
    }
    reading.sightings().stream()
        .filter(one -> one.fate() != Fate.DELETED)
        .map(one -> new Mentioned(one.entryId(), one.identifiers(), listed.access(), false))
        .forEach(mentions::add);
    return new Absence(gone, anew, mentions);
  }

  /**
   * It left, or it was edited: what it says now, through the same door, does not name the paper.
   */
  private static boolean isGone(Mentioned one, Listed listed, Reading reading) {
    return !reading.isRejected(one.entryId())
        && (listed.has(one.entryId())
            ? listed.access() == one.access()
            : listed.lacks(one.entryId()));
  }

  /** What is older than all that is listed is out of sight for good, and forgotten. */
  private static boolean isUnclear(Mentioned one, Listed listed) {
    return listed.names().contains(one.entryId()) || listed.isBefore(one.entryId());
  }

  private static Sighting deleted(Mentioned one, FeedState before, Instant now) {
    return Sighting.of(before.feed(), one.entryId(), one.identifiers(), now)
        .access(one.access())
        .fate(Fate.DELETED)
        .build();
  }
}
