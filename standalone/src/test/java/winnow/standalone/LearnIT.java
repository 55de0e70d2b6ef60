package winnow.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** From decisions to another rank and back, on the sample week. */
class LearnIT {
  @TempDir Path folder;

  @Test
  void train_decisionsOnTheShortlist_ranksOpenPapersAgainAndBack() throws Exception {
    // given the week, and curators who take what is filed under cs.CR and refuse the rest
    run("demo", "--once");
    CommandLineRun early = run("train");
    Files.write(folder.resolve("decisions.jsonl"), decisions());
    run("decide", "--file", folder.resolve("decisions.jsonl").toString());
    Map<String, String> before = scores();
    long written = records();

    // when
    CommandLineRun learned = run("train");
    Map<String, String> after = scores();
    long more = records() - written;
    CommandLineRun again = run("train");
    long none = records() - written - more;
    CommandLineRun back = run("train", "--rollback");

    // then
    assertThat(early.status()).as(early.err()).isZero();
    assertThat(early.out()).contains("too few decisions");
    assertThat(learned.status()).as(learned.err()).isZero();
    assertThat(learned.out()).contains("held-back decisions", "takes over");
    long changed =
        before.entrySet().stream()
            .filter(one -> !one.getValue().equals(after.get(one.getKey())))
            .count();
    assertThat(changed).as("papers with another score").isPositive();
    assertThat(more).as("records for them, and no other").isEqualTo(changed);
    assertThat(again.status()).as(again.err()).isZero();
    assertThat(none).as("records when nothing new is learned").isZero();
    assertThat(back.out()).contains("lesson 2");
    assertThat(scores()).isEqualTo(before);
  }

  @Test
  void train_nothingToRollBackOrHalfTheFiles_saysSo() {
    CommandLineRun back = run("train", "--rollback");
    CommandLineRun half = run("train", "--gold", "gold.jsonl");
    CommandLineRun bare = run("train", "-o", folder.resolve("model").toString());

    assertThat(back.status()).isEqualTo(Winnow.UNUSABLE);
    assertThat(back.err()).contains("nothing to roll back");
    assertThat(half.status()).isEqualTo(Winnow.UNUSABLE);
    assertThat(half.err()).contains("--gold and --pool go together");
    assertThat(bare.status()).isEqualTo(Winnow.UNUSABLE);
    assertThat(bare.err()).contains("-o needs --gold and --pool");
  }

  private List<String> decisions() {
    List<String> lines = new ArrayList<>();
    for (JsonNode paper : run("export", "--topic", "papers").lines()) {
      boolean taken = paper.get("categories").toString().contains("cs.CR");
      lines.add(
          "{\"id\": \"%s\", \"action\": \"%s\"}"
              .formatted(paper.get("id").asString(), taken ? "approve" : "reject"));
    }
    return lines;
  }

  private Map<String, String> scores() {
    Map<String, String> scores = new TreeMap<>();
    run("export", "--topic", "papers")
        .lines()
        .forEach(paper -> scores.put(paper.get("id").asString(), paper.get("score").toString()));
    return scores;
  }

  /** How many records the workers have written to {@code papers}. */
  private long records() {
    return new Workspace(folder).records().get("papers");
  }

  private CommandLineRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    try {
      Path config = Files.writeString(folder.resolve("winnow.yaml"), config());
      all.addAll(List.of("--config", config.toString(), "--data", data().toString()));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return CommandLineRun.of(all.toArray(String[]::new));
  }

  private String config() {
    // papers of the sample week are years old by the clock, and open all the same
    return "outputs: " + folder + "\nshortlist: {keep: 36500d}\n";
  }

  private Path data() {
    return folder.resolve("data");
  }
}
