package winnow.enrich.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import winnow.enrich.score.Features;
import winnow.enrich.score.Model;
import winnow.model.Profile;
import winnow.model.Yardstick;

class LessonsTest {
  private static final String[] PLAIN = {"graph", "image", "speech", "robot", "market", "protein"};

  @Property(tries = 30)
  void learn_anyOrderOfDecisions_isTheSame(@ForAll long seed) {
    List<Example> examples = decided(seed, 60, "probes");
    Model one = Lessons.learn(examples, List.of(), example -> 0);

    Collections.shuffle(examples, new Random(seed));

    assertThat(Lessons.learn(examples, List.of(), example -> 0).write()).isEqualTo(one.write());
  }

  @Property(tries = 30)
  void learn_wordThatCuratorsTake_weighsMoreThanAnyOther(@ForAll long seed) {
    Model lesson = Lessons.learn(decided(seed, 80, "probes"), List.of(), example -> 0);

    double taught = weight(lesson, "probes");
    assertThat(taught).isPositive();
    for (String other : PLAIN) {
      assertThat(taught).isGreaterThan(weight(lesson, other));
    }
  }

  @Test
  void learn_whatTheOldPointsSayAlready_teachesLittle() {
    List<Example> examples = decided(1, 80, "probes");

    Model afresh = Lessons.learn(examples, List.of(), example -> 0);
    Model known = Lessons.learn(examples, List.of(), example -> example.relevant() ? 6 : -6);

    assertThat(weight(known, "probes")).isLessThan(weight(afresh, "probes") / 4);
  }

  @Test
  void learn_wordOfWhatWasLeftLying_weighsAgainst() {
    List<Example> left =
        java.util.stream.IntStream.range(0, 50)
            .mapToObj(i -> new Example("l" + i, "Wavelets. graph.", null, List.of(), false, null))
            .toList();

    Model lesson = Lessons.learn(decided(1, 80, "probes"), left, example -> 0);

    assertThat(weight(lesson, "wavelets")).isNegative();
    assertThat(weight(lesson, "probes")).isPositive();
  }

  @Test
  void learn_nothing_addsNothing() {
    assertThat(Lessons.learn(List.of(), List.of(), example -> 0).size()).isZero();
  }

  @Property(tries = 20)
  void weights_whereTheyEnd_costIsFlat(@ForAll @IntRange(min = 0, max = 1000) int seed) {
    // given rows of which some weigh more, with offsets
    Random random = new Random(seed);
    List<Fit.Row> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      rows.add(
          new Fit.Row(
              new int[] {0, 1, 2},
              new double[] {random.nextGaussian(), random.nextGaussian(), 1 - i % 2},
              random.nextGaussian(),
              random.nextInt(3) == 0,
              1 + i % 3));
    }
    Fit fit = new Fit(rows, 3, 2);

    // when the constant, which is left out, is found again for the weights
    double[] weights = fit.weights(400);
    double[] at = {weights[0], weights[1], weights[2], 0};
    double least = Double.MAX_VALUE;
    for (double constant = -6; constant <= 6; constant += 0.001) {
      double cost = fit.cost(at[0], at[1], at[2], constant);
      if (cost < least) {
        least = cost;
        at[3] = constant;
      }
    }

    // then no step in any direction costs less
    for (int id = 0; id < 3; id++) {
      for (double step : new double[] {-0.05, 0.05}) {
        double[] aside = at.clone();
        aside[id] += step;
        assertThat(fit.cost(aside)).isGreaterThan(least - 1e-6);
      }
    }
    assertThat(fit.cost(at)).isCloseTo(least, within(1e-12));
  }

  @Test
  void trial_tooFewDecisions_keepsTheOldAndSaysHowMany() {
    Trial trial = Trial.of(profile(), null, null, decided(1, 10, "probes"), List.of(), List.of());

    assertThat(trial.takesOver()).isFalse();
    assertThat(trial.verdict()).contains("too few decisions", "5 of each");
  }

  @Test
  void trial_decisionsTeachAWord_takesOverAndWasJudgedOnWhatItNeverSaw() {
    List<Example> decided = decided(3, 300, "probes");

    Trial trial = Trial.of(profile(), null, null, decided, List.of(), List.of());

    assertThat(trial.takesOver()).as(trial.verdict()).isTrue();
    Trial.Comparison held = trial.comparisons().get(0);
    assertThat(held.trial().auc().value()).isGreaterThan(held.old().auc().value());
    List<Example> seen = decided.stream().filter(one -> !Yardstick.has(one.id())).toList();
    assertThat(seen.size()).isBetween(210, 270);
    assertThat(
            Trial.of(profile(), null, null, reversedWhereHeldBack(decided), List.of(), List.of())
                .takesOver())
        .as("where the held-back ones say the opposite")
        .isFalse();
  }

  @Test
  void trial_worseOnTheGold_keepsTheOld() {
    List<Example> decided = decided(3, 300, "probes");
    List<Example> gold =
        decided(4, 200, "probes").stream().map(one -> with(one, !one.relevant())).toList();
    Model inForce =
        Model.of(List.of(), Map.of("graph", new double[] {0.1}, "image", new double[] {-0.1}));

    Trial trial = Trial.of(profile(), null, inForce, decided, List.of(), gold);

    assertThat(trial.takesOver()).isFalse();
    assertThat(trial.verdict()).contains("gold");
  }

  private static List<Example> reversedWhereHeldBack(List<Example> decided) {
    return decided.stream()
        .map(one -> with(one, Yardstick.has(one.id()) != one.relevant()))
        .toList();
  }

  private static Example with(Example one, boolean relevant) {
    return new Example(one.id(), one.title(), one.abstractText(), one.categories(), relevant, null);
  }

  /** Papers on this and that; those with the word are taken, nine times in ten. */
  private static List<Example> decided(long seed, int count, String word) {
    Random random = new Random(seed);
    List<Example> decided = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean has = i % 2 == 0;
      StringBuilder text = new StringBuilder(has ? word + ". " : "");
      for (int w = 0; w < 6; w++) {
        text.append(PLAIN[random.nextInt(PLAIN.length)]).append(". ");
      }
      decided.add(
          new Example(seed + "." + i, text.toString(), null, List.of(), has == (i % 20 > 1), null));
    }
    return decided;
  }

  private static double weight(Model lesson, String word) {
    return lesson.relevance(Map.of(word, 1.0))
        - lesson.relevance(Map.of(Features.NO_ABSTRACT, 0.0));
  }

  private static Profile profile() {
    return new Profile(
        "Test",
        "",
        null,
        List.of(new Profile.Section("Monitoring", "", Map.of(), List.of())),
        Map.of(),
        Profile.Weights.NONE,
        0);
  }
}
