package winnow.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * One provider's patience: keeps requests apart, and leaves it alone when it asked for that. For
 * one thread.
 */
final class Pace {
  private final Clock clock;
  private final Pause pause;
  private Instant asked;
  private Instant until;

  /**
   * @param asked when the provider was asked last, perhaps by an earlier run
   * @param until when it may be asked again, if it said so
   */
  Pace(Clock clock, Pause pause, Instant asked, Instant until) {
    this.clock = clock;
    this.pause = pause;
    this.asked = asked;
    this.until = until;
  }

  /**
   * Returns when the provider may be asked. A clock that stands before the last time never blocks.
   */
  void await(Duration gap) throws InterruptedException {
    Duration since = Duration.between(asked, clock.instant());
    if (!since.isNegative() && since.compareTo(gap) < 0) {
      pause.last(gap.minus(since));
    }
  }

  /** The provider has just answered, or failed to. */
  void asked() {
    asked = clock.instant();
  }

  /** It asked to be left alone that long. */
  void hold(Duration delay) {
    until = clock.instant().plus(delay);
  }

  /**
   * Whether it still wants to be left alone. A clock that stands before the last time never waits.
   */
  boolean held() {
    return clock.instant().isBefore(until) && !clock.instant().isBefore(asked);
  }

  Instant until() {
    return until;
  }

  Instant now() {
    return clock.instant();
  }
}
