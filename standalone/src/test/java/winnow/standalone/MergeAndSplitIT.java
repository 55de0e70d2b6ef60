package winnow.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Curators' merges and splits from the shell, through every stage. */
class MergeAndSplitIT {
  private static final String NOW = "2025-03-17T22:00:00Z";

  @TempDir Path folder;
  private final FeedServer server = new FeedServer();
  private Workspace workspace;
  private String one;
  private String other;

  @BeforeEach
  void serve() throws Exception {
    try (InputStream in = SampleWeek.class.getResourceAsStream("week/cs.LG_2025-03-17.rss.xml")) {
      server.serve("/cs.LG", in.readAllBytes());
    }
    workspace = new Workspace(folder).arxiv("cs.LG", server.address("/cs.LG"));
    workspace.once(NOW);
    List<String> ids =
        workspace.run("export", "--topic", "papers").lines().stream()
            .filter(paper -> paper.path("identifiers").size() == 1)
            .map(paper -> paper.path("id").asString())
            .sorted()
            .toList();
    one = ids.get(0);
    other = ids.get(1);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void mergeSplitMerge_decisionGoesWithTheNameItWasMadeUnder() {
    workspace.run("decide", other, "approve", "--by", "ann");

    CommandLineRun merge = workspace.run("merge", one, other, "--by", "ann", "--reason", "same");
    assertThat(merge.status()).as(merge.err()).isZero();
    assertThat(entry(other).path("mergedInto").asString()).isEqualTo(one);
    assertThat(entry(other).path("status").asString()).isEqualTo("withdrawn");
    assertThat(entry(one).path("status").asString()).isEqualTo("approved");

    CommandLineRun split = workspace.run("split", other, "--by", "bob");
    assertThat(split.status()).as(split.err()).isZero();
    assertThat(entry(other).has("mergedInto")).isFalse();
    assertThat(entry(other).path("status").asString()).isEqualTo("approved");
    assertThat(entry(one).path("status").asString("")).isNotEqualTo("approved");

    workspace.once(NOW);
    assertThat(entry(other).has("mergedInto")).as("the next run changes nothing").isFalse();

    workspace.run("merge", other, one, "--by", "ann");
    assertThat(entry(other).path("mergedInto").asString()).isEqualTo(one);
    assertThat(workspace.run("export", "--topic", "decisions").lines())
        .extracting(word -> word.path("action").asString())
        .containsExactly("approve", "merge", "split", "merge");
  }

  @Test
  void rekey_whatTheRulesOfNowHaveKeyed_changesNothing() {
    String before = workspace.run("export", "--topic", "papers").out();
    long names = before.lines().count();

    CommandLineRun rekey = workspace.run("rekey");

    assertThat(rekey.status()).as(rekey.err()).isZero();
    assertThat(rekey.out()).containsPattern("asked        \\d+ names of papers");
    assertThat(rekey.out()).contains("keyed again  0, the others were already");
    assertThat(names).isPositive();
    assertThat(workspace.run("export", "--topic", "papers").out()).isEqualTo(before);
  }

  @Test
  void mergeOrSplit_thatMakesNoSense_recordsNothingAndSaysWhy() {
    assertRefused("no paper goes by arxiv:9912.99999", "merge", one, "arxiv:9912.99999");
    assertRefused("are one paper already", "merge", one, one);
    assertRefused("the only identifier of its paper", "split", one);
    assertRefused("no paper goes by doi:10.1/x", "split", "doi:10.1/x");
    assertRefused("not an identifier", "split", "nonsense");
    assertThat(workspace.run("export", "--topic", "decisions").out()).isEmpty();
  }

  private void assertRefused(String why, String command, String... arguments) {
    CommandLineRun run = workspace.run(command, arguments);
    assertThat(run.status()).isEqualTo(Winnow.UNUSABLE);
    assertThat(run.err()).contains(why);
  }

  private JsonNode entry(String id) {
    return workspace.run("export").lines().stream()
        .filter(line -> line.path("id").asString().equals(id))
        .findFirst()
        .orElseGet(tools.jackson.databind.node.JsonNodeFactory.instance::objectNode);
  }
}
