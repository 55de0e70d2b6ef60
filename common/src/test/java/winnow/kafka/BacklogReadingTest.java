package winnow.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.kafka.Backlog.Reading;

class BacklogReadingTest {
  @ParameterizedTest(name = "ends {0}, enrich at {1}, publish at {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        // ends       | enrich      | publish     | lag
        " ''          | ''          | ''          | 0",
        " a=0         | a=0         | ''          | 0",
        " a=5         | a=5         | ''          | 0",
        " a=5         | a=3         | ''          | 2",
        " a=5         | a=0         | ''          | 5",
        " a=5 b=7     | a=5         | b=7         | 0",
        " a=5 b=7     | a=4         | b=5         | 3",
        " a=5 b=7     | a=4 b=7     | b=5         | 3",
        " a=5         | a=4         | a=2         | 4",
        " a=5         | a=9         | ''          | 0",
        " a=5 b=7     | a=9 b=6     | ''          | 1",
        " ''          | a=3         | ''          | 0",
      })
  void lag_ofPositions_isWhatIsLeftOverAll(String ends, String enrich, String publish, long lag) {
    Reading reading = reading(ends, enrich, publish);

    assertThat(reading.lag()).isEqualTo(lag);
    assertThat(reading.lag("enrich") + reading.lag("publish")).isEqualTo(lag);
    assertThat(reading.lag("unknown")).isZero();
  }

  @ParameterizedTest(name = "{0} at {1}, then {2} at {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        // ends | at      | ends then | at then  | rests
        " a=5     | a=5     | a=5       | a=5      | true",
        " a=0     | a=0     | a=0       | a=0      | true",
        " a=5     | a=4     | a=5       | a=5      | false", // an output of it may follow
        " a=5     | a=5     | a=6       | a=6      | false", // something came since
        " a=5     | a=5     | a=6       | a=5      | false",
        " a=5 b=1 | a=5 b=1 | a=5 b=2   | a=5 b=1  | false", // its own output, in another topic
        " a=5 b=1 | a=5 b=1 | a=5 b=1   | a=5 b=1  | true",
        " a=5     | a=5     | a=5 b=0   | a=5 b=0  | false", // another partition is there
      })
  void restsSince_twoReadings_onlyIfDoneThenAndNothingCame(
      String ends, String at, String endsThen, String atThen, boolean rests) {
    Reading earlier = reading(ends, at, "");
    Reading later = reading(endsThen, atThen, "");

    assertThat(later.restsSince(earlier)).isEqualTo(rests);
  }

  @Property
  void lag_ofAnyPosition_isNeverNegativeAndZeroOnlyAtTheEnd(
      @ForAll @LongRange(max = 1000) long end, @ForAll @LongRange(max = 1000) long position) {
    Reading reading = reading("a=" + end, "a=" + position, "");

    assertThat(reading.lag()).isNotNegative();
    assertThat(reading.lag() == 0).isEqualTo(position >= end);
  }

  private static Reading reading(String ends, String enrich, String publish) {
    return new Reading(
        offsets(ends), Map.of("enrich", offsets(enrich), "publish", offsets(publish)));
  }

  private static Map<TopicPartition, Long> offsets(String text) {
    Map<TopicPartition, Long> offsets = new LinkedHashMap<>();
    Arrays.stream(text.split(" "))
        .filter(one -> !one.isBlank())
        .map(one -> one.split("="))
        .forEach(one -> offsets.put(new TopicPartition(one[0], 0), Long.valueOf(one[1])));
    return offsets;
  }
}
