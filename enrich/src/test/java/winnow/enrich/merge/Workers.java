package winnow.enrich.merge;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
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
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import winnow.kafka.Cluster;
import winnow.model.Decision;
import winnow.model.Identifier;
import winnow.model.Paper;
import winnow.model.Sighting;
import winnow.topics.Json;
import winnow.topics.Topics;

/**
 * The real topology as several workers run it: one test driver for each partition. A record goes to
 * the log of the partition that the topology or the default partitioner gives it, and the next step
 * is taken from any log at random, so that only the order within a log is certain, as on a broker.
 *
 * <p>The drivers serve many runs, as long as no two runs share an identifier or a word.
 */
final class Workers implements AutoCloseable {
  private static final String SIGHTINGS = Topics.SIGHTINGS.name();
  private static final String DECISIONS = Topics.DECISIONS.name();
  private static final String ENCOUNTERS = MergeTopology.ENCOUNTERS.name();
  private static final List<String> BETWEEN =
      MergeTopology.BETWEEN.stream().map(topic -> topic.name()).toList();

  /** So few names wear a key out that it happens in a small week. */
  static final int MOST_IN_BLOCK = 4;

  private record Log(String topic, int partition) {}

  private record Told(String key, byte[] value) {}

  private final Map<Integer, List<Worker>> workers = new java.util.HashMap<>();
  private final List<Log> open = new ArrayList<>();
  private int steps;
  private int mostInBlock = MOST_IN_BLOCK;
  private final Map<Log, Deque<Told>> logs = new java.util.HashMap<>();

  /**
   * Brings sightings and decisions in, and asks names to be keyed again, until nothing is left to
   * do.
   *
   * @param papers what {@code papers} holds by key; changed as records are told, where an empty
   *     value stays as {@code null}
   * @return how many records were told to {@code papers}
   */
  int run(
      Collection<?> events, int partitions, Random chance, Map<String, @Nullable Paper> papers) {
    for (Object event : events) {
      if (event instanceof Decision word) {
        append(DECISIONS, new Told(word.id().toString(), Json.write(word)), partitions);
      } else if (event instanceof Identifier name) {
        append(ENCOUNTERS, new Told(name.toString(), Json.write(Encounter.again())), partitions);
      } else {
        Sighting sighting = (Sighting) event;
        append(SIGHTINGS, new Told(sighting.key().toString(), Json.write(sighting)), partitions);
      }
    }
    List<Worker> hired = workers.computeIfAbsent(partitions, this::hire);
    int told = 0;
    while (!open.isEmpty()) {
      steps++;
      Log log = open.get(chance.nextInt(open.size()));
      Deque<Told> records = logs.get(log);
      Worker worker = hired.get(log.partition());
      worker.inputs.get(log.topic()).pipeInput(carried(records.remove()));
      if (records.isEmpty()) {
        open.remove(log);
      }
      for (String topic : BETWEEN) {
        for (TestRecord<String, byte[]> out : worker.between.get(topic).readRecordsToList()) {
          append(topic, new Told(out.key(), out.value()), partitions);
        }
      }
      for (TestRecord<String, byte[]> out : worker.papers.readRecordsToList()) {
        papers.put(out.key(), out.value() == null ? null : Json.read(out.value(), Paper.class));
        told++;
      }
    }
    return told;
  }

  /** From now on so many names may have a key. */
  void allow(int names) {
    mostInBlock = names;
  }

  /** How many records of any topic were taken so far. */
  int steps() {
    return steps;
  }

  /** The papers that are made of what these names' places keep. */
  Map<String, Paper> kept(int partitions, Collection<Identifier> names) {
    Map<String, Paper> kept = new TreeMap<>();
    for (Worker worker : workers.getOrDefault(partitions, List.of())) {
      KeyValueStore<String, Node> nodes = worker.driver.getKeyValueStore(MergeTopology.NODES);
      KeyValueStore<String, Gathered> gathered =
          worker.driver.getKeyValueStore(MergeTopology.GATHERED);
      for (Identifier name : names) {
        Node here = Objects.requireNonNullElse(nodes.get(name.toString()), Node.UNHEARD);
        Objects.requireNonNullElse(gathered.get(name.toString()), Gathered.NOTHING)
            .with(name, here)
            .paper(name)
            .ifPresent(paper -> kept.put(name.toString(), paper));
      }
    }
    return kept;
  }

