package winnow.publish.shortlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.model.Identifier;

class DayTest {
  @ParameterizedTest
  @CsvSource({
    "'', 2, ''",
    "'a=1', 2, a",
    "'a=1 b=2 c=3', 2, c b",
    "'a=1 b=1 c=1', 2, a b",
    "'c=1 b=1 a=1', 2, a b",
    "'a=1 b=2 b=0', 1, a",
    "'a=1 b=2 b=-', 1, a",
    "'a=-1 b=-2', 1, a",
    "'a=1', 0, ''",
  })
  void best_contenders_bestAtMostSoMany(String contenders, int atMost, String best) {
    Day day = Day.EMPTY;
    for (String one : words(contenders)) {
      String points = one.substring(2);
      day = day.with(contender(one.substring(0, 1), points.equals("-") ? null : points));
    }

    assertThat(day.best(atMost))
        .containsExactlyInAnyOrderElementsOf(words(best).stream().map(DayTest::id).toList());
  }

  @Property
  void best_anyOrderOfArrival_isTheSame(
      @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 4) Integer> points,
      @ForAll @IntRange(min = 0, max = 5) int atMost,
      @ForAll long seed) {
    // given
    Map<String, Integer> contenders = new HashMap<>();
    for (int i = 0; i < points.size(); i++) {
      contenders.put("p" + i, points.get(i));
    }
    List<String> order = new java.util.ArrayList<>(contenders.keySet());

    // when
    Day one = day(contenders, order);
    Collections.shuffle(order, new Random(seed));
    Day other = day(contenders, order);

    // then
    assertThat(other).isEqualTo(one);
    assertThat(other.best(atMost)).isEqualTo(one.best(atMost)).hasSizeLessThanOrEqualTo(atMost);
  }

  private static Day day(Map<String, Integer> contenders, List<String> order) {
    Day day = Day.EMPTY;
    for (String name : order) {
      day = day.with(contender(name, contenders.get(name).toString()));
    }
    return day;
  }

  private static Contender contender(String name, String points) {
    return new Contender(id(name), points == null ? null : Double.valueOf(points));
  }

  private static Identifier id(String name) {
    return Identifier.parse("arxiv:" + name);
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
  }
}
