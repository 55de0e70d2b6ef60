package winnow.publish.shortlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.model.Identifier;
import winnow.model.Score.Reason;

class DayTest {
  private static final double THRESHOLD = -1;

  @ParameterizedTest
  @CsvSource({
    "'', 2, ''",
    "'a=1', 2, a",
    "'a=1 b=2 c=3', 2, c b",
    "'a=1 b=1 c=1', 2, a b",
    "'c=1 b=1 a=1', 2, a b",
    "'a=1 b=2 b=0', 1, a",
    "'a=1 b=2 b=-', 1, a",
    "'a=-0.5 b=-1', 1, a",
    "'a=1', 0, ''",
  })
  void best_contenders_bestAtMostSoMany(String contenders, int atMost, String best) {
    Day day = Day.EMPTY;
    for (String one : words(contenders)) {
      String points = one.substring(2);
      day = day.with(contender(one.substring(0, 1), points.equals("-") ? null : points));
    }

    assertThat(day.best(terms(atMost, 0)).keySet())
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
    List<String> order = new ArrayList<>(contenders.keySet());

    // when
    Day one = day(contenders, order);
    Collections.shuffle(order, new Random(seed));
    Day other = day(contenders, order);

    // then
    assertThat(other).isEqualTo(one);
    Map<Identifier, Optional<Reason>> best = one.best(terms(atMost, 2));
    assertThat(other.best(terms(atMost, 2))).isEqualTo(best).hasSizeLessThanOrEqualTo(atMost);
  }

  @Property
  void best_anyContenders_theBestOfAllLosesNothingAndNobodyFallsBelowTheThreshold(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 4) Integer> points,
      @ForAll @IntRange(min = 1, max = 12) int atMost) {
    // given
    Map<String, Integer> contenders = new HashMap<>();
    for (int i = 0; i < points.size(); i++) {
      contenders.put("p" + i, points.get(i));
    }

    // when
    Map<Identifier, Optional<Reason>> best =
        day(contenders, List.copyOf(contenders.keySet())).best(terms(atMost, 2));

    // then
    int most = points.stream().mapToInt(Integer::intValue).max().orElseThrow();
    assertThat(best.entrySet())
        .anyMatch(one -> contenders.get(one.getKey().value()) == most && one.getValue().isEmpty());
    best.forEach(
        (id, near) ->
            assertThat(contenders.get(id.value()) + near.map(Reason::points).orElse(0.0))
                .isGreaterThanOrEqualTo(THRESHOLD));
  }

  @Property
  void best_anyContenders_isWhatLookingAtAllOfThemEachTimeFinds(
      @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 9) Integer> points,
      @ForAll @IntRange(min = 0, max = 12) int atMost,
      @ForAll @IntRange(min = 0, max = 8) int diversity) {
    List<Contender> all = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      all.add(contender("p" + i, points.get(i).toString()));
    }
    Day day = Day.EMPTY;
    for (Contender one : all) {
      day = day.with(one);
    }

    assertThat(day.best(terms(atMost, diversity)).keySet())
        .containsExactlyInAnyOrderElementsOf(eagerly(all, atMost, diversity));
  }

  /** The definition, word for word. */
  private static List<Identifier> eagerly(List<Contender> all, int atMost, int diversity) {
    List<Contender> rest = new ArrayList<>(all);
    List<Contender> placed = new ArrayList<>();
    Comparator<Contender> order =
        Comparator.<Contender>comparingDouble(one -> -left(one, placed, diversity))
            .thenComparing(one -> one.id().toString());
    while (placed.size() < atMost && !rest.isEmpty()) {
      Contender next = rest.stream().min(order).orElseThrow();
      if (left(next, placed, diversity) < THRESHOLD) {
        break;
      }
      placed.add(next);
      rest.remove(next);
    }
    return placed.stream().map(Contender::id).toList();
  }

  private static double left(Contender one, List<Contender> placed, int diversity) {
    double likeness =
        placed.stream()
            .mapToDouble(other -> other.gist().likeness(one.gist()))
            .filter(alike -> alike >= Day.NEAR)
            .max()
            .orElse(0);
    return cents(one.points() - cents(diversity * likeness));
  }

  private static double cents(double points) {
    return Math.round(points * 100) / 100.0;
  }

  @Test
  void best_threeOnOneTopicAndOneApart_theOneApartComesSecond() {
    Day day =
        Day.EMPTY
            .with(contender("a", 5.0, "Poisoned triggers of backdoor attacks"))
            .with(contender("b", 4.6, "Backdoor attacks by poisoned triggers"))
            .with(contender("c", 4.4, "Backdoor triggers, poisoned attacks"))
            .with(contender("d", 3.5, "Scalable oversight by debate"));

    assertThat(day.best(terms(2, 0)).keySet()).containsExactly(id("a"), id("b"));
    assertThat(day.best(terms(2, 1.5)).keySet()).containsExactly(id("a"), id("d"));
    assertThat(day.best(terms(4, 1.5)).get(id("b")))
        .contains(
            new Reason(
                "diversity",
                -1.5,
                "much like “Poisoned triggers of backdoor attacks” of the same day"));
  }

  private static ShortlistTopology.Terms terms(int perDay, double diversity) {
    return new ShortlistTopology.Terms(
        THRESHOLD, perDay, Candidates.KEEP, diversity, java.util.Set.of());
  }

  private static Contender contender(String name, double points, String title) {
    return new Contender(id(name), points, title, Gist.of(title, null));
  }

  private static Day day(Map<String, Integer> contenders, List<String> order) {
    Day day = Day.EMPTY;
    for (String name : order) {
      day = day.with(contender(name, contenders.get(name).toString()));
    }
    return day;
  }

  private static Contender contender(String name, String points) {
    if (points == null) {
      return Contender.gone(id(name));
    }
    double value = Double.parseDouble(points);
    return contender(name, value, Candidates.TOPICS.get((int) Math.abs(value) % 3) + " " + name);
  }

  private static Identifier id(String name) {
    return Identifier.parse("arxiv:" + name);
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
  }
}
