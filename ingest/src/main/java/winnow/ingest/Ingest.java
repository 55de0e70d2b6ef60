package winnow.ingest;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import winnow.config.Settings;
import winnow.http.Fetcher;
import winnow.ingest.announcement.Witness;
import winnow.ingest.arxiv.Arxiv;
import winnow.ingest.reddit.Reddit;
import winnow.ingest.web.Web;
import winnow.kafka.Cluster;
import winnow.kafka.KafkaTroubleException;
import winnow.model.FeedId;
import winnow.model.FeedState;
import winnow.model.Testimony;

/** The worker that reads the outside world. */
public final class Ingest implements AutoCloseable {
  private static final int THREADS = 4;

  private final List<Feed> feeds;
  private final FeedLog log;
  private final Poller poller;
  private final Witnessing witnessing;
  private final Clock clock;
  private final Pause pause;

  Ingest(
      List<Feed> feeds,
      FeedLog log,
      Poller poller,
      Witnessing witnessing,
      Clock clock,
      Pause pause) {
    this.feeds = List.copyOf(feeds);
    this.log = log;
    this.poller = poller;
    this.witnessing = witnessing;
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * What ingest is made of, in the order it is made. Shuts out another ingest of the same cluster
   * and prefix, and ends what a killed one left open; returns when both is done. The topics must
   * exist.
   *
   * @param clock says what is due, and when a thing was seen
   */
  public static Ingest wire(
      Settings settings, Cluster cluster, Fetcher fetcher, Clock clock, MeterRegistry meters) {
    Map<String, Source> sources =
        Stream.of(
                new Arxiv(settings.sources().arxiv().rss()),
                new Reddit(settings.sources().reddit().feed()),
                new Web())
            .collect(toMap(Source::name, source -> source));
    List<Feed> feeds =
        settings.feeds().stream()
            .map(feed -> Feed.of(feed, sources, settings.providers()))
            .toList();
    FeedLog log = new KafkaFeedLog(cluster);
    return new Ingest(
        feeds,
        log,
        new Poller(fetcher, log, clock, meters),
        witnessing(settings.sources().arxiv(), fetcher, log),
        clock,
        Pause.real());
  }

  private static Witnessing witnessing(Settings.Arxiv arxiv, Fetcher fetcher, FeedLog log) {
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
   * take turns one after another; several providers are asked at the same time. May be called
   * again, from one thread at a time.
   *
   * @param told hears of each turn as it ends, from the threads that ask, one at a time
   * @throws KafkaTroubleException if a turn could not be written; nothing is known of it, and the
   *     feeds after it of the same provider have had none
   */
  public PollReport poll(Consumer<Turn> told) {
    Map<String, List<Feed>> byProvider =
        feeds.stream()
            .collect(groupingBy(feed -> feed.provider().name(), LinkedHashMap::new, toList()));
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<List<Turn>>> lanes = new ArrayList<>();
      for (List<Feed> lane : byProvider.values()) {
        lanes.add(() -> turns(lane, told));
      }
      Map<FeedId, Turn> turns = new LinkedHashMap<>();
      for (Future<List<Turn>> lane : threads.invokeAll(lanes)) {
        lane.get().forEach(turn -> turns.put(turn.feed(), turn));
      }
      return new PollReport(feeds.stream().map(feed -> turns.get(feed.id())).toList());
    } catch (ExecutionException e) {
      throw new KafkaTroubleException("polling", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaTroubleException("polling was interrupted", e);
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
    Pace pace = new Pace(clock, pause, lastAsked(lane), heldUntil(lane));
    List<Turn> turns = new ArrayList<>();
    for (Feed feed : lane) {
      Turn turn = poller.poll(feed, pace);
      turns.add(turn);
      synchronized (this) {
        told.accept(turn);
      }
    }
    for (Feed feed : lane) {
      witnessing.ask(feed, pace);
    }
    return turns;
  }

  private Instant lastAsked(List<Feed> lane) {
    Map<FeedId, FeedState> states = log.states();
    Stream<Instant> polled =
        Stream.concat(lane.stream().map(Feed::id), Stream.of(provider(lane)))
            .map(states::get)
            .filter(state -> state != null)
            .map(FeedState::polledAt);
    Stream<Instant> witnessed =
        lane.stream().anyMatch(feed -> feed.category() != null)
            ? log.announcements().stream()
                .flatMap(one -> one.witnesses().stream())
                .map(Testimony::askedAt)
            : Stream.of();
    return Stream.concat(polled, witnessed).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
  }

  private Instant heldUntil(List<Feed> lane) {
    FeedState state = log.states().get(provider(lane));
    return state == null || state.pause() == null
        ? Instant.EPOCH
        : state.polledAt().plus(state.pause());
  }

  private static FeedId provider(List<Feed> lane) {
    return FeedFold.provider(lane.get(0).provider().name());
  }
}
