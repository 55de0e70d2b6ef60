package winnow.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import winnow.enrich.Enrich;
import winnow.http.Call;
import winnow.http.Pacing;
import winnow.http.Validators;
import winnow.http.WebFetcher;
import winnow.kafka.Backlog;
import winnow.kafka.Cluster;
import winnow.kafka.TopicReader;
import winnow.model.Paper;
import winnow.standalone.EmbeddedBroker;
import winnow.standalone.Winnow;
import winnow.testing.Replica;
import winnow.testing.Replica.Request;
import winnow.testing.Scenario;
import winnow.testing.SimulatedTime;
import winnow.testing.Truth;
import winnow.topics.Topics;

/**
 * A month of arXiv and Reddit failing in every known way, lived through by ingest and enrich
 * workers in processes of their own, against a real broker and over real HTTP. Only time is made
 * up: it is one for all processes, and passes where a worker waits for a provider's gap or for its
 * next round. The baseline is asking the same of the same servers, and doing nothing with it.
 */
final class Month implements AutoCloseable {
  private static final int PARTITIONS = 3;
  private static final Duration LOOK = Duration.ofMillis(2);
  private static final Duration LONG_LOOK = Duration.ofMillis(500);
  private static final Duration AFTERWARDS = Duration.ofDays(2);

  /** For how long, in real time, the workers may take. */
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  /** About how many requests the month takes; kills are spread over them. */
  private static final int REQUESTS = 2_000;

  private final Scenario scenario = Scenario.month();
  private final Path folder;
  private final Path timeFile;
  private final SimulatedTime time;
  private final Replica replica;
  private final EmbeddedBroker broker;
  private final Cluster cluster;
  private final Map<String, Process> processes = new HashMap<>();
  private int kills;

  private Month(Path folder) {
    this.folder = folder;
    this.timeFile = folder.resolve("time");
    this.time = SimulatedTime.in(timeFile);
    time.passTo(scenario.begins());
    this.replica = new Replica(scenario, time);
    this.broker = new EmbeddedBroker(folder.resolve("broker"), 0);
    broker.start();
    this.cluster = new Cluster(broker.bootstrap(), "", PARTITIONS, (short) 1, Map.of());
  }

  /** Lives through it with one worker and with three, and prints what came of it. */
  static void run() throws Exception {
    Path folder = Files.createTempDirectory("winnow-bench");
    try {
      long seed = System.nanoTime();
      report("one worker", folder.resolve("one"), 1, 0, seed);
      report("three workers", folder.resolve("three"), 3, 3, seed);
    } finally {
      Programs.delete(folder);
    }
  }

  private static void report(String what, Path folder, int workers, int kills, long seed)
      throws Exception {
    try (Month month = in(folder)) {
      MonthOutcome outcome = month.live(workers, kills, seed);
      List<String> wrongs = outcome.wrongs(month.truth());
      if (!wrongs.isEmpty()) {
        throw new IllegalStateException(
            wrongs.size() + " things are wrong with seed " + seed + ": " + wrongs);
      }
      double bare = bare(outcome.log());
      Report.line(
          "month: %-14s %d days, %d papers each once, %d verdicts true, %d workers killed (seed %d)",
          what,
          month.days(),
          outcome.size(),
          outcome.verdicts(month.truth()).size(),
          outcome.kills(),
          seed);
      Report.line(
          "month: %-14s %d requests, least gap %.1f s at arXiv, %.1f s at Reddit",
          what, outcome.log().size(), month.leastGap("arxiv"), month.leastGap("reddit"));
      Report.line(
          "month: %-14s %.1f s, the bare requests %.1f s, ratio %.1f",
          what, outcome.seconds(), bare, outcome.seconds() / bare);
    }
  }

  /** A month that begins, with its data in a folder, which is made. */
  static Month in(Path folder) throws IOException {
    return new Month(Files.createDirectories(folder));
  }

  Truth truth() {
    return replica.truth();
  }

  private long days() {
    return scenario.from().datesUntil(scenario.until().plusDays(1)).count();
  }

  double leastGap(String provider) {
    return replica.leastGap(provider).map(gap -> gap.toMillis() / 1000.0).orElse(0.0);
  }

  /**
   * Lives through the month.
   *
   * @param workers how many ingest workers there are, of which one is at work
   * @param toKill how often the one at work is killed, at any moment, and another takes its place
   * @param seed says when
   */
  MonthOutcome live(int workers, int toKill, long seed) throws Exception {
    long start = System.nanoTime();
    start("enrich", Winnow.class, List.of());
    for (int worker = 1; worker <= workers; worker++) {
      startIngest("ingest-" + worker);
    }
    Deque<Integer> moments = moments(toKill, seed);
    Instant end = scenario.ends().plus(AFTERWARDS);
    while (time.instant().isBefore(end)) {
      look(start, LOOK);
      if (!moments.isEmpty() && requests() >= moments.peek() && killTheOneAtWork()) {
        moments.pop();
      }
    }
    while (!isAllKnown()) {
      look(start, LONG_LOOK);
    }
    for (int worker = 1; worker <= workers; worker++) {
      stop("ingest-" + worker);
    }
    drain(start);
    TopicReader reader = new TopicReader(cluster);
    return new MonthOutcome(
        reader.latest(Topics.PAPERS),
        reader.latest(Topics.ANNOUNCEMENTS),
        replica.log(),
        kills,
        (System.nanoTime() - start) / 1e9);
  }

