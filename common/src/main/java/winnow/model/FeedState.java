package winnow.model;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a feed has been read and how it is: written in the transaction of its sightings.
 *
 * @param polledAt the last time it was asked
 * @param etag what the server gave to ask "changed?" with, as it gave it
 * @param lastModified likewise
 * @param reason why the health is not well, in words
 * @param pause how long from {@code polledAt} not to ask again; absent where it may be asked at
 *     once
 * @param failures turns since the last good one
 * @param emitted fingerprints of the entries already written as sightings, the longest unseen first
 * @param mentions which entries of the last document named which papers, where their absence from
 *     the next one tells something
 */
public record FeedState(
    FeedId feed,
    Instant polledAt,
    @Nullable String etag,
    @Nullable String lastModified,
    Health health,
    @Nullable String reason,
    @Nullable Duration pause,
    int failures,
    List<String> emitted,
    List<Mentioned> mentions) {
  /**
   * An entry that named a paper.
   *
   * @param identifiers what it named the paper by
   * @param access through which door it came
   * @param gone whether it was told since that it does so no longer
   */
  public record Mentioned(
      String entryId, List<Identifier> identifiers, @Nullable Access access, boolean gone) {
    public Mentioned {
      requireNonNull(entryId, "entryId is missing");
      identifiers = List.copyOf(identifiers);
    }

    /** The same, when it is told that it names the paper no longer. */
    public Mentioned leaving() {
      return new Mentioned(entryId, identifiers, access, true);
    }
  }

  /** A feed in which it tells nothing that an entry is missing. */
  public FeedState(
      FeedId feed,
      Instant polledAt,
      @Nullable String etag,
      @Nullable String lastModified,
      Health health,
      @Nullable String reason,
      @Nullable Duration pause,
      int failures,
      List<String> emitted) {
    this(feed, polledAt, etag, lastModified, health, reason, pause, failures, emitted, List.of());
  }

  public FeedState {
    requireNonNull(feed, "feed is missing");
    requireNonNull(polledAt, "polledAt is missing");
    requireNonNull(health, "health is missing");
    if (failures < 0) {
      throw new IllegalArgumentException("failures is below 0: " + failures + " of " + feed);
    }
    emitted = emitted == null ? List.of() : List.copyOf(emitted);
    mentions = mentions == null ? List.of() : List.copyOf(mentions);
  }

  /**
   * Whether the feed may be asked now. A clock that stands before the last poll never blocks: past
   * days can be replayed.
   */
  public boolean due(Instant now) {
    return pause == null || now.isBefore(polledAt) || !now.isBefore(polledAt.plus(pause));
  }
}
