package winnow.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import winnow.enrich.train.Scorecard.Figure;

/** Refuses worse merges: judges the labelled pairs and holds the figures reached. */
class IdentityGateTest {
  private static final Path PAIRS = Path.of("../../shared/data/pairs/pairs.jsonl");

  @Test
  void evaluate_labelledPairs_notBelowWhatWasReached() throws Exception {
    boolean there = Files.isRegularFile(PAIRS);
    if (!there) {
      System.out.println("skipped: no pairs at " + PAIRS);
    }
    assumeTrue(there, "no pairs at " + PAIRS);
    PairLines.Pairs read = PairLines.read(PAIRS);

    MergeCard masked = MergeCard.masked(read.pairs());
    MergeCard named = MergeCard.withIdentifiers(read.pairs());

    assertThat(read.bad()).isEmpty();
    assertThat(masked.all().automatic().precision().value()).isGreaterThan(0.9960);
    assertThat(masked.all().automatic().recall().value()).isGreaterThan(0.931);
    assertThat(masked.abstracts().automatic().recall().value()).isGreaterThan(0.990);
    assertThat(masked.all().suggested().recall().value()).isGreaterThan(0.975);
    assertThat(masked.meet().value()).isGreaterThan(0.981);
    assertThat(named.all().automatic().precision().value()).isEqualTo(1);
    assertThat(named.named().automatic().recall().value()).isGreaterThan(0.99);
  }

  @Test
  void evaluate_badLines_namedCountedAndTheRestJudged(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("pairs.jsonl");
    Files.write(
        file,
        List.of(
            "{\"kind\":\"k\",\"same_work\":true,\"a\":{\"title\":\"Counting Corncrakes at Dusk\"},"
                + "\"b\":{\"title\":\"Counting corncrakes at dusk\",\"arxiv_id\":\"2401.00001\"}}",
            "{\"kind\":\"k\",\"same_work\":null,\"a\":{},\"b\":{}}",
            "{\"kind\":\"k\",\"a\":{}}",
            "no JSON"));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();

    int status =
        Winnow.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute("evaluate", "identity", "--pairs", file.toString(), "--json");

    assertThat(status).isEqualTo(Winnow.FAILURES);
    assertThat(out.toString())
        .contains("\"badLines\":2,", "\"notLabelled\":1,", "\"pairs\":1,")
        .contains("\"masked\":{\"automatic\":{\"precision\":{\"value\":1.0")
        .contains("\"withIdentifiers\":{\"automatic\":{\"precision\":{\"value\":1.0");
    assertThat(err.toString()).contains(file + ":3: ").contains(file + ":4: ");
  }

  @Test
  void evaluate_noSuchFile_isUnusable() {
    CommandLine line = Winnow.commandLine().setErr(new PrintWriter(new StringWriter()));

    assertThat(line.execute("evaluate", "identity", "--pairs", "nowhere.jsonl"))
        .isEqualTo(Winnow.UNUSABLE);
  }

  @Test
  void figure_byHand_isWilsons() {
    Figure figure = MergeCard.figure(9, 10);

    assertThat(figure.value()).isEqualTo(0.9);
    assertThat(figure.low()).isBetween(0.595, 0.597);
    assertThat(figure.high()).isBetween(0.981, 0.983);
    assertThat(MergeCard.figure(0, 0).value()).isNull();
  }
}
