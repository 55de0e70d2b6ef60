package winnow.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.http.Fetched;
import winnow.kafka.KafkaTroubleException;
import winnow.model.FeedId;
import winnow.model.Health;

class PaceTest {
  private static final Instant NOW = Instant.parse("2026-06-03T06:00:00Z");
  private static final Duration GAP = Duration.ofSeconds(3);

  private final HeardFeedLog heard = new HeardFeedLog();
  private final List<Duration> pauses = new ArrayList<>();

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
    Pace earlier = pace(NOW.minus(since));
    earlier.await(GAP);
    earlier.answered();
    earlier.rest();
    pauses.clear();

    pace(NOW).await(gap);

    assertThat(pauses).isEqualTo(waited == null ? List.of() : List.of(waited));
  }

  @Test
  void await_aGap_isWrittenDownBeforeTheRequest() throws Exception {
    pace(NOW).await(GAP);

    assertThat(heard.state("provider:arxiv").polledAt()).isEqualTo(NOW);
    assertThat(heard.state("provider:arxiv").health()).isEqualTo(Health.WELL);
  }

  @Test
  void await_afterAKillInsideARequest_keepsTheGapFromTakingOver() throws Exception {
    pace(NOW.minusSeconds(2)).await(GAP); // and is killed before the answer comes

    pace(NOW).await(GAP);

    assertThat(pauses).containsExactly(GAP);
  }

  @Test
  void await_shutOutOfTheLog_doesNotReturn() {
    heard.trouble = new KafkaTroubleException("another writes now", null);

    assertThatThrownBy(() -> pace(NOW).await(GAP)).isSameAs(heard.trouble);
  }

  @Test
  void await_noGap_leavesNoRecord() throws Exception {
    pace(NOW).await(Duration.ZERO);

    assertThat(heard.states).doesNotContainKey(new FeedId("provider:arxiv"));
  }

  @Test
  void answered_late_theGapBeginsThere() throws Exception {
    Instant[] now = {NOW};
    InstantSource clock = () -> now[0];
    Pace pace = new Pace("arxiv", heard, clock.withZone(ZoneOffset.UTC), pauses::add);
    pace.await(GAP);
    now[0] = NOW.plusSeconds(20);

    pace.answered();
    pace.await(GAP);

    assertThat(pauses).containsExactly(GAP);
  }

  @Test
  void held_byAnEarlierRun_untilThen() throws Exception {
    pace(NOW).hold(new Fetched.Later(Duration.ofMinutes(70), "HTTP 429", true));

    assertThat(pace(NOW.plusSeconds(4199)).held()).isTrue();
    assertThat(pace(NOW.plusSeconds(4200)).held()).isFalse();
    assertThat(pace(NOW.minusSeconds(1)).held()).isFalse(); // a past day is replayed
  }

  private Pace pace(Instant now) {
    return new Pace("arxiv", heard, Clock.fixed(now, ZoneOffset.UTC), pauses::add);
  }
}
