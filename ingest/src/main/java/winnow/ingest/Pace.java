package winnow.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Keeps requests to one provider apart. For one thread. */
final class Pace {
  private final Clock clock;
  private final Pause pause;
  private Instant asked;

  /**
   * @param asked when the provider was asked last, perhaps by an earlier run
   */
  Pace(Clock clock, Pause pause, Instant asked) {
    this.clock = clock;
    this.pause = pause;
    this.asked = asked;
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
}
