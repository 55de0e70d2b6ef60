package winnow.ingest;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import winnow.config.Credentials;
import winnow.config.Settings;
import winnow.http.WebFetcher;
import winnow.ingest.announcement.Witness;
import winnow.ingest.archive.Archives;
import winnow.ingest.arxiv.Arxiv;
import winnow.ingest.reddit.Reddit;
import winnow.ingest.web.Web;
import winnow.kafka.Cluster;
import winnow.kafka.KafkaTroubleException;
import winnow.model.FeedId;
import winnow.model.FeedState;
import winnow.model.Identifier;

/** The worker that reads the outside world. */
public final class Ingest implements AutoCloseable {
  /** How many providers are asked at the same time: one that is slow should hold up nobody. */
  private static final int LANES = 16;

  private final List<Feed> feeds;
  private final FeedLog log;
  private final Poller poller;
  private final Witnessing witnessing;
  private final Lookups lookups;
  private final Optional<DropFolder> drop;
  private final Clock clock;
  private final Paces paces;

  Ingest(
      List<Feed> feeds,
      FeedLog log,
      Poller poller,
      Witnessing witnessing,
      Lookups lookups,
      Optional<DropFolder> drop,
      Clock clock,
      Pause pause) {
    this.feeds = List.copyOf(feeds);
    this.log = log;
    this.poller = poller;
    this.witnessing = witnessing;
    this.lookups = lookups;
    this.drop = drop;
    this.clock = clock;
    this.paces = new Paces(log, clock, pause);
  }

  /**
   * What ingest is made of, in the order it is made. Shuts out another ingest of the same cluster
   * and prefix, and ends what a killed one left open; returns when both is done. The topics must
   * exist.
   *
   * @param credentials which of Reddit's doors can be tried
   * @param clock says what is due, and when a thing was seen
   * @param pause waits between two requests to a provider
   */
  public static Ingest wire(
      Settings settings,
      Credentials credentials,
      Cluster cluster,
      WebFetcher fetcher,
      Clock clock,
      Pause pause,
      MeterRegistry meters) {
    return wire(settings, credentials, new KafkaFeedLog(cluster), fetcher, clock, pause, meters);
  }

  /**
   * The same, to look at the feeds and leave everything as it is: each is asked when it is due, at
   * its provider's pace, and {@link #states} says how it is. Shuts out another ingest likewise.
   */
  public static Ingest rehearse(
      Settings settings,
      Credentials credentials,
      Cluster cluster,
      WebFetcher fetcher,
      Clock clock,
      Pause pause) {
    FeedLog log = new Rehearsal(new KafkaFeedLog(cluster));
    MeterRegistry nobodyCounts = new CompositeMeterRegistry();
    return wire(settings.feedsAlone(), credentials, log, fetcher, clock, pause, nobodyCounts);
  }

  private static Ingest wire(
      Settings settings,
      Credentials credentials,
      FeedLog log,
      WebFetcher fetcher,
      Clock clock,
      Pause pause,
      MeterRegistry meters) {
    Reddit reddit = new Reddit(settings.sources().reddit().feed());
    Map<String, Source> sources =
        Stream.of(new Arxiv(settings.sources().arxiv().rss()), reddit, new Web())
            .collect(toMap(Source::name, source -> source));
    Map<String, Door> doors = doors(reddit, settings.sources().reddit(), credentials);
    List<Feed> feeds = new ArrayList<>();
    for (Settings.Feed one : settings.feeds()) {
      Feed feed = Feed.of(one, sources, settings.providers());
      List<Door> open =
          one.access().stream().filter(doors::containsKey).<Door>map(doors::get).toList();
      boolean plain = one.reddit() == null || one.url() != null || open.isEmpty();
      feeds.add(plain ? feed : feed.through(new Doors(open, fetcher, log)));
    }
    PacedFetcher paced = new PacedFetcher(fetcher);
    return new Ingest(
        feeds,
        log,
        new Poller(paced, log, clock, meters),
        witnessing(settings.sources().arxiv(), paced, log),
        new Lookups(log, paced, archives(settings.sources()), settings.providers(), meters),
        Optional.ofNullable(settings.drop()).map(folder -> new DropFolder(folder, sources, log)),
        clock,
        pause);
  }

  /** By the words of {@code feeds[].access}; only those for which there are credentials. */
  private static Map<String, Door> doors(
      Reddit reddit, Settings.Reddit where, Credentials credentials) {
    Map<String, Door> doors = new HashMap<>(Map.of("anonymous", reddit.anonymous()));
    if (credentials.redditToken() != null && credentials.redditUser() != null) {
      doors.put("token", reddit.token(credentials.redditToken(), credentials.redditUser()));
    }
    if (credentials.redditId() != null && credentials.redditSecret() != null) {
      doors.put(
          "oauth",
          Reddit.oauth(
              where.oauth(), where.login(), credentials.redditId(), credentials.redditSecret()));
    }
    return doors;
  }

