package winnow.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import winnow.kafka.Cluster;
import winnow.kafka.TopicReader;
import winnow.standalone.Winnow;
import winnow.topics.Topics;

/**
 * The whole program as {@code run} starts it, at work on its own schedule: broker, ingest, enrich,
 * publish and the review page. Watched from outside, by one who reads what is committed.
 */
final class RunningWinnow implements AutoCloseable {
  /** It polls whenever so many milliseconds of the clock are full. */
  private static final long TURN = 10_000;

  private static final long PATIENCE_SECONDS = 600;
  private static final Duration SHORT = Duration.ofMillis(20);

  private final ManyFeeds feeds;
  private final Set<String> names;
  private final Process process;
  private final Watch watch;
  private final Consumer<String, byte[]> reader;
  private final List<TopicPartition> sightings;
  private final Set<String> stored = new HashSet<>();
  private int records;

  private RunningWinnow(ManyFeeds feeds, Process process, Cluster cluster) {
    this.feeds = feeds;
    this.names = feeds.addresses().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    this.process = process;
    this.watch = new Watch(process.toHandle());
    this.reader = cluster.reader();
    TopicReader topics = new TopicReader(cluster);
    this.sightings = topics.partitions(Topics.SIGHTINGS);
    reader.assign(
        Stream.concat(sightings.stream(), topics.partitions(Topics.FEEDS).stream()).toList());
  }

  /** Starts it on an empty folder, and lets it poll all feeds once, each of which has something. */
  static RunningWinnow start(ManyFeeds feeds, Path folder)
      throws IOException, InterruptedException {
    Path data = folder.resolve("data");
    feeds.forget();
    Process process =
        Programs.start(
            Winnow.class,
            List.of("run", "--config", settings(feeds, folder).toString(), "--data", data + ""));
    awaitAll(feeds, process);
    String broker = Files.readString(data.resolve("winnow.lock")).strip();
    RunningWinnow running =
        new RunningWinnow(feeds, process, new Cluster(broker, "", 1, (short) 1, Map.of()));
    running.hearAll();
    running.records = 0;
    running.stored.clear();
    return running;
  }

  /**
   * Waits for the end of a poll with nothing new, then measures the next, from the moment at which
   * it falls due until all that it wrote can be read by one who reads what is committed.
   *
   * @param between what happens before the poll that is measured; takes no time
   */
  Cost poll(Runnable between) throws InterruptedException {
    hearAll();
    between.run();
    feeds.forget();
    hearAll();
    long start = feeds.asked().first() / TURN * TURN;
    long end = System.currentTimeMillis();
    return new Cost((end - start) / 1000.0, watch.cpu(start, end), watch.megabytes(start, end));
  }

  /** Hears the state of each feed, and all sightings up to then. */
  private void hearAll() {
    Set<String> waiting = new HashSet<>(names);
    long start = System.nanoTime();
    while (!waiting.isEmpty()) {
      requireAtWork(process, start, "nothing was written of feeds " + waiting);
      reader.poll(SHORT).forEach(record -> hear(record, waiting));
    }
    Map<TopicPartition, Long> ends = reader.endOffsets(sightings);
    while (ends.entrySet().stream()
        .anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
      requireAtWork(process, start, "not all sightings can be read");
      reader.poll(SHORT).forEach(record -> hear(record, waiting));
    }
  }

  /** How many sightings could be read since it was first polled here; none of them twice. */
  long stored() {
    if (records != stored.size()) {
      throw new IllegalStateException(records + " sightings of " + stored.size() + " entries");
    }
    return records;
  }

  @Override
  public void close() {
    reader.close();
    watch.close();
    process.destroy();
    process.onExit().join();
  }

  private void hear(ConsumerRecord<String, byte[]> record, Set<String> waiting) {
    if (record.topic().equals(Topics.FEEDS.name())) {
      waiting.remove(record.key());
    } else {
      records++;
      stored.add(record.key());
    }
  }

  private static Path settings(ManyFeeds feeds, Path folder) throws IOException {
    String polled =
        feeds.addresses().stream()
            .map(feed -> "  - {rss: \"" + feed.getValue() + "\", id: " + feed.getKey() + "}\n")
            .collect(Collectors.joining());
    return Files.writeString(
        folder.resolve("winnow.yaml"),
        "feeds:\n"
            + polled
            + "schedule: \"*/"
            + TURN / 1000
            + " * * * * *\"\n"
            + "sources: {lookups: {ask: []}}\n"
            + "learning: {schedule: none}\n"
            + "review: {listen: \"127.0.0.1:0\"}\nmetrics: {listen: none}\noutputs: "
            + folder.resolve("out")
            + "\n");
  }

  private static void awaitAll(ManyFeeds feeds, Process process) throws InterruptedException {
    long start = System.nanoTime();
    while (feeds.asked().whole() < ManyFeeds.FEEDS) {
      requireAtWork(process, start, "the program did not poll all feeds");
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static void requireAtWork(Process process, long since, String otherwise) {
    if (!process.isAlive()) {
      throw new IllegalStateException("the program ended with status " + process.exitValue());
    }
    if (System.nanoTime() - since > PATIENCE_SECONDS * 1e9) {
      throw new IllegalStateException(otherwise + " within " + PATIENCE_SECONDS + " s");
    }
  }
}
