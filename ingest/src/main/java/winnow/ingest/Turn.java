package winnow.ingest;

import org.jspecify.annotations.Nullable;
import winnow.model.FeedId;

/**
 * One turn of one feed. Entries are fresh, known, ignored or rejected, and nothing else.
 *
 * @param entries elements of the document
 * @param fresh entries that said something new
 * @param known entries that said nothing new
 * @param ignored entries that name no paper
 * @param rejected entries that could not be read
 * @param sightings written; an entry may give several
 * @param deadLetters written; a broken element or document that was turned away before is not
 *     written again
 * @param reason why the turn did not end well, or what was left out; absent where there is nothing
 *     to say
 */
public record Turn(
    FeedId feed,
    Outcome outcome,
    int entries,
    int fresh,
    int known,
    int ignored,
    int rejected,
    int sightings,
    int deadLetters,
    @Nullable String reason) {
  /** How a turn ended. */
  public enum Outcome {
    /** A document came and was read. */
    FETCHED,
    /** The server says that the document read last still stands. */
    UNCHANGED,
    /** It is not time to ask. */
    WAITING,
    /** No document came, or one that cannot be read or breaks off; the reason says which. */
    FAILED
  }

  static Turn read(FeedId feed, Reading reading, Memory.Heard heard, @Nullable String reason) {
    return new Turn(
        feed,
        reading.cut() == null ? Outcome.FETCHED : Outcome.FAILED,
        reading.entries(),
        heard.fresh(),
        heard.known(),
        reading.ignored(),
        reading.rejected().size(),
        heard.sightings().size(),
        heard.rejected().size(),
        reason);
  }

  static Turn unchanged(FeedId feed) {
    return new Turn(feed, Outcome.UNCHANGED, 0, 0, 0, 0, 0, 0, 0, null);
  }

  static Turn waiting(FeedId feed, String reason) {
    return new Turn(feed, Outcome.WAITING, 0, 0, 0, 0, 0, 0, 0, reason);
  }

  static Turn failed(FeedId feed, String reason, int deadLetters) {
    return new Turn(feed, Outcome.FAILED, 0, 0, 0, 0, 0, 0, deadLetters, reason);
  }
}
