package winnow.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.config.Settings;
import winnow.config.SettingsFile;
import winnow.kafka.Cluster;
import winnow.topics.Topics;

/** Real captured feeds over real HTTP through the whole program, a scheduled run for each day. */
class CapturesIT {
  private static final List<String> CATEGORIES = List.of("cs.AI", "cs.CL", "cs.CV", "cs.LG");

  @TempDir Path folder;
  private final FeedServer server = new FeedServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void once_everyCapturedDay_holdsEveryPaperOnceAtItsHighestVersion() throws Exception {
    Captures captures = Captures.orSkip();
    List<String> week =
        captures.days().stream()
            .filter(day -> day.compareTo("2024-03-06") >= 0 && day.compareTo("2024-03-12") <= 0)
            .toList();
    List<String> others = captures.days().stream().filter(day -> !week.contains(day)).toList();

    week.forEach(day -> once(captures, day));

    workspace().assertHolds(captures.versions(week));

    CommandLineRun again = once(captures, week.get(week.size() - 1));
    assertThat(again.json().get("sightings").asInt()).isZero();
    assertThat(again.json().get("papers").get("new").asInt()).isZero();
    assertThat(again.json().get("papers").get("updated").asInt()).isZero();

    others.forEach(day -> once(captures, day));

    Map<String, Integer> all = captures.versions(captures.days());
    workspace().assertHolds(all);
    System.out.println(
        "captures: " + captures.days().size() + " days, " + all.size() + " papers, each once");
  }

  @Test
  @Tag("alone") // it measures
  void round_largestCapture_isInPapersWithinFiveSeconds() throws Exception {
    Captures captures = Captures.orSkip();
    String day = "2026-05-13";
    byte[] small = bytes(captures.of("2024-03-07").get("cs.LG"));
    server.serve("/rss/cs.LG", small);
    MovableClock clock = new MovableClock(Instant.parse("2024-03-07T01:13:00Z"));
    Settings settings = SettingsFile.read(workspace().config());

    try (Site site = Site.hold(settings, workspace().data());
        Pipeline pipeline =
            Pipeline.start(
                site.cluster(),
                settings,
                Options.profile(settings.profile()),
                site.state().orElseThrow(),
                clock,
                new SimpleMeterRegistry(),
                Progress.none())) {
      pipeline.round();
      server.serve("/rss/cs.LG", bytes(captures.of(day).get("cs.LG")));
      clock.moveTo(Instant.parse(day + "T02:30:00Z"));
      Set<String> ids = Captures.ids(captures.of(day).get("cs.LG"));
      try (Consumer<String, byte[]> reader = atTheEnd(site.cluster())) {
        long start = System.nanoTime();
        CompletableFuture<Funnel> round = CompletableFuture.supplyAsync(pipeline::round);
        boolean more = true;
        while (!ids.isEmpty() && more) {
          boolean over = round.isDone();
          ConsumerRecords<String, byte[]> papers = reader.poll(Duration.ofMillis(50));
          papers.forEach(paper -> ids.remove(arxivId(paper)));
          more = !over || !papers.isEmpty();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Funnel funnel = round.join();
        Duration rested = Duration.ofNanos(System.nanoTime() - start);

        System.out.printf(
            "largest capture: %d entries in papers in %d ms, at rest after %d ms%n",
            funnel.entries(), took.toMillis(), rested.toMillis());
        assertThat(funnel.entries()).isEqualTo(1101);
        assertThat(ids).isEmpty();
        assertThat(took).isLessThan(Duration.ofSeconds(5));
      }
    }
  }

  private static Consumer<String, byte[]> atTheEnd(Cluster cluster) {
    Consumer<String, byte[]> reader = cluster.follower();
    reader.assign(
        reader.partitionsFor(cluster.name(Topics.PAPERS)).stream()
            .map(one -> new TopicPartition(one.topic(), one.partition()))
            .toList());
    reader.seekToEnd(reader.assignment());
    reader.assignment().forEach(reader::position);
    return reader;
  }

  private static String arxivId(ConsumerRecord<String, byte[]> paper) {
    return paper.key().substring("arxiv:".length());
  }

  private CommandLineRun once(Captures captures, String day) {
    server.clear();
    captures.of(day).forEach((category, file) -> server.serve("/rss/" + category, bytes(file)));
    CommandLineRun run = workspace().once(day + "T01:13:00Z");
    assertThat(run.status()).as(run.err()).isLessThanOrEqualTo(Winnow.FAILURES);
    assertThat(run.json().get("deadLetters").asInt()).as(day).isZero();
    return run;
  }

  private Workspace workspace() {
    Workspace workspace = new Workspace(folder);
    for (String category : CATEGORIES) {
      workspace.arxiv(category, server.address("/rss/" + category));
    }
    return workspace;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
