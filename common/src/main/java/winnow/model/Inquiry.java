package winnow.model;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a lookup. There is one for an identifier, and it ends: after so many tries nobody
 * is asked any more.
 *
 * @param provider the budget that the last try spent
 * @param tries how many there were, at least one
 * @param triedAt when the last one ended
 * @param again when the next one falls due; absent where there is none
 * @param reason why the last try did not answer; absent where it did
 */
public record Inquiry(
    Lookup lookup,
    String provider,
    State state,
    int tries,
    Instant triedAt,
    @Nullable Instant again,
    @Nullable String reason) {
  /** How it stands. */
  public enum State {
    /** A sighting says what was missing, as far as anybody knows it. */
    ANSWERED,
    /** Nobody could say; it is tried again. */
    OPEN,
    /** Nobody could say, and nobody is asked any more. */
    GIVEN_UP
  }

  /** How long after each try the next one falls due; after the last there is none. */
  private static final List<Duration> AGAIN =
      List.of(Duration.ofHours(1), Duration.ofHours(6), Duration.ofDays(1), Duration.ofDays(3));

  public Inquiry {
    requireNonNull(lookup, "lookup is missing");
    requireNonNull(provider, "provider is missing");
    requireNonNull(state, "state is missing");
    requireNonNull(triedAt, "triedAt is missing");
    if (tries < 1) {
      throw new IllegalArgumentException(
          "tries is below 1: " + tries + " of " + lookup.identifier());
    }
    if ((state == State.OPEN) != (again != null)) {
      throw new IllegalArgumentException(
          "only an open inquiry says when it is tried again: " + lookup.identifier());
    }
    if ((state == State.ANSWERED) != (reason == null)) {
      throw new IllegalArgumentException(
          "an inquiry says why it was not answered, and only then: " + lookup.identifier());
    }
  }

  /**
   * It was answered.
   *
   * @param before what was known of it; absent at the first try
   */
  public static Inquiry answered(
      Lookup lookup, @Nullable Inquiry before, String provider, Instant now) {
    return new Inquiry(lookup, provider, State.ANSWERED, triesAfter(before), now, null, null);
  }

  /**
   * It was not answered.
   *
   * @param before what was known of it; absent at the first try
   */
  public static Inquiry unanswered(
      Lookup lookup, @Nullable Inquiry before, String provider, Instant now, String reason) {
    int tries = triesAfter(before);
    return tries > AGAIN.size()
        ? new Inquiry(lookup, provider, State.GIVEN_UP, tries, now, null, reason)
        : new Inquiry(
            lookup, provider, State.OPEN, tries, now, now.plus(AGAIN.get(tries - 1)), reason);
  }

  /** Whether it is to be tried now. A clock that stands before the last try waits for nothing. */
  public boolean due(Instant now) {
    return again != null && (now.isBefore(triedAt) || !now.isBefore(again));
  }

  private static int triesAfter(@Nullable Inquiry before) {
    return before == null ? 1 : before.tries + 1;
  }
}
