package winnow.enrich.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import winnow.enrich.Models;
import winnow.model.Identifier;
import winnow.model.Paper;
import winnow.model.Profile;
import winnow.model.Score;

class ModelTest {
  private static final Model BUNDLED = Models.named("ml-safety");
  private static final Profile PROFILE =
      new Profile(
          "Test",
          "",
          null,
          List.of(
              new Profile.Section("Alignment", "", Map.of(), List.of()),
              new Profile.Section("Robustness", "", Map.of(), List.of())),
          Map.of(),
          Profile.Weights.NONE,
          0);

  private static final String TITLE = "Reward hacking in language models";
  private static final String TEXT =
      "We study reward hacking: when reward hacking, models deceive their overseers. A jailbreak"
          + " attack on aligned models shows jailbreak robustness to be low on images of cats.";
  private static final List<String> CATEGORIES = List.of("cs.LG", "cs.CR");

  @Test
  void write_readAgain_isTheSameFileAndTheSameScore() {
    Model again = Model.read(BUNDLED.write());

    assertThat(again.write()).isEqualTo(BUNDLED.write());
    assertThat(read(again).relevance()).isEqualTo(read(BUNDLED).relevance());
  }

  @Test
  void read_damagedCutOrForeign_saysSo() {
    byte[] whole = Model.of(List.of("A"), Map.of("cat", new double[] {1, 2})).write();
    byte[] damaged = whole.clone();
    damaged[whole.length / 2] ^= 1;

    assertThatThrownBy(() -> Model.read(damaged)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Model.read(Arrays.copyOf(whole, 30)))
        .hasMessageContaining("cut short");
    assertThatThrownBy(() -> Model.read("{}".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("not a ranking model");
  }

  @Test
  void ofRelevance_andOfSections_areTheWholeTogetherAndNoMoreApart() {
    Model whole =
        Model.of(
            List.of("A"),
            Map.of(
                "cat",
                new double[] {1, 2},
                "dog",
                new double[] {0, 3},
                "owl",
                new double[] {4, 0}));

    assertThat(whole.ofRelevance().plus(whole.ofSections()).write()).isEqualTo(whole.write());
    assertThat(whole.ofRelevance().sections()).isEmpty();
    assertThat(whole.ofRelevance().size()).isEqualTo(2);
    assertThat(whole.ofSections().size()).isEqualTo(2);
    assertThat(whole.ofSections().relevance(Map.of("cat", 1.0))).isZero();
  }

  @Test
  void relevance_byFeaturesAndByReading_isOneFigure() {
    assertThat(read(BUNDLED).relevance())
        .isCloseTo(BUNDLED.relevance(Features.of(TITLE, TEXT, CATEGORIES)), within(1e-5));
  }

  @Test
  void rank_anyPaper_reasonsAddUpToTheTotal() {
    Score score = rank(TITLE, TEXT).score();

    assertThat(score.reasons().stream().mapToDouble(Score.Reason::points).sum())
        .isCloseTo(score.total(), within(0.005));
    assertThat(score.reasons()).extracting(Score.Reason::words).contains("other words");
  }

  @Test
  void rank_withoutANamedTerm_losesWhatWasClaimed() {
    Score score = rank(TITLE, TEXT).score();
    int terms = 0;

    for (Score.Reason reason : score.reasons()) {
      if (reason.part().equals("term")) {
        String term = reason.words().replaceAll(".*“|”", "");
        Score without = rank(without(TITLE, term), without(TEXT, term)).score();
        assertThat(score.total() - without.total())
            .as(reason.words())
            .isCloseTo(reason.points(), within(0.015));
        terms++;
      }
    }
    assertThat(terms).isGreaterThan(2);
  }

  @Test
  void rank_missingAbstract_isNeitherForNorAgainst() {
    double unknown = rank("Qwzx", null).score().total();

    assertThat(Math.abs(unknown)).isLessThan(4);
    assertThat(rank("Jailbreak attacks on aligned language models", null).score().total())
        .isGreaterThan(rank("Segmentation of retinal images", null).score().total());
  }

  private static String without(String text, String term) {
    return text.replaceAll("(?i)\\b" + term + "\\b", " ");
  }

  private static Reading read(Model model) {
    return new Reading(model, Words.of(TITLE), Words.of(TEXT), CATEGORIES);
  }

  private static Paper rank(String title, String text) {
    Identifier id = Identifier.parse("arxiv:2501.00001");
    return new Scorer(PROFILE, BUNDLED)
        .rank(
            new Paper(
                id,
                List.of(id),
                title,
                List.of(),
                text,
                null,
                CATEGORIES,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                false,
                null));
  }
}