  /** After how many requests somebody is killed. */
  private static Deque<Integer> moments(int kills, long seed) {
    Deque<Integer> moments = new ArrayDeque<>();
    new Random(seed).ints(kills, 1, REQUESTS).sorted().forEach(moments::add);
    return moments;
  }

  private void look(long start, Duration wait) throws InterruptedException {
    if (System.nanoTime() - start > PATIENCE.toNanos()) {
      throw new IllegalStateException("not over after " + PATIENCE + ", at " + time.instant());
    }
    for (Map.Entry<String, Process> one : processes.entrySet()) {
      if (!one.getValue().isAlive()) {
        throw new IllegalStateException(
            one.getKey() + " ended with status " + one.getValue().exitValue());
      }
    }
    Thread.sleep(wait.toMillis());
  }

  private int requests() {
    return replica.log().size();
  }

  /** Says whether it is one of ours that waited last; not so just after another was killed. */
  private boolean killTheOneAtWork() throws Exception {
    long sleeper = time.sleeper();
    for (Map.Entry<String, Process> one : List.copyOf(processes.entrySet())) {
      if (one.getValue().pid() == sleeper) {
        one.getValue().destroyForcibly().waitFor();
        kills++;
        startIngest(one.getKey());
        return true;
      }
    }
    return false;
  }

  /** Whether every paper has the title and the version that it should have, looked up or not. */
  private boolean isAllKnown() {
    Map<String, Paper> papers = new TopicReader(cluster).latest(Topics.PAPERS);
    return truth().papers().entrySet().stream()
        .allMatch(
            one -> {
              Paper paper = papers.get("arxiv:" + one.getKey());
              return paper != null
                  && truth().title(one.getKey()).equals(paper.title())
                  && one.getValue().equals(paper.version());
            });
  }

  private void drain(long start) throws Exception {
    try (Admin admin = cluster.admin()) {
      Backlog backlog =
          new Backlog(
              admin,
              Map.of(
                  cluster.application(Enrich.NAME),
                  Enrich.INPUTS.stream().map(cluster::name).toList()),
              PATIENCE);
      Backlog.Reading earlier = backlog.read();
      Backlog.Reading now = backlog.read();
      while (!now.restsSince(earlier)) {
        look(start, LOOK);
        earlier = now;
        now = backlog.read();
      }
    }
  }

  private void startIngest(String name) throws IOException {
    start(name, IngestInSimulatedTime.class, List.of(timeFile.toString()));
  }

  /** The command is the name as far as its number. */
  private void start(String name, Class<?> program, List<String> before) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve(name + ".yaml"),
            replica.settings()
                + "kafka: {bootstrap: \"%s\", partitions: %d}\n"
                    .formatted(broker.bootstrap(), PARTITIONS)
                + "metrics: {listen: none}\nworker: "
                + name
                + "\n");
    List<String> arguments = new ArrayList<>(before);
    arguments.addAll(List.of(name.replaceFirst("-.*", ""), "--config", config.toString()));
    arguments.addAll(List.of("--data", folder.resolve("data").toString()));
    ProcessBuilder worker =
        Programs.prepared(
            program, List.of("-Duser.timezone=America/New_York", "-Xmx512m"), arguments);
    worker.environment().putAll(Replica.credentials());
    processes.put(
        name,
        worker
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile()))
            .start());
  }

  private void stop(String name) {
    Process process = processes.remove(name);
    if (process == null) {
      return;
    }
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    for (String name : List.copyOf(processes.keySet())) {
      stop(name);
    }
    broker.stop();
    replica.close();
  }

  /** How long the same requests take alone, in seconds: asked in order, each at its own time. */
  private static double bare(List<Request> log) throws InterruptedException {
    SimulatedTime time = SimulatedTime.from(log.get(0).at());
    try (Replica replica = new Replica(Scenario.month(), time);
        WebFetcher web = new WebFetcher("bench", WebFetcher.Limits.DEFAULT, time)) {
      long start = System.nanoTime();
      for (Request one : log) {
        if (one.status() == 302) {
          continue; // what it leads to follows
        }
        time.passTo(one.at());
        URI address = URI.create(replica.address(one.path()));
        web.call(Call.get(address, Validators.NONE, Map.of()), Pacing.NONE);
      }
      return (System.nanoTime() - start) / 1e9;
    }
  }
}
