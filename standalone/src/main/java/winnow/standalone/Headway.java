package winnow.standalone;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How a Streams application gets on with its work, folded from one reading after another. Moments
 * are spans since any one moment, by a clock that nobody sets.
 *
 * @param lag records that it owns and has not yet dealt with
 * @param caughtUp whether it was at work once with little left; it serves from then on
 * @param away whether the broker did not answer when last asked
 * @param late whether it has not been at work for a minute although the broker answers
 * @param restedAt when nothing was left to do
 * @param movedAt when it was last seen to get on, or had nothing to do
 * @param workedAt when it was last at work
 * @param positions up to where it has dealt with each of its partitions
 */
record Headway(
    long lag,
    boolean caughtUp,
    boolean away,
    boolean late,
    Duration restedAt,
    Duration movedAt,
    Duration workedAt,
    Map<TopicPartition, Long> positions) {
  /** With so few left it serves what is nearly the latest. */
  private static final long FEW = 1_000;

  private static final Duration WEDGED = Duration.ofMinutes(5);
  private static final Duration LATE = Duration.ofMinutes(1);

  Headway {
    positions = Map.copyOf(positions);
  }

  /** Before the first reading. */
  static Headway begun(Duration now) {
    return new Headway(0, false, false, false, now, now, now, Map.of());
  }

  /**
   * The broker answered.
   *
   * @param running whether it is at work, rather than restoring or waiting for its group
   * @param reached up to where it has dealt with each partition that it owns
   * @param ends of these partitions, and perhaps of others
   */
  Headway read(
      Duration now,
      boolean running,
      Map<TopicPartition, Long> reached,
      Map<TopicPartition, Long> ends) {
    long left =
        reached.entrySet().stream()
            .mapToLong(at -> Math.max(0, ends.getOrDefault(at.getKey(), 0L) - at.getValue()))
            .sum();
    Duration lastWorked = running || away ? now : workedAt;
    return new Headway(
        left,
        caughtUp || (running && left <= FEW),
        false,
        now.minus(lastWorked).compareTo(LATE) >= 0,
        left == 0 ? now : restedAt,
        left == 0 || away || !reached.equals(positions) ? now : movedAt,
        lastWorked,
        reached);
  }

  /** The broker did not answer: nobody can get on, and that is not the application's fault. */
  Headway unanswered() {
    return new Headway(lag, caughtUp, true, late, restedAt, movedAt, workedAt, positions);
  }

  /** How long since nothing was left to do; zero while nothing is. */
  Duration behind(Duration now) {
    return lag == 0 ? Duration.ZERO : now.minus(restedAt);
  }

  /** What only a new start mends; null while there is nothing. */
  @Nullable String wedged(Duration now) {
    Duration still = now.minus(movedAt);
    return !away && lag > 0 && still.compareTo(WEDGED) > 0
        ? "stuck for " + still.toSeconds() + " s with " + lag + " records to do"
        : null;
  }

  /** Why it does not serve yet; null when it does. */
  @Nullable String waiting(boolean running) {
    if (away) {
      return "the broker does not answer";
    }
    if (!running) {
      return "not at work yet";
    }
    return caughtUp ? null : lag + " records to catch up";
  }
}