  /** Makes all that is kept of these names look as if older rules had said it. */
  void grow(int partitions, Collection<Identifier> names) {
    for (Worker worker : workers.getOrDefault(partitions, List.of())) {
      names.forEach(name -> Older.make(worker.driver, name.toString()));
    }
  }

  /** Makes two names of the only partition look as if older rules had let them meet by this key. */
  void meet(Identifier weaker, Identifier stronger, String key) {
    Older.meet(workers.get(1).get(0).driver, weaker, stronger, key);
  }

  /** Whom a name of the only partition has met, and who listens to it. */
  Circle circle(Identifier name) {
    KeyValueStore<String, Circle> circles =
        workers.get(1).get(0).driver.getKeyValueStore(MergeTopology.CIRCLES);
    return Objects.requireNonNullElse(circles.get(name.toString()), Circle.ALONE);
  }

  private void append(String topic, Told record, int partitions) {
    Log log = new Log(topic, partition(topic, record, partitions));
    Deque<Told> records = logs.computeIfAbsent(log, unused -> new ArrayDeque<>());
    if (records.isEmpty()) {
      open.add(log);
    }
    records.add(record);
  }

  private static int partition(String topic, Told record, int partitions) {
    return topic.equals(MergeTopology.KEYS.name())
        ? Json.read(record.value(), Calls.class).partition(partitions)
        : BuiltInPartitioner.partitionForKey(
            record.key().getBytes(StandardCharsets.UTF_8), partitions);
  }

  private static TestRecord<String, byte[]> carried(Told told) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(OnlyCarried.CARRIED, new byte[0]);
    return new TestRecord<>(told.key(), told.value(), headers, Instant.EPOCH);
  }

  @Override
  public void close() {
    workers.values().forEach(all -> all.forEach(worker -> worker.driver.close()));
  }

  private List<Worker> hire(int partitions) {
    List<Worker> hired = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      hired.add(new Worker(partitions, unused -> mostInBlock));
    }
    return hired;
  }

  /** A cluster that is never asked for anything but names and settings. */
  static Cluster cluster() {
    return new Cluster("nowhere:9092", "", 1, (short) 1, Map.of());
  }

  static Properties settings() {
    Properties settings = cluster().streams("enrich", "enrich-0", scratch());
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
    private final Map<String, TestInputTopic<String, byte[]>> inputs = new java.util.HashMap<>();
    private final Map<String, TestOutputTopic<String, byte[]>> between = new java.util.HashMap<>();
    private final TestOutputTopic<String, byte[]> papers;

    Worker(int partitions, ToIntFunction<String> mostUnder) {
      Properties settings = settings();
      settings.put(StreamsConfig.PROCESSOR_WRAPPER_CLASS_CONFIG, OnlyCarried.class.getName());
      Topology empty = new Topology(new TopologyConfig(new StreamsConfig(settings)));
      driver =
          new TopologyTestDriver(
              new MergeTopology(
                      cluster(),
                      lesson -> paper -> paper,
                      new SimpleMeterRegistry(),
                      partitions,
                      mostUnder)
                  .build(empty),
              settings);
      inputs.put(SIGHTINGS, input(SIGHTINGS));
      inputs.put(DECISIONS, input(DECISIONS));
      for (String topic : BETWEEN) {
        inputs.put(topic, input(topic));
        between.put(topic, output(topic));
      }
      papers = output(Topics.PAPERS.name());
    }

    private TestInputTopic<String, byte[]> input(String topic) {
      return driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer());
    }

    private TestOutputTopic<String, byte[]> output(String topic) {
      return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
    }
  }
}
