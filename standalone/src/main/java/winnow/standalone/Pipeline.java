package winnow.standalone;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import winnow.config.ConfigException;
import winnow.config.Credentials;
import winnow.config.Settings;
import winnow.enrich.Enrich;
import winnow.http.WebFetcher;
import winnow.ingest.Ingest;
import winnow.ingest.LookupReport;
import winnow.ingest.Pause;
import winnow.ingest.PollReport;
import winnow.ingest.Turn;
import winnow.kafka.Backlog;
import winnow.kafka.Cluster;
import winnow.kafka.KafkaTroubleException;
import winnow.kafka.StreamsPart;
import winnow.kafka.TopicKeeper;
import winnow.kafka.TopicReader;
import winnow.model.Profile;
import winnow.publish.Publish;
import winnow.topics.Topic;
import winnow.topics.Topics;

/** All workers in one process, against one cluster. Not safe for many threads. */
final class Pipeline implements AutoCloseable {
  /** Every topic that the workers need. */
  static final List<Topic<?>> TOPICS =
      Stream.of(Topics.ALL, Enrich.BETWEEN, Publish.BETWEEN)
          .<Topic<?>>flatMap(Collection::stream)
          .toList();

  private static final String INSTANCE = "standalone";
  static final String USER_AGENT = "java:org.mlsafety.winnow:0.1.0";
  private static final int LOOKUP_TURNS = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private final Cluster cluster;
  private final MeterRegistry meters;
  private final Progress progress;
  private final Admin admin;
  private final WebFetcher fetcher;
  private final Ingest ingest;
  private final StreamsPart enrich;
  private final Publish publish;
  private final Backlog backlog;
  private long deadLettersBefore;

  private Pipeline(
      Cluster cluster,
      MeterRegistry meters,
      Progress progress,
      Admin admin,
      WebFetcher fetcher,
      Ingest ingest,
      StreamsPart enrich,
      Publish publish) {
    this.cluster = cluster;
    this.meters = meters;
    this.progress = progress;
    this.admin = admin;
    this.fetcher = fetcher;
    this.ingest = ingest;
    this.enrich = enrich;
    this.publish = publish;
    this.backlog =
        new Backlog(
            admin,
            Map.of(
                cluster.application(Enrich.NAME), names(cluster, Enrich.INPUTS),
                cluster.application(Publish.NAME), names(cluster, Publish.INPUTS)),
            PATIENCE);
  }

  /**
   * Makes what topics are missing, and wires and starts all workers.
   *
   * @throws ConfigException if the environment's credentials cannot be used
   */
  static Pipeline start(
      Cluster cluster,
      Settings settings,
      Profile profile,
      Path state,
      Clock clock,
      MeterRegistry meters,
      Progress progress)
      throws ConfigException {
    Credentials credentials = Credentials.of(System.getenv());
    Admin admin = cluster.admin();
    new TopicKeeper(admin, cluster).create(TOPICS);
    StreamsPart enrich = Enrich.wire(cluster, profile, INSTANCE, state, meters);
    Publish publish =
        Publish.wire(cluster, settings.shortlist(), profile, INSTANCE, state, clock, meters);
    enrich.launch();
    publish.launch();
    WebFetcher fetcher = new WebFetcher(USER_AGENT, WebFetcher.Limits.DEFAULT, clock);
    Ingest ingest =
        Ingest.wire(settings, credentials, cluster, fetcher, clock, Pause.real(), meters);
    Pipeline pipeline =
        new Pipeline(cluster, meters, progress, admin, fetcher, ingest, enrich, publish);
    pipeline.deadLettersBefore = pipeline.deadLetters();
    return pipeline;
  }

  /** Makes what topics are missing. */
  static void makeTopics(Cluster cluster) {
    try (Admin admin = cluster.admin()) {
      new TopicKeeper(admin, cluster).create(TOPICS);
    }
  }

  /** Where nobody else is at work: does what was asked for, polling nothing. */
  static void carryOut(Cluster cluster, Settings settings, Profile profile, Path state)
      throws ConfigException {
    carryOut(cluster, settings, profile, state, new SimpleMeterRegistry(), Progress.none());
  }

  /** The same, where somebody looks on. */
  static void carryOut(
      Cluster cluster,
      Settings settings,
      Profile profile,
      Path state,
      MeterRegistry meters,
      Progress progress)
      throws ConfigException {
    Settings quiet = settings.with(List.of(), settings.outputs(), settings.review());
    try (Pipeline pipeline =
        start(cluster, quiet, profile, state, Clock.systemUTC(), meters, progress)) {
      pipeline.drain();
    }
  }

  /** One round: polls what is due, then waits until every stage has dealt with all of it. */
  Funnel round() {
    Counts before = counts();
    long start = System.nanoTime();
    PollReport polled = ingest.poll(progress::turn);
    Map<String, Long> times = new LinkedHashMap<>();
    times.put("ingest", millisecondsSince(start));
    times.putAll(drain());
    LookupReport lookedUp = lookUp(times);
    Counts after = counts();
    long letters = deadLetters();
    Funnel funnel =
        funnel(polled, lookedUp, after.since(before), letters - deadLettersBefore, times);
    deadLettersBefore = letters;
    return funnel;
  }

