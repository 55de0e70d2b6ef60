package winnow.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole month, on three ingest workers of which the one at work is killed. On one worker it is
 * played by {@code bench/run month}, and within a process, with many kills, by ingest's own test.
 */
class MonthIT {
  private static final int WORKERS = 3;
  private static final int KILLS = 3;

  @TempDir Path folder;

  @Test
  void live_aMonthOfEveryKnownFault_losesNothingDoublesNothingAndHurriesNobody() throws Exception {
    long seed = Long.getLong("winnow.seed", System.nanoTime());
    System.out.println("month: " + WORKERS + " workers, -Dwinnow.seed=" + seed);
    try (Month month = Month.in(folder)) {
      MonthOutcome outcome = month.live(WORKERS, KILLS, seed);

      assertThat(outcome.wrongs(month.truth())).isEmpty();
      assertThat(outcome.kills()).isEqualTo(KILLS);
      System.out.printf(
          "month: %d papers each once, %d verdicts true, %d killed, %d requests, least gap %.1f s;"
              + " %.1f s%n",
          outcome.size(),
          outcome.verdicts(month.truth()).size(),
          outcome.kills(),
          outcome.log().size(),
          month.leastGap("arxiv"),
          outcome.seconds());
    }
  }
}
