package winnow.ingest;

import java.time.Duration;

/** Waiting, so that a test need not. */
@FunctionalInterface
public interface Pause {
  /** Returns after that time, at once if it is not above zero. */
  void last(Duration time) throws InterruptedException;

  /** Waits for real. */
  static Pause real() {
    return time -> Thread.sleep(Math.max(0, time.toMillis()));
  }
}
