package winnow.standalone;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import winnow.config.ConfigException;
import winnow.config.Credentials;
import winnow.http.WebFetcher;
import winnow.ingest.Ingest;
import winnow.ingest.Pause;
import winnow.ingest.PollReport;
import winnow.ingest.Turn;
import winnow.kafka.KafkaTroubleException;
import winnow.kafka.Reach;
import winnow.topics.Topics;

/**
 * The worker that reads the outside world, against a cluster. Of several, one is at work and the
 * others stand by, so that no provider is asked by two.
 */
@Command(
    name = "ingest",
    description = "One ingest worker against a cluster; a second one stands by.",
    mixinStandardHelpOptions = true)
final class IngestCommand extends WorkerCommand {
  private static final Logger LOG = LoggerFactory.getLogger(IngestCommand.class);
  private static final String NAME = "ingest";
  private static final long LOOK_MILLISECONDS = 250;
  private static final Duration WEDGED = Duration.ofMinutes(30);

  private final Clock clock;
  private final Pause pause;
  private volatile Instant stirred = Instant.now();

  IngestCommand() {
    this(Clock.systemUTC(), Pause.real());
  }

  /**
   * @param clock says what is due and when
   * @param pause waits between two requests and for the next round
   */
  IngestCommand(Clock clock, Pause pause) {
    super(NAME);
    this.clock = clock;
    this.pause = pause;
  }

  @Override
  void work(Place place) throws ConfigException {
    Timetable timetable = Timetable.of(place.settings().schedule());
    Credentials credentials = Credentials.of(System.getenv());
    FeedGauges gauges = new FeedGauges(place.settings().feeds(), place.page().meters());
    place.page().vitals().live(NAME, this::wedged);
    Lead lead = new Lead(place.cluster(), NAME, Topics.FEEDS);
    lead.start();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      boolean standby = false;
      while (!place.stop().await(LOOK_MILLISECONDS)) {
        stirred = Instant.now();
        lead.requireAtWork();
        if (lead.held()) {
          standby = false;
          lead(place, credentials, lead, timetable, gauges, thread);
        } else if (!standby) {
          standby = true;
          LOG.info("another ingest worker is at work, or is about to be; standing by");
        }
      }
    } finally {
      gauges.of(null);
      thread.shutdownNow();
      lead.stop();
    }
  }

  /** Polls on schedule until another leads, it is asked to stop, or the broker is away. */
  private void lead(
      Place place,
      Credentials credentials,
      Lead lead,
      Timetable timetable,
      FeedGauges gauges,
      ExecutorService thread) {
    try (WebFetcher fetcher =
            new WebFetcher(Pipeline.USER_AGENT, WebFetcher.Limits.DEFAULT, clock);
        Ingest ingest =
            Ingest.wire(
                place.settings(),
                credentials,
                place.cluster(),
                fetcher,
                clock,
                pause,
                place.page().meters())) {
      gauges.of(ingest);
      LOG.info("polling {} feeds on schedule", place.settings().feeds().size());
      while (lead.held()) {
        PollReport report = round(place, ingest, thread);
        if (report == null || untilNext(place, lead, timetable.next(clock))) {
          return;
        }
      }
    } catch (KafkaTroubleException | KafkaException e) {
      KafkaTroubleException trouble =
          e instanceof KafkaTroubleException told ? told : new KafkaTroubleException("polling", e);
      if (trouble.lasting()) {
        throw trouble;
      }
      LOG.warn("a round was broken off and is repeated: {}", trouble.getMessage());
      Reach.await(place.cluster(), place.stop()::await);
    } finally {
      gauges.of(null);
    }
  }

  /** One round, broken off when the process is asked to end; absent then. */
  private @Nullable PollReport round(Place place, Ingest ingest, ExecutorService thread) {
    Future<PollReport> round =
        thread.submit(
            () -> {
              PollReport report = ingest.poll(this::turned);
              stirred = Instant.now();
              ingest.lookUp();
              return report;
            });
    try {
      while (true) {
        try {
          PollReport report = round.get(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS);
          if (report.sightings() > 0) {
            LOG.info(
                "round: {} feeds fetched, {} unchanged, {} waiting, {} failed; {} sightings",
                report.fetched(),
                report.unchanged(),
                report.waiting(),
                report.failed(),
                report.sightings());
          }
          return report;
        } catch (TimeoutException stillAtIt) {
          if (place.stop().await(0)) {
            round.cancel(true);
            return null;
          }
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaTroubleException trouble) {
        throw trouble;
      }
      throw new IllegalStateException("a round failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private void turned(Turn turn) {
    stirred = Instant.now();
  }

  private boolean untilNext(Place place, Lead lead, ZonedDateTime next) {
    Instant then = next.toInstant();
    while (clock.instant().isBefore(then) && lead.held()) {
      stirred = Instant.now();
      lead.requireAtWork();
      try {
        pause.last(Duration.ofMillis(LOOK_MILLISECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (place.stop().await(0)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable String wedged() {
    Duration still = Duration.between(stirred, Instant.now());
    return still.compareTo(WEDGED) > 0 ? "no feed had a turn for " + still : null;
  }
}
