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
import winnow.enrich.score.Scorer;
import winnow.model.Profile;
import winnow.model.Yardstick;

class LessonsTest {
  private static final List<String> SECTIONS = List.of("Monitoring", "Robustness");

  /** A lesson that knows two words, and has their sections confused. */
  private static final Model CONFUSED =
      Model.of(
          SECTIONS,
          Map.of("circuits", new double[] {0, -2, 2}, "attacks", new double[] {0, 2, -2}));

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

  @Test
  void sections_namedByCurators_areSuggestedForPapersLikeThem() {
    List<Example> taken = placed(decided(1, 120, "probes"));

    Model lesson = Lessons.sections(SECTIONS, taken, one -> Map.of());

    Scorer scorer = new Scorer(profile(), null, lesson);
    assertThat(sectionOf(scorer, "Circuits. graph. image.")).isEqualTo("Monitoring");
    assertThat(sectionOf(scorer, "Attacks. graph. image.")).isEqualTo("Robustness");
    assertThat(weight(lesson, "circuits")).as("relevance").isZero();
  }

  @Test
  void sections_leftWhereTheyWereSuggested_speakForThat() {
    // given attacks named as monitoring, and many more left under robustness
    List<Example> taken = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String section = i < 12 ? "Monitoring" : null;
      taken.add(new Example("t" + i, "Attacks. graph.", null, List.of(), true, section));
      taken.add(new Example("u" + i, "Circuits. graph.", null, List.of(), true, "Monitoring"));
    }

    // when
    Model named =
        Lessons.sections(
            SECTIONS,
            taken.stream().filter(one -> one.section() != null).toList(),
            one -> Map.of("Robustness", 0.4));
    Model all = Lessons.sections(SECTIONS, taken, one -> Map.of("Robustness", 0.4));

    // then
    assertThat(sectionOf(new Scorer(profile(), null, all), "Attacks.")).isEqualTo("Robustness");
    assertThat(sectionOf(new Scorer(profile(), null, all), "Circuits.")).isEqualTo("Monitoring");
    assertThat(named.size()).as("nothing to tell apart").isZero();
  }

  @Property(tries = 20)
  void sections_anyOrderOfDecisions_isTheSame(@ForAll long seed) {
    List<Example> taken = placed(decided(seed, 60, "probes"));
    Model one = Lessons.sections(SECTIONS, taken, example -> Map.of());

    Collections.shuffle(taken, new Random(seed));

    assertThat(Lessons.sections(SECTIONS, taken, example -> Map.of()).write())
        .isEqualTo(one.write());
  }

  @Test
  void learn_moreWordsThanARecordHolds_keepsTheHeaviest() {
    List<Example> left = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      StringBuilder title = new StringBuilder();
      for (int word = 0; word < 24; word++) {
        title.append("rare").append((i * 24 + word) % 24_000).append(". ");
      }
      left.add(new Example("l" + i, title.toString(), null, List.of(), false, null));
    }

    Model lesson = Lessons.learn(decided(1, 200, "probes"), left, example -> 0);

    assertThat(weight(lesson, "probes")).isPositive();
    assertThat(lesson.write().length).as("bytes").isLessThan(450_000);
  }

  @Test
  void learn_leftLyingAndMuchLikeWhatWasTaken_saysNothing() {
    List<Example> left = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String title = i < 10 ? "Probes. graph." : "Wavelets. graph.";
      left.add(new Example("l" + i, title, null, List.of(), false, null));
    }

    Model all = Lessons.learn(decided(1, 80, "probes"), left, example -> 0);
    Model rest = Lessons.learn(decided(1, 80, "probes"), left.subList(10, 100), example -> 0);

    assertThat(weight(all, "probes")).isGreaterThan(0.9 * weight(rest, "probes"));
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

  @Test
  void trial_sectionsNamed_takeOverApartFromTheRest() {
    List<Example> decided = placed(decided(3, 300, "probes"));
    List<Example> swapped =
        decided.stream()
            .map(
                one ->
                    Yardstick.has(one.id()) && one.section() != null
                        ? one.in(SECTIONS.get(1 - SECTIONS.indexOf(one.section())))
                        : one)
            .toList();
    Trial both = Trial.of(profile(), null, null, decided, List.of(), List.of());
    Trial sectionsAlone =
        Trial.of(
            profile(),
            null,
            null,
            placed(reversedWhereHeldBack(decided(3, 300, "probes"))),
            List.of(),
            List.of());
    Trial sectionsStay = Trial.of(profile(), null, CONFUSED, swapped, List.of(), List.of());

    assertThat(both.verdict()).contains("takes over; so do its sections");
    assertThat(both.comparisons().get(0).trial().sectionAccuracy().value())
        .isGreaterThan(both.comparisons().get(0).old().sectionAccuracy().value());
    assertThat(sectionsAlone.takesOver()).isTrue();
    assertThat(sectionsAlone.verdict()).contains("the old one stays", "so do its sections");
    assertThat(sectionsAlone.learned().sections()).isEqualTo(SECTIONS);
    assertThat(weight(sectionsAlone.learned(), "probes")).isZero();
    assertThat(sectionsStay.verdict()).contains("takes over; sections stay as they are");
    assertThat(weight(sectionsStay.learned(), "probes")).isPositive();
    assertThat(sectionOf(new Scorer(profile(), null, sectionsStay.learned()), "Circuits."))
        .as("what was in force")
        .isEqualTo("Robustness");
  }

  private static String sectionOf(Scorer scorer, String title) {
    return scorer.rank(new Example("x", title, null, List.of(), true, null).paper()).section();
  }

  /** What was taken has a word more, and the section that goes with it. */
  private static List<Example> placed(List<Example> decided) {
    List<Example> placed = new ArrayList<>();
    for (Example one : decided) {
      int section = placed.size() / 2 % 2;
      String word = section == 0 ? "circuits. " : "attacks. ";
      placed.add(
          new Example(
              one.id(),
              word + one.title(),
              null,
              List.of(),
              one.relevant(),
              one.relevant() ? SECTIONS.get(section) : null));
    }
    return placed;
  }

  private static List<Example> reversedWhereHeldBack(List<Example> decided) {
    return decided.stream()
        .map(one -> with(one, Yardstick.has(one.id()) != one.relevant()))
        .toList();
  }

  private static Example with(Example one, boolean relevant) {
    return new Example(
        one.id(), one.title(), one.abstractText(), one.categories(), relevant, one.section());
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
        SECTIONS.stream().map(name -> new Profile.Section(name, "", Map.of(), List.of())).toList(),
        Map.of(),
        Profile.Weights.NONE,
        0);
  }
}
