package winnow.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole month, on one ingest worker and on three of which the one at work is killed. */
class MonthIT {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"1,0", "3,3"})
  void live_aMonthOfEveryKnownFault_losesNothingDoublesNothingAndHurriesNobody(
      int workers, int kills) throws Exception {
    long seed = Long.getLong("winnow.seed", System.nanoTime());
    System.out.println("month: " + workers + " workers, -Dwinnow.seed=" + seed);
    try (Month month = Month.in(folder)) {
      MonthOutcome outcome = month.live(workers, kills, seed);

      assertThat(outcome.wrongs(month.truth())).isEmpty();
      assertThat(outcome.kills()).isEqualTo(kills);
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
