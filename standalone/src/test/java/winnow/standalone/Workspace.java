package winnow.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import winnow.config.Settings;
import winnow.kafka.TopicReader;
import winnow.topics.Topic;
import winnow.topics.Topics;

/** A folder with settings and data of its own, and the commands run in it. */
final class Workspace {
  private final Path folder;
  private final List<String> feeds = new ArrayList<>();
  private String sources = "{lookups: {ask: []}}";

  Workspace(Path folder) {
    this.folder = folder;
  }

  Workspace arxiv(String category, String address) {
    feeds.add("  - arxiv: " + category + "\n    url: " + address + "\n");
    return this;
  }

  Workspace rss(String id, String address) {
    feeds.add("  - rss: " + address + "\n    id: " + id + "\n");
    return this;
  }

  Workspace reddit(String name, String address) {
    feeds.add("  - reddit: " + name + "\n    url: " + address + "\n");
    return this;
  }

  /** Where sources are, and what is looked up: nothing unless it is said. */
  Workspace sources(String settings) {
    sources = settings;
    return this;
  }

  CommandLineRun once(String now) {
    return run("once", "--json", "--now", now);
  }

  CommandLineRun run(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--config", config().toString(), "--data", data().toString()));
    return CommandLineRun.of(all.toArray(String[]::new));
  }

  Map<String, Integer> papers() {
    return run("export", "--topic", "papers").versions();
  }

  /**
   * Whether every id is in the papers once, at its highest version: as a paper, or as the name of
   * another one that tells the same text, which is seldom.
   *
   * @param versions the highest version seen, by id
   */
  void assertHolds(Map<String, Integer> versions) {
    Map<String, JsonNode> papers = new TreeMap<>();
    for (JsonNode paper : run("export", "--topic", "papers").lines()) {
      assertThat(papers.put(paper.get("id").asString(), paper)).as("twice").isNull();
    }
    assertThat(papers.keySet()).isEqualTo(versions.keySet());
    Map<String, Integer> highest = new TreeMap<>();
    int redirects = 0;
    for (Map.Entry<String, JsonNode> one : papers.entrySet()) {
      JsonNode into = one.getValue().get("mergedInto");
      redirects += into == null ? 0 : 1;
      String heir = into == null ? one.getKey() : into.asString();
      highest.merge(heir, versions.get(one.getKey()), Math::max);
      assertThat(papers.get(heir).get("identifiers").valueStream().map(JsonNode::asString))
          .as(heir)
          .contains(one.getKey());
    }
    highest.forEach(
        (id, version) ->
            assertThat(papers.get(id).get("version").asInt()).as(id).isEqualTo(version));
    assertThat(redirects).as("redirects").isLessThanOrEqualTo(1 + versions.size() / 1000);
  }

  Path data() {
    return folder.resolve("data");
  }

  Path config() {
    String yaml =
        "feeds:"
            + (feeds.isEmpty() ? " []" : "")
            + "\n"
            + String.join("", feeds)
            + "sources: "
            + sources
            + "\noutputs: "
            + folder.resolve("out")
            + "\n";
    try {
      return Files.writeString(folder.resolve("winnow.yaml"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many records each topic has ever held, those between stages included. */
  Map<String, Long> records() {
    Map<String, Long> counts = new LinkedHashMap<>();
    try (Site site = Site.hold(Settings.defaults(), data())) {
      for (Topic<?> topic : Pipeline.TOPICS) {
        long[] count = new long[1];
        new TopicReader(site.cluster()).raw(topic, record -> count[0]++);
        counts.put(topic.name(), count[0]);
      }
    }
    counts.remove(Topics.FEEDS.name());
    return counts;
  }
}
