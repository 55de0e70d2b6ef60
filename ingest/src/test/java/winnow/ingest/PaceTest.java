package winnow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
  private static final Instant NOW = Instant.parse("2026-06-03T06:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "PT0S, PT3S, PT3S", // asked just now
    "PT1S, PT3S, PT2S",
    "PT3S, PT3S, ",
    "PT24H, PT3S, ",
    "PT0S, PT0S, ",
    "PT-1H, PT3S, " // the clock was set back, or a past day is replayed
  })
  void await_sinceLastTime_waitsForTheRestOfTheGap(Duration since, Duration gap, Duration waited)
      throws Exception {
    List<Duration> pauses = new ArrayList<>();
    Pace pace =
        new Pace(Clock.fixed(NOW, ZoneOffset.UTC), pauses::add, NOW.minus(since), Instant.EPOCH);

    pace.await(gap);

    assertThat(pauses).isEqualTo(waited == null ? List.of() : List.of(waited));
  }
}
