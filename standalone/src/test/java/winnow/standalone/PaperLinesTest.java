package winnow.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import winnow.config.ConfigException;
import winnow.enrich.train.Example;
import winnow.model.Profile;

/** Gold and pool as other people write them. */
class PaperLinesTest {
  private static final String PAPER =
      "{\"arxiv_id\":\"%s\",\"title\":\"On %<s\",\"abstract\":\"We measure it.\"}";

  @TempDir private Path folder;
  private Profile profile;

  @BeforeEach
  void readProfile() throws Exception {
    profile = Options.profile("ml-safety");
  }

  @ParameterizedTest
  @CsvSource({
    "2401.00001, 2401.00001v3",
    "2401.00001v2, 2401.00001",
    "arXiv:2401.00001, 2401.00001",
    "https://arxiv.org/abs/2401.00001v1, 2401.00001",
    "hep-th/9901001, hep-th/9901001v2"
  })
  void read_idInAnotherSpelling_isTheSamePaper(String inGold, String inPool) throws Exception {
    PaperLines.Papers papers = read(List.of(gold(inGold, null)), List.of(PAPER.formatted(inPool)));

    assertThat(papers.examples()).singleElement().matches(Example::relevant);
    assertThat(papers.notInPool()).isZero();
    assertThat(papers.notUnderstood()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Systemic Safety, Systemic Safety",
    "systemic-safety, Systemic Safety",
    "SYSTEMIC_SAFETY, Systemic Safety",
    "' robustness ', Robustness"
  })
  void read_sectionInAnotherSpelling_isTheProfilesOwn(String written, String section)
      throws Exception {
    PaperLines.Papers papers =
        read(List.of(gold("2401.00001", written)), List.of(PAPER.formatted("2401.00001")));

    assertThat(papers.examples()).singleElement().extracting(Example::section).isEqualTo(section);
    assertThat(papers.notUnderstood()).isEmpty();
  }

  @Test
  void read_sectionOfNobody_countsAsUnknownAndIsNamed() throws Exception {
    PaperLines.Papers papers =
        read(List.of(gold("2401.00001", "Gardening")), List.of(PAPER.formatted("2401.00001")));

    assertThat(papers.examples()).singleElement().extracting(Example::section).isNull();
    assertThat(papers.notUnderstood())
        .containsExactly("gold.jsonl:1: not a section of the profile: Gardening");
  }

  @Test
  void read_linesWithoutAnArxivId_areLeftOutAndNamed() throws Exception {
    PaperLines.Papers papers =
        read(
            List.of(gold("corncrake", null), gold("2401.00001", null)),
            List.of("{\"title\":\"On nothing\"}", PAPER.formatted("2401.00001")));

    assertThat(papers.examples()).hasSize(1);
    assertThat(papers.notUnderstood())
        .containsExactly("gold.jsonl:1: not an arXiv id: corncrake", "pool.jsonl:1: no arxiv_id");
  }

  @Test
  void read_fieldsNullMissingOrUnknown_areNoError() throws Exception {
    PaperLines.Papers papers =
        read(
            List.of("{\"arxiv_id\":\"2401.00001\",\"section\":null,\"issue\":{\"number\":9}}"),
            List.of(
                "{\"arxiv_id\":\"2401.00001\",\"title\":\"One\",\"abstract\":null,\"categories\":null}",
                "{\"arxiv_id\":\"2401.00002\",\"title\":\"Two\",\"categories\":[null,\"cs.LG\",\"\"],\"x\":1}",
                "{\"arxiv_id\":\"2401.00003\",\"title\":\" \",\"abstract\":null}",
                "{\"arxiv_id\":\"2401.00001v2\",\"title\":\"One again\"}"));

    assertThat(papers.examples())
        .extracting(Example::categories)
        .containsExactly(List.of(), List.of("cs.LG"));
    assertThat(papers.withoutText()).isEqualTo(1);
    assertThat(papers.repeated()).isEqualTo(1);
  }

  @Test
  void read_twoLinesOnOnePaper_theFirstSectionStands() throws Exception {
    PaperLines.Papers papers =
        read(
            List.of(
                gold("2401.00001", null),
                gold("2401.00001v2", "alignment"),
                gold("2401.00001", "Monitoring")),
            List.of(PAPER.formatted("2401.00001")));

    assertThat(papers.examples())
        .singleElement()
        .extracting(Example::section)
        .isEqualTo("Alignment");
  }

  @Test
  void read_noJson_isRefusedWithItsLine() {
    assertThatThrownBy(() -> read(List.of(gold("2401.00001", null), "{"), List.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("gold.jsonl:2: ");
  }

  @Test
  void evaluate_json_hasEveryFigureWithItsInterval() throws Exception {
    Path gold = write("gold.jsonl", List.of(gold("2401.00001v1", "robustness"), gold("x", null)));
    Path pool =
        write(
            "pool.jsonl",
            List.of(
                "{\"arxiv_id\":\"2401.00001\",\"title\":\"Adversarial robustness to jailbreak attacks\"}",
                "{\"arxiv_id\":\"2401.00002\",\"title\":\"Counting corncrakes at dusk\"}"));

    CommandLineRun run =
        CommandLineRun.of(
            "evaluate", "ranking", "--gold", gold.toString(), "--pool", pool.toString(), "--json");

    assertThat(run.status()).as(run.err()).isZero();
    JsonNode card = run.json();
    for (String figure :
        List.of("auc", "averagePrecision", "wss95", "precisionAt100", "sectionAccuracy")) {
      assertThat(card.get(figure).propertyNames())
          .as(figure)
          .containsExactlyInAnyOrder("value", "low", "high");
    }
    assertThat(card.get("recallAt").propertyNames())
        .containsExactlyInAnyOrder("0.01", "0.02", "0.05", "0.1");
    assertThat(card.get("auc").get("value").asDouble()).isEqualTo(1);
    assertThat(card.get("sectionAccuracy").get("value").asDouble()).isEqualTo(1);
    assertThat(card.get("notScored").get("notUnderstood").asInt()).isEqualTo(1);
    assertThat(card.get("notUnderstood").get(0).asString())
        .isEqualTo("gold.jsonl:2: not an arXiv id: x");
  }

  @Test
  void further_papersThePoolHoldsOrWithoutAbstract_areLeftOut() throws Exception {
    List<Example> taught = read(List.of(), List.of(PAPER.formatted("2401.00001"))).examples();
    Path file =
        write(
            "further.jsonl",
            List.of(
                PAPER.formatted("2401.00001v2"),
                PAPER.formatted("2401.00002v1"),
                PAPER.formatted("2401.00002"),
                "{\"arxiv_id\":\"2401.00003\",\"title\":\"No abstract\"}",
                "{\"title\":\"No id\",\"abstract\":\"There is none.\"}"));

    List<Example> further = PaperLines.further(file, taught);

    assertThat(further).extracting(Example::id).containsExactly("2401.00002");
    assertThat(further).allMatch(Example::relevant);
  }

  private PaperLines.Papers read(List<String> gold, List<String> pool) throws Exception {
    return PaperLines.read(write("gold.jsonl", gold), write("pool.jsonl", pool), profile);
  }

  private Path write(String name, List<String> lines) throws Exception {
    return Files.write(folder.resolve(name), lines);
  }

  private static String gold(String id, @Nullable String section) {
    return section == null
        ? "{\"arxiv_id\":\"%s\"}".formatted(id)
        : "{\"arxiv_id\":\"%s\",\"section\":\"%s\"}".formatted(id, section);
  }
}