  /** Asks about what is missing; an answer may name a paper that is asked about in turn. */
  private LookupReport lookUp(Map<String, Long> times) {
    LookupReport all = LookupReport.NOTHING;
    for (int turn = 0; turn < LOOKUP_TURNS; turn++) {
      long start = System.nanoTime();
      LookupReport report = ingest.lookUp();
      times.merge("ingest", millisecondsSince(start), Long::sum);
      all = all.then(report);
      if (report.answered() == 0) {
        return all;
      }
      drain().forEach((stage, time) -> times.merge(stage, time, Long::sum));
    }
    return all;
  }

  /**
   * Waits until nothing is left to do, and says how long each stage was at it, in milliseconds.
   *
   * @throws KafkaTroubleException if a worker stopped
   */
  Map<String, Long> drain() {
    long start = System.nanoTime();
    Map<String, Long> busy = new LinkedHashMap<>();
    Backlog.Reading earlier = backlog.read();
    while (true) {
      Backlog.Reading now = backlog.read();
      progress.lag(now.lag());
      note(busy, Enrich.NAME, now, start);
      note(busy, Publish.NAME, now, start);
      if (publish.sweeps() > 0 && now.restsSince(earlier)) {
        return busy;
      }
      earlier = now;
      requireAtWork();
      pause();
    }
  }

  /** How many records stand in a topic, transaction markers not counted. */
  private long deadLetters() {
    long[] count = new long[1];
    new TopicReader(cluster).raw(Topics.DEAD_LETTERS, record -> count[0]++);
    return count[0];
  }

  /** Watches both stream-processing stages until it is closed. */
  List<StageWatch> watch(Vitals vitals) {
    return List.of(
        new StageWatch(Enrich.NAME, enrich, cluster, Enrich.INPUTS, meters, vitals),
        new StageWatch(Publish.NAME, publish.streams(), cluster, Publish.INPUTS, meters, vitals));
  }

  Ingest ingest() {
    return ingest;
  }

  @Override
  public void close() {
    ingest.close();
    fetcher.close();
    Thread other = new Thread(enrich::stop, "stop-enrich");
    other.start();
    publish.stop();
    try {
      other.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    admin.close(Duration.ofSeconds(2));
  }

  private void note(Map<String, Long> busy, String worker, Backlog.Reading now, long start) {
    if (now.lag(cluster.application(worker)) > 0 || !busy.containsKey(worker)) {
      busy.put(worker, millisecondsSince(start));
    }
  }

  /**
   * Looks whether every worker is at work.
   *
   * @throws KafkaTroubleException naming the one that stopped, and why
   */
  void requireAtWork() {
    Stream.of(enrich.trouble(), publish.trouble())
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .ifPresent(
            trouble -> {
              throw new KafkaTroubleException("a worker stopped: " + trouble, null);
            });
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaTroubleException("interrupted while waiting for the workers", e);
    }
  }

  private static Funnel funnel(
      PollReport polled,
      LookupReport lookedUp,
      Counts counts,
      long deadLetters,
      Map<String, Long> times) {
    return new Funnel(
        new Funnel.Feeds(
            polled.count(Turn.Outcome.FETCHED),
            polled.count(Turn.Outcome.UNCHANGED),
            polled.count(Turn.Outcome.WAITING),
            polled.count(Turn.Outcome.FAILED)),
        polled.entries(),
        polled.known(),
        polled.ignored(),
        polled.rejected(),
        polled.sightings(),
        lookedUp,
        new Funnel.Papers(counts.fresh, counts.updated, counts.merged, counts.gone),
        counts.proposed,
        deadLetters,
        named(polled, Turn.Outcome.FAILED),
        named(polled, Turn.Outcome.WAITING),
        times);
  }

  private static List<String> named(PollReport polled, Turn.Outcome outcome) {
    return polled.turns().stream()
        .filter(turn -> turn.outcome() == outcome)
        .map(turn -> turn.feed() + ": " + turn.reason())
        .toList();
  }

  private record Counts(long fresh, long updated, long merged, long gone, long proposed) {
    Counts since(Counts before) {
      return new Counts(
          fresh - before.fresh,
          updated - before.updated,
          merged - before.merged,
          gone - before.gone,
          proposed - before.proposed);
    }
  }

  private Counts counts() {
    return new Counts(
        count("winnow.papers", "outcome", "new"),
        count("winnow.papers", "outcome", "updated"),
        count("winnow.papers", "outcome", "merged"),
        count("winnow.papers", "outcome", "gone"),
        count("winnow.shortlist", "status", "proposed"));
  }

  private long count(String name, String tag, String value) {
    Counter counter = meters.find(name).tag(tag, value).counter();
    return counter == null ? 0 : (long) counter.count();
  }

  private static long millisecondsSince(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }

  private static List<String> names(Cluster cluster, Collection<Topic<?>> topics) {
    return topics.stream().map(cluster::name).toList();
  }
}
