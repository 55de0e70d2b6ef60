package winnow.publish.shortlist;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import winnow.kafka.Cluster;
import winnow.model.ShortlistEntry;
import winnow.topics.Json;
import winnow.topics.Topic;
import winnow.topics.Topics;

/**
 * The real topology as several workers run it: one test driver for each partition. A record goes to
 * the log of the partition that the default partitioner gives its key, and the next step is taken
 * from any log at random, so that only the order within a log is certain, as on a broker.
 *
 * <p>The drivers serve many runs, as long as no two runs share a paper or a day.
 */
final class Workers implements AutoCloseable {
  private static final List<String> BETWEEN =
      ShortlistTopology.BETWEEN.stream().map(Topic::name).toList();

  private record Log(String topic, int partition) {}

  private record Told(String key, byte @Nullable [] value) {}

  private final List<Worker> workers = new ArrayList<>();
  private final List<Log> open = new ArrayList<>();
  private final Map<Log, Deque<Told>> logs = new HashMap<>();

  Workers(int atMost, ShortlistTopology.Terms terms, Clock clock) {
    for (int i = 0; i < atMost; i++) {
      workers.add(new Worker(terms, clock));
    }
  }

  /** Something that somebody wrote to a topic; empty is a tombstone. */
  record Event(Topic<?> topic, String key, @Nullable Object value) {}

  /**
   * Brings the events in, in their order within a log, until nothing is left to do.
   *
   * @param entries what {@code shortlist} holds by key; changed as records are told
   * @return how many records were told to {@code shortlist}
   */
  int run(
      List<Event> events,
      int partitions,
      Random chance,
      Map<String, @Nullable ShortlistEntry> entries) {
    for (Event one : events) {
      byte[] value = one.value() == null ? null : Json.write(one.value());
      append(one.topic().name(), new Told(one.key(), value), partitions);
    }
    int told = 0;
    while (!open.isEmpty()) {
      Log log = open.get(chance.nextInt(open.size()));
      Deque<Told> records = logs.get(log);
      Worker worker = workers.get(log.partition());
      worker.inputs.get(log.topic()).pipeInput(carried(records.remove()));
      if (records.isEmpty()) {
        open.remove(log);
      }
      for (String topic : BETWEEN) {
        for (TestRecord<String, byte[]> out : worker.between.get(topic).readRecordsToList()) {
          append(topic, new Told(out.key(), out.value()), partitions);
        }
      }
      for (TestRecord<String, byte[]> out : worker.shortlist.readRecordsToList()) {
        entries.put(
            out.key(), out.value() == null ? null : Json.read(out.value(), ShortlistEntry.class));
        told++;
      }
    }
    return told;
  }

  private void append(String topic, Told record, int partitions) {
    byte[] key = record.key().getBytes(StandardCharsets.UTF_8);
    Log log = new Log(topic, BuiltInPartitioner.partitionForKey(key, partitions));
    Deque<Told> records = logs.computeIfAbsent(log, unused -> new ArrayDeque<>());
    if (records.isEmpty()) {
      open.add(log);
    }
    records.add(record);
  }

  private static TestRecord<String, byte[]> carried(Told told) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(OnlyCarried.CARRIED, new byte[0]);
    return new TestRecord<>(told.key(), told.value(), headers, Instant.EPOCH);
  }

  @Override
  public void close() {
    workers.forEach(worker -> worker.driver.close());
  }

  /** A cluster that is never asked for anything but names and settings. */
  static Cluster cluster() {
    return new Cluster("nowhere:9092", "", 1, (short) 1, Map.of());
  }

  static Properties settings() {
    Properties settings = cluster().streams("publish", "publish-0", scratch());
    settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    return settings;
  }

  /** For one driver alone, where the build cleans up. */
  private static Path scratch() {
    try {
      Path stores = Files.createDirectories(Path.of("target", "stores"));
      return Files.createTempDirectory(stores, "driver");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Worker {
    private final TopologyTestDriver driver;
    private final Map<String, TestInputTopic<String, byte[]>> inputs = new HashMap<>();
    private final Map<String, TestOutputTopic<String, byte[]>> between = new HashMap<>();
    private final TestOutputTopic<String, byte[]> shortlist;

    Worker(ShortlistTopology.Terms terms, Clock clock) {
      Properties settings = settings();
      settings.put(StreamsConfig.PROCESSOR_WRAPPER_CLASS_CONFIG, OnlyCarried.class.getName());
      Topology empty = new Topology(new TopologyConfig(new StreamsConfig(settings)));
      ShortlistTopology topology =
          new ShortlistTopology(
              cluster(), terms, clock, new SimpleMeterRegistry(), new AtomicLong());
      driver = new TopologyTestDriver(topology.build(empty), settings, clock.instant());
      for (Topic<?> topic : List.of(Topics.PAPERS, Topics.DECISIONS, Topics.POSTED)) {
        inputs.put(topic.name(), input(topic.name()));
      }
      for (String topic : BETWEEN) {
        inputs.put(topic, input(topic));
        between.put(topic, output(topic));
      }
      shortlist = output(Topics.SHORTLIST.name());
    }

    private TestInputTopic<String, byte[]> input(String topic) {
      return driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer());
    }

    private TestOutputTopic<String, byte[]> output(String topic) {
      return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
    }
  }
}