  private static Map<Identifier.Kind, List<Archive>> archives(Settings.Sources sources) {
    Settings.Lookups where = sources.lookups();
    Map<String, List<Archive>> all =
        Map.of(
            "arxiv", List.of(Arxiv.archive(sources.arxiv().api())),
            "doi",
                List.of(Archives.crossref(where.crossref()), Archives.datacite(where.datacite())),
            "openreview",
                List.of(
                    Archives.openreview(where.openreview()),
                    Archives.openreview(where.openreviewOld())),
            "acl", List.of(Archives.acl(where.acl())),
            "page", List.of(Archives.page()));
    return where.ask().stream()
        .collect(
            toMap(
                word ->
                    word.equals("page")
                        ? Identifier.Kind.URL
                        : Identifier.Kind.valueOf(word.toUpperCase(Locale.ROOT)),
                all::get));
  }

  private static Witnessing witnessing(Settings.Arxiv arxiv, PacedFetcher fetcher, FeedLog log) {
    Map<String, Witness> witnesses =
        Stream.of(Arxiv.listing(arxiv.listing()), Arxiv.api(arxiv.api()), Arxiv.oai(arxiv.oai()))
            .collect(toMap(Witness::name, witness -> witness));
    return new Witnessing(
        fetcher,
        log,
        arxiv.witnesses().stream().map(witnesses::get).toList(),
        Arxiv.archive(arxiv.api()));
  }

  /** Gives each feed that is due its turn, and returns when all have had it. */
  public PollReport poll() {
    return poll(turn -> {});
  }

  /**
   * Gives each feed that is due its turn, and returns when all have had it. Feeds of one provider
   * take turns one after another; several providers are asked at the same time. Then reads what
   * lies in the drop folder. May be called again, from one thread at a time.
   *
   * @param told hears of each turn as it ends, from the threads that ask, one at a time
   * @throws KafkaTroubleException if a turn could not be written; nothing is known of it, and the
   *     feeds after it of the same provider have had none
   */
  public PollReport poll(Consumer<Turn> told) {
    Map<String, List<Feed>> byProvider =
        feeds.stream()
            .collect(groupingBy(feed -> feed.provider().name(), LinkedHashMap::new, toList()));
    List<Callable<List<Turn>>> lanes = new ArrayList<>();
    for (List<Feed> lane : byProvider.values()) {
      lanes.add(() -> turns(lane, told));
    }
    Map<FeedId, Turn> turns = new LinkedHashMap<>();
    for (List<Turn> lane : together("polling", lanes)) {
      lane.forEach(turn -> turns.put(turn.feed(), turn));
    }
    paces.rest();
    List<Turn> dropped = drop.map(folder -> folder.poll(clock.instant())).orElse(List.of());
    dropped.forEach(told);
    return new PollReport(
        Stream.concat(feeds.stream().map(feed -> turns.get(feed.id())), dropped.stream()).toList());
  }

  /**
   * Asks archives about the identifiers that are due, and returns when each has an answer, was put
   * off, or waits for its provider. May be called again, from one thread at a time, and not during
   * {@link #poll}.
   *
   * @throws KafkaTroubleException if an answer could not be written; nothing is known of it
   */
  public LookupReport lookUp() {
    LookupReport report = LookupReport.NOTHING;
    List<Lookups.Errand> errands = lookups.due(clock.instant());
    while (!errands.isEmpty()) {
      Map<String, List<Lookups.Errand>> byProvider =
          errands.stream()
              .collect(
                  groupingBy(one -> lookups.provider(one).name(), LinkedHashMap::new, toList()));
      List<Callable<Lookups.Trip>> lanes = new ArrayList<>();
      byProvider.forEach((name, lane) -> lanes.add(() -> lookups.ask(lane, paces.of(name))));
      int waiting = report.waiting();
      List<Lookups.Errand> onward = new ArrayList<>();
      for (Lookups.Trip trip : together("looking up", lanes)) {
        waiting += trip.report().waiting();
        report = report.then(trip.report());
        onward.addAll(trip.onward());
      }
      report = report.then(new LookupReport(0, 0, 0, waiting));
      errands = onward;
    }
    paces.rest();
    return report;
  }

  /**
   * Fills the past: arXiv's categories from its archives, day by day, and what Reddit's listings
   * still hold, page by page. Returns when all is asked or the providers want to be left alone.
   * Each answer is written as it comes, so that a backfill which is broken off goes on where it
   * was.
   *
   * @param told hears how far it is, after each answer
   * @throws KafkaTroubleException if an answer could not be written
   */
  public Backfill backfill(LocalDate since, Consumer<Backfill> told) {
    try {
      Backfill backfill = new Past(feeds, log, witnessing, clock, paces).fill(since, told);
      paces.rest();
      return backfill;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaTroubleException("filling the past was interrupted", e);
    }
  }

  private static <T> List<T> together(String what, List<Callable<T>> lanes) {
    ExecutorService threads = Executors.newFixedThreadPool(LANES);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> lane : threads.invokeAll(lanes)) {
        results.add(lane.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new KafkaTroubleException(what, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaTroubleException(what + " was interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** How far each feed has been read and how it is. */
  public Map<FeedId, FeedState> states() {
    return log.states();
  }

  @Override
  public void close() {
    log.close();
  }

  private List<Turn> turns(List<Feed> lane, Consumer<Turn> told) throws InterruptedException {
    Pace pace = paces.of(lane.get(0).provider().name());
    List<Turn> turns = new ArrayList<>();
    for (Feed feed : lane) {
      Turn turn = poller.poll(feed, pace);
      turns.add(turn);
      synchronized (this) {
        told.accept(turn);
      }
    }
    witnessing.ask(lane, pace);
    return turns;
  }
}
