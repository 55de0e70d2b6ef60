package winnow.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DemoIT {
  @TempDir Path folder;

  @Test
  void demo_once_bringsTheWeekThroughToADraft() throws Exception {
    Path config = Files.writeString(folder.resolve("winnow.yaml"), "outputs: " + folder + "\n");
    String data = folder.resolve("data").toString();

    CommandLineRun demo =
        CommandLineRun.of("demo", "--once", "--config", config.toString(), "--data", data);

    assertThat(demo.status()).as(demo.err()).isZero();
    assertThat(demo.out()).contains("newsletter-15.md").contains("arxiv:cs.CR");
    assertThat(demo.out().lines().takeWhile(line -> !line.startsWith("elapsed")))
        .as("the funnel as the README shows it")
        .isNotEmpty()
        .isSubsetOf(Files.readAllLines(Path.of("../README.md")));
    assertThat(folder.resolve("demo/newsletter-15.md"))
        .content()
        .contains("## Monitoring", "## Alignment", "## Robustness", "## Systemic Safety")
        .contains("In this edition, we cover:", "Other Monitoring News");

    List<JsonNode> papers = exported("papers", config, data);
    assertThat(papers.stream().filter(paper -> id(paper).startsWith("arxiv:"))).hasSize(127);
    assertThat(paper(papers, "arxiv:2503.13158").get("version").asInt()).isEqualTo(2);
    assertThat(paper(papers, "arxiv:2503.13158").get("title").asString()).startsWith("Breaking");
    assertThat(feeds(paper(papers, "arxiv:2502.17424"))).contains("arxiv:cs.LG", "reddit:mlsafety");

    Map<String, Long> statuses =
        exported("shortlist", config, data).stream()
            .collect(
                Collectors.groupingBy(
                    entry -> entry.get("status").asString(), TreeMap::new, Collectors.counting()));
    assertThat(statuses).containsEntry("approved", 16L).containsEntry("rejected", 4L);
    assertThat(statuses).containsEntry("snoozed", 1L).containsKey("proposed");
  }

  @Test
  void demo_everyScore_isTheSumOfItsReasons() throws Exception {
    Path config = Files.writeString(folder.resolve("winnow.yaml"), "outputs: " + folder + "\n");
    String data = folder.resolve("data").toString();

    CommandLineRun.of("demo", "--once", "--config", config.toString(), "--data", data);

    List<JsonNode> papers = exported("papers", config, data);
    List<JsonNode> entries = exported("shortlist", config, data);
    assertThat(papers).hasSizeGreaterThan(127);
    assertThat(entries).hasSizeGreaterThan(30);
    Set<String> parts = new TreeSet<>();
    Stream.concat(papers.stream(), entries.stream())
        .forEach(
            item -> {
              double sum = 0;
              for (JsonNode reason : item.get("score").get("reasons")) {
                sum += reason.get("points").asDouble();
                parts.add(reason.get("part").asString());
              }
              assertThat(item.get("score").get("total").asDouble())
                  .as(id(item))
                  .isCloseTo(sum, org.assertj.core.data.Offset.offset(0.005));
            });
    assertThat(parts)
        .contains("term", "category", "words", "engagement", "corroboration", "curated")
        .contains("freshness");
  }

  private static List<JsonNode> exported(String topic, Path config, String data) {
    return CommandLineRun.of(
            "export", "--topic", topic, "--config", config.toString(), "--data", data)
        .lines();
  }

  private static JsonNode paper(List<JsonNode> papers, String id) {
    return papers.stream().filter(paper -> id(paper).equals(id)).findFirst().orElseThrow();
  }

  private static String id(JsonNode paper) {
    return paper.get("id").asString();
  }

  private static List<String> feeds(JsonNode paper) {
    List<String> feeds = new ArrayList<>();
    paper.get("sightings").forEach(mention -> feeds.add(mention.get("feed").asString()));
    return feeds;
  }
}
