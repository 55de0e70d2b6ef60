package winnow.enrich.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.enrich.identity.Likeness.Named;
import winnow.topics.Json;

class WordingTest {
  private static final List<String> WORDS =
      List.of(
          "adversarial",
          "Robustness",
          "of",
          "Große",
          "modèles",
          "LLMs",
          "GPT-4",
          "MaxOut:",
          "attention",
          "is",
          "survey",
          "(Extended",
          "version)",
          "II",
          "2024",
          "Łukasz",
          "Pearl");

  @Property(tries = 200)
  void of_otherCaseSpacesAndComposition_sameWording(@ForAll("saids") Said said) {
    Wording wording = said.wording();
    Said shouted = said.map(text -> "  " + text.toUpperCase(Locale.ROOT).replace(" ", "\n  "));
    Said taken =
        said.map(
            text ->
                java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFD)
                    .replace(" ", "\u00a0"));

    assertThat(shouted.wording()).isEqualTo(wording);
    assertThat(taken.wording()).isEqualTo(wording);
    assertThat(shouted.wording().keys()).isEqualTo(wording.keys());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$R^2$-Guard: Robust Reasoning | R2-Guard: robust reasoning",
        "$\\mathscr{N}$-WL: A New Hierarchy | N-WL: A new hierarchy",
        "Schr\\\"odinger's bridges | Schrödinger’s bridges",
        "[R] Pearl: A Library | PEARL — a library",
        "Interesting &amp; new | Interesting & new",
      })
  void of_texAndMarks_sameTitle(String one, String other) {
    assertThat(Wording.of(one, List.of(), null)).isEqualTo(Wording.of(other, List.of(), null));
  }

  @ParameterizedTest
  @CsvSource({
    "Eliot Tron, E. Tron, true",
    "Xu Baixin, Baixin Xu, true",
    "Ioannis Paschalidis, Ioannis Ch. Paschalidis, true",
    "Wei Zhang, Wei Zheng, false",
    "A. B., A. C., false",
    "Luk\\'a\\v{s} Adam, Lukáš Adam, true",
  })
  void same_names_asPeopleWriteThem(String one, String other, boolean same) {
    String first = Wording.of(null, List.of(one), null).authors().get(0);
    String second = Wording.of(null, List.of(other), null).authors().get(0);

    assertThat(Names.same(first, second)).isEqualTo(same);
    assertThat(Names.same(second, first)).isEqualTo(same);
  }

  @Property(tries = 200)
  void likeness_ofTwo_doesNotDependOnTheirOrder(
      @ForAll("saids") Said one, @ForAll("saids") Said other, @ForAll Named named) {
    assertThat(Likeness.of(one.wording(), other.wording(), named))
        .isEqualTo(Likeness.of(other.wording(), one.wording(), named));
  }

  @Property(tries = 200)
  void likeness_moreKnown_neverEasier(@ForAll("saids") Said one, @ForAll("saids") Said other) {
    Likeness.Verdict words = Likeness.of(one.wording(), other.wording(), Named.NEITHER).verdict();
    Likeness.Verdict pages = Likeness.of(one.wording(), other.wording(), Named.PAGES).verdict();
    Likeness.Verdict apart = Likeness.of(one.wording(), other.wording(), Named.APART).verdict();
    Likeness.Verdict rivals = Likeness.of(one.wording(), other.wording(), Named.RIVALS).verdict();

    assertThat(words).isGreaterThanOrEqualTo(pages);
    assertThat(pages).isGreaterThanOrEqualTo(apart);
    assertThat(apart).isGreaterThanOrEqualTo(rivals);
  }

  @Property(tries = 200)
  void likeness_nothingSaid_isNothing(@ForAll("saids") Said said) {
    Wording silent = Wording.of(null, List.of(), null);

    assertThat(silent.keys()).isEmpty();
    assertThat(Likeness.of(said.wording(), silent, Named.NEITHER).verdict())
        .isEqualTo(Likeness.Verdict.NOTHING);
  }

  @Property(tries = 200)
  void json_thereAndBack_sameAndSmall(@ForAll("saids") Said said) {
    byte[] json = Json.write(said.wording());

    assertThat(Json.read(json, Wording.class)).isEqualTo(said.wording());
    assertThat(json.length).isLessThan(1200);
  }

  @Property(tries = 200)
  void within_setsOfKnownOverlap_isNearIt(
      @ForAll @net.jqwik.api.constraints.IntRange(min = 1, max = 400) int size,
      @ForAll @net.jqwik.api.constraints.IntRange(min = 0, max = 100) int percent,
      @ForAll long seed) {
    Random random = new Random(seed);
    Set<String> one = new HashSet<>();
    Set<String> other = new HashSet<>();
    int common = size * percent / 100;
    for (int i = 0; i < size; i++) {
      String element = Long.toString(random.nextLong());
      one.add(element);
      other.add(i < common ? element : Long.toString(random.nextLong()));
    }

    double told = Sketch.of(one).within(Sketch.of(other));

    assertThat(told).isEqualTo(Sketch.of(other).within(Sketch.of(one)));
    assertThat(Math.abs(told - (double) common / size)).isLessThan(0.35);
    Set<String> all = new HashSet<>(one);
    all.addAll(other);
    if (size <= Sketch.KEPT && Sketch.of(all).size() == all.size()) { // no two have one hash
      assertThat(told).isEqualTo((double) common / size);
    }
  }

  @Test
  void likeness_longTeamCutAbstract_isMerged() {
    List<String> authors = List.of("Ada Byron", "Alan Turing", "Grace Hopper");
    String text =
        "We find that classifiers trained to recognise birds by their song mistake lawnmowers for"
            + " corncrakes, and give a remedy that costs one more microphone per meadow.";
    Wording whole = Wording.of("Lawnmowers and Corncrakes", authors, text);
    Wording cut = Wording.of("Mistaking Corncrakes", authors, text.substring(0, 90));

    Likeness likeness = Likeness.of(whole, cut, Named.NEITHER);

    assertThat(whole.keys()).containsAnyElementsOf(cut.keys());
    assertThat(likeness.verdict()).isEqualTo(Likeness.Verdict.MERGE);
    assertThat(likeness.reason()).contains("3 of 3 authors");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Kernels on Lie Groups I: the compact case | Kernels on Lie Groups II: the other case",
        "Third Place in the Meadow Challenge 2024 | Third Place in the Meadow Challenge 2025",
        "Counting Corncrakes at Dusk | Comment on: Counting Corncrakes at Dusk",
        "Corncrake Study: A Decade Survey | Lawnmower Noise: A Decade Survey",
        "Less is More: Pruning Hedges | Less is More: Tuning Lawnmowers",
      })
  void likeness_seriesAnswersAndPhrases_neverMerged(String one, String other) {
    for (Named named : Named.values()) {
      assertThat(
              Likeness.of(
                      Wording.of(one, List.of(), null), Wording.of(other, List.of(), null), named)
                  .verdict())
          .isNotEqualTo(Likeness.Verdict.MERGE);
    }
  }

  @Test
  void likeness_sameTitleOfStrangers_isNotMerged() {
    Wording one = Wording.of("Counting Corncrakes at Dusk", List.of("Ada Byron"), null);
    Wording other = Wording.of("Counting Corncrakes at Dusk", List.of("Grace Hopper"), null);

    assertThat(Likeness.of(one, other, Named.NEITHER).verdict())
        .isEqualTo(Likeness.Verdict.SUGGEST);
  }

  @Test
  void likeness_pagesOfOneAuthor_needMoreThanTheAuthor() {
    Wording one = Wording.of("Counting Corncrakes at Dusk", List.of("Ada Byron"), null);
    Wording other = Wording.of("A Remedy for Lawnmowers", List.of("Ada Byron"), null);
    Wording again = Wording.of("Counting corncrakes, at dusk", List.of("A. Byron"), null);

    assertThat(Likeness.of(one, other, Named.PAGES).verdict()).isEqualTo(Likeness.Verdict.SUGGEST);
    assertThat(Likeness.of(one, again, Named.PAGES).verdict()).isEqualTo(Likeness.Verdict.MERGE);
  }

  /** What a source may say. */
  record Said(String title, List<String> authors, String abstractText) {
    Wording wording() {
      return Wording.of(title, authors, abstractText);
    }

    Said map(java.util.function.UnaryOperator<String> change) {
      return new Said(
          change.apply(title), authors.stream().map(change).toList(), change.apply(abstractText));
    }
  }

  @Provide
  Arbitrary<Said> saids() {
    Arbitrary<String> text =
        Arbitraries.of(WORDS)
            .list()
            .ofMinSize(1)
            .ofMaxSize(9)
            .map(words -> String.join(" ", words));
    Arbitrary<List<String>> authors =
        Arbitraries.of("Łukasz Kaiser", "A. Vaswani", "Ashish Vaswani", "Grace Hopper", "Wei Li")
            .list()
            .ofMaxSize(4)
            .map(
                names -> {
                  List<String> shuffled = new ArrayList<>(new HashSet<>(names));
                  Collections.sort(shuffled);
                  return shuffled;
                });
    Arbitrary<String> abstracts =
        Arbitraries.of(WORDS).list().ofMaxSize(120).map(words -> String.join(" ", words));
    return Combinators.combine(text, authors, abstracts).as(Said::new);
  }
}
