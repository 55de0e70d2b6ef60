package winnow.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
