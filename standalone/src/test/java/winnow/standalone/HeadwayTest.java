package winnow.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class HeadwayTest {
  private static final TopicPartition PART = new TopicPartition("papers", 0);
  private static final Duration START = Duration.ofHours(7);

  @Test
  void begun_serves_onlyOnceAtWorkWithFewLeft() {
    Headway begun = Headway.begun(START);

    assertThat(begun.waiting(false)).isEqualTo("not at work yet");
    assertThat(begun.waiting(true)).isEqualTo("0 records to catch up");
    assertThat(read(begun, 1, false, 0, 0).waiting(true)).isEqualTo("0 records to catch up");
    assertThat(read(begun, 1, true, 0, 1_001).waiting(true)).isEqualTo("1001 records to catch up");
    assertThat(read(begun, 1, true, 0, 1_000).waiting(true)).isNull();
  }

  @Test
  void waiting_caughtUpOnce_servesThroughALaterBacklog() {
    Headway busy = read(read(Headway.begun(START), 1, true, 0, 0), 2, true, 0, 9_000);

    assertThat(busy.lag()).isEqualTo(9_000);
    assertThat(busy.waiting(true)).isNull();
    assertThat(busy.waiting(false)).isEqualTo("not at work yet");
    assertThat(busy.unanswered().waiting(true)).isEqualTo("the broker does not answer");
  }

  @Test
  void wedged_workLeftAndNothingMovesForFiveMinutes_isSaid() {
    Headway stuck = read(read(Headway.begun(START), 10, true, 3, 8), 310, true, 3, 9);

    assertThat(stuck.wedged(at(310))).isNull();
    assertThat(stuck.wedged(at(311))).isEqualTo("stuck for 301 s with 6 records to do");
    assertThat(read(stuck, 311, true, 4, 9).wedged(at(311))).isNull();
    assertThat(read(stuck, 311, true, 9, 9).wedged(at(3_000))).isNull();
  }

  @Test
  void wedged_itsPartitionsGoToAnother_isNotSaid() {
    Headway stuck = read(Headway.begun(START), 10, true, 3, 8);

    Headway without = stuck.read(at(400), true, Map.of(), Map.of(PART, 8L));

    assertThat(without.lag()).isZero();
    assertThat(without.wedged(at(4_000))).isNull();
  }

  @Test
  void unanswered_howeverLong_isNotTheApplicationsFault() {
    Headway away = read(Headway.begun(START), 10, true, 3, 8).unanswered();

    assertThat(away.wedged(at(4_000))).isNull();

    Headway back = read(away, 4_000, true, 3, 8);

    assertThat(back.wedged(at(4_300))).isNull();
    assertThat(back.wedged(at(4_301))).isEqualTo("stuck for 301 s with 5 records to do");
  }

  @Test
  void late_notAtWorkForAMinuteThatTheBrokerAnswers_untilItIs() {
    Headway working = read(Headway.begun(START), 10, true, 0, 0);

    assertThat(read(working, 69, false, 0, 0).late()).isFalse();
    assertThat(read(working, 70, false, 0, 0).late()).isTrue();
    assertThat(read(read(working, 70, false, 0, 0), 71, true, 0, 0).late()).isFalse();
    assertThat(read(working.unanswered(), 70, false, 0, 0).late()).isFalse();
  }

  @Test
  void behind_isCountedSinceNothingWasLeft() {
    Headway busy = read(read(Headway.begun(START), 10, true, 5, 5), 20, true, 6, 9);

    assertThat(busy.behind(at(25))).isEqualTo(Duration.ofSeconds(15));
    assertThat(read(busy, 30, true, 9, 9).behind(at(99))).isZero();
  }

  /** Whatever it has left, and however seldom it is looked at within five minutes. */
  @Property
  void read_whoGetsOnWithinFiveMinutes_isNeverWedged(
      @ForAll @Size(max = 30) List<@IntRange(min = 1, max = 300) Integer> steps) {
    Headway headway = Headway.begun(START);
    int seconds = 0;
    long position = 0;
    for (int step : steps) {
      seconds += step;
      assertThat(headway.wedged(at(seconds))).isNull();
      headway = read(headway, seconds, true, ++position, 1_000_000);
    }
  }

  private static Headway read(
      Headway before, int seconds, boolean running, long position, long end) {
    return before.read(at(seconds), running, Map.of(PART, position), Map.of(PART, end));
  }

  private static Duration at(int seconds) {
    return START.plusSeconds(seconds);
  }
}
