package winnow.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import winnow.enrich.Enrich;
import winnow.kafka.Backlog;
import winnow.kafka.Cluster;
import winnow.kafka.TopicKeeper;
import winnow.kafka.TopicReader;
import winnow.model.Paper;
import winnow.model.Sighting;
import winnow.standalone.Winnow;
import winnow.topics.Json;
import winnow.topics.Topic;
import winnow.topics.Topics;

/** A broker and enrich workers, each a process of its own with a heap of 1 GB. */
final class Crew implements AutoCloseable {
  private static final int STEP = 10_000;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path folder;
  private final int partitions;
  private final int port;
  private final Cluster cluster;
  private final Process broker;
  private final Admin admin;
  private final Map<String, Process> workers = new TreeMap<>();

  private Crew(Path folder, int partitions, int port) throws IOException {
    this.folder = folder;
    this.partitions = partitions;
    this.port = port;
    this.cluster = new Cluster("127.0.0.1:" + port, "", partitions, (short) 1, Map.of());
    this.broker =
        Programs.start(
            IdleBroker.class,
            List.of(folder.resolve("broker").toString(), port + "", partitions + ""));
    this.admin = cluster.admin();
  }

  /** A broker with all topics, and nobody at work. */
  static Crew gather(Path folder, int partitions) throws IOException {
    Crew crew = new Crew(folder, partitions, freePort());
    TopicKeeper topics = new TopicKeeper(crew.admin, crew.cluster);
    topics.create(List.copyOf(Topics.ALL));
    topics.create(Enrich.BETWEEN);
    return crew;
  }

  Cluster cluster() {
    return cluster;
  }

  /** Starts a worker, or the same again with the state that it had. */
  void hire(String worker) throws IOException {
    workers.put(worker, Programs.start(Winnow.class, arguments(worker)));
  }

  /** The same, for one who has much to do. */
  void hireForLong(String worker) throws IOException {
    workers.put(worker, Programs.startForLong(Winnow.class, arguments(worker)));
  }

  private List<String> arguments(String worker) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve(worker + ".yaml"),
            "kafka: {bootstrap: \"127.0.0.1:%d\", partitions: %d}\n".formatted(port, partitions)
                + "worker: %s\nfeeds: []\nmetrics: {listen: none}\noutputs: %s\n"
                    .formatted(worker, folder.resolve("out")));
    return List.of(Enrich.NAME, "--config", config.toString(), "--data", state(worker).toString());
  }

  /** Kills a worker, which has no time to say so. */
  void kill(String worker) {
    end(worker(worker));
  }

  /** Where a worker keeps its state. */
  Path state(String worker) {
    return folder.resolve(worker);
  }

  Process worker(String worker) {
    Process process = workers.get(worker);
    if (process == null) {
      throw new IllegalArgumentException("nobody is called " + worker);
    }
    return process;
  }

  /** Brings sightings, and waits until nothing is left to do; in seconds. */
  double work(long many, LongFunction<Sighting> sightings)
      throws ExecutionException, InterruptedException {
    return feed(Enrich.NAME, Enrich.INPUTS.stream().map(cluster::name).toList(), many, sightings);
  }

  /** The same for another application, which reads the first of its topics. */
  double feed(String application, List<String> topics, long many, LongFunction<Sighting> sightings)
      throws ExecutionException, InterruptedException {
    Backlog backlog = backlog(application, topics);
    long start = System.nanoTime();
    try (Producer<String, byte[]> producer = cluster.producer()) {
      Future<?> sent = CompletableFuture.completedFuture(null);
      for (long i = 0; i < many; i++) {
        Sighting one = sightings.apply(i);
        sent =
            producer.send(
                new ProducerRecord<>(topics.get(0), one.key().toString(), Json.write(one)));
        if (i % STEP == STEP - 1) {
          awaitLess(backlog, 2 * STEP); // nobody has that many announced at once
        }
      }
      sent.get();
    }
    Backlog.Reading before = backlog.read();
    for (Backlog.Reading now = backlog.read(); !now.restsSince(before); now = backlog.read()) {
      before = now;
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  /** How many records a topic has got, its transactions' marks with them; of one partition. */
  long length(Topic<?> topic) throws ExecutionException, InterruptedException {
    TopicPartition only = new TopicPartition(cluster.name(topic), 0);
    return admin
        .listOffsets(Map.of(only, OffsetSpec.latest()))
        .partitionResult(only)
        .get()
        .offset();
  }

  /** All papers that are told of. */
  Map<String, Paper> papers() {
    return new TreeMap<>(new TopicReader(cluster).latest(Topics.PAPERS));
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
    workers.values().forEach(Crew::stop);
    stop(broker);
  }

  /** What it keeps is whole, and may be taken up by another. */
  private static void stop(Process process) {
    process.destroy();
    process.onExit().completeOnTimeout(process, PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    end(process);
  }

  private static void end(Process process) {
    process.destroyForcibly().onExit().join();
  }

  private Backlog backlog(String application, Collection<String> topics) {
    return new Backlog(admin, Map.of(cluster.application(application), topics), PATIENCE);
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static void awaitLess(Backlog backlog, long records) throws InterruptedException {
    while (backlog.read().lag() > records) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
