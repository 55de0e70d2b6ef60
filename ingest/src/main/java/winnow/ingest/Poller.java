package winnow.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.http.Document;
import winnow.http.Fetched;
import winnow.http.Fetcher;
import winnow.http.Validators;
import winnow.model.FeedState;

/**
 * Gives a feed its turn: asks, reads, and appends what is new. Safe for many threads, as long as no
 * two give the same feed its turn.
 */
final class Poller {
  private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

  private final Fetcher fetcher;
  private final FeedLog log;
  private final Clock clock;
  private final MeterRegistry meters;

  Poller(Fetcher fetcher, FeedLog log, Clock clock, MeterRegistry meters) {
    this.fetcher = fetcher;
    this.log = log;
    this.clock = clock;
    this.meters = meters;
  }

  /**
   * One turn of a feed, if it is due. Whatever the outside world does, the turn ends with a value.
   */
  Turn poll(Feed feed, Pace pace) throws InterruptedException {
    Turn turn = turn(feed, pace);
    count("winnow.turns", turn.outcome().name().toLowerCase(Locale.ROOT), 1);
    meters.counter("winnow.entries.read").increment(turn.entries());
    meters.counter("winnow.sightings", "stage", "ingest").increment(turn.sightings());
    return turn;
  }

  private Turn turn(Feed feed, Pace pace) throws InterruptedException {
    FeedState before = log.states().getOrDefault(feed.id(), FeedFold.unasked(feed.id()));
    if (!before.due(clock.instant())) {
      return Turn.waiting(
          feed.id(), before.reason() + "; not before " + before.polledAt().plus(before.pause()));
    }
    pace.await(feed.provider().gap());
    Validators validators = FeedFold.validators(before);
    Fetched fetched = fetcher.fetch(feed.address(), validators, Fetcher.Trust.CONFIGURED);
    pace.asked();
    Turn turn = fold(feed, before, clock.instant(), fetched, validators);
    if (turn.outcome() == Turn.Outcome.FAILED
        && !String.valueOf(turn.reason()).equals(before.reason())) {
      LOG.warn("{} at {}: {}", feed.id(), feed.address(), turn.reason());
    }
    return turn;
  }

  private Turn fold(
      Feed feed, FeedState before, Instant now, Fetched fetched, Validators validators) {
    if (fetched instanceof Fetched.Fresh fresh) {
      count(feed, "fresh");
      return fresh(feed, before, now, fresh);
    }
    if (fetched instanceof Fetched.Unchanged) {
      if (validators.equals(Validators.NONE)) {
        return failed(feed, before, now, "says unchanged, but was not asked that");
      }
      count(feed, "unchanged");
      log.append(FeedFold.unchanged(before, now), List.of(), List.of());
      return Turn.unchanged(feed.id());
    }
    if (fetched instanceof Fetched.Later later) {
      count(feed, "later");
      return failed(
          FeedFold.later(before, now, later.delay(), later.reason()),
          later.reason() + ", asked to wait " + later.delay());
    }
    if (fetched instanceof Fetched.Refused refused) {
      count(feed, "refused");
      return failed(FeedFold.refused(before, now, refused.reason()), refused.reason());
    }
    return failed(feed, before, now, ((Fetched.Failed) fetched).reason());
  }

  private Turn fresh(Feed feed, FeedState before, Instant now, Fetched.Fresh fresh) {
    Reading reading;
    try {
      reading = feed.source().read(feed.id(), fresh.document(), now);
    } catch (UnreadableFeedException e) {
      return broken(before, now, e.reason(), original(fresh.document(), e.kept()));
    }
    Memory.Heard heard = Memory.hear(before.emitted(), reading);
    FeedState after = FeedFold.read(before, now, fresh.validators(), reading, heard.emitted());
    log.append(after, heard.sightings(), heard.rejected());
    countLetters(heard.rejected());
    count(feed, "new", heard.fresh());
    count(feed, "known", heard.known());
    count(feed, "ignored", reading.ignored());
    count(feed, "rejected", reading.rejected().size());
    return Turn.read(feed.id(), reading, heard, after.reason());
  }

  private Turn broken(FeedState before, Instant now, String reason, byte[] original) {
    Rejected document = new Rejected("document", reason, original);
    Memory.Heard heard =
        Memory.hear(before.emitted(), new Reading(List.of(), List.of(document), List.of()));
    log.append(FeedFold.broken(before, now, reason, heard.emitted()), List.of(), heard.rejected());
    countLetters(heard.rejected());
    return Turn.failed(before.feed(), reason, heard.rejected().size());
  }

  private Turn failed(Feed feed, FeedState before, Instant now, String reason) {
    count(feed, "failed");
    return failed(FeedFold.failed(before, now, reason), reason);
  }

  private Turn failed(FeedState after, String reason) {
    log.append(after, List.of(), List.of());
    return Turn.failed(after.feed(), reason, 0);
  }

  private static byte[] original(Document document, @Nullable String kept) {
    return kept == null ? document.bytes() : kept.getBytes(StandardCharsets.UTF_8);
  }

  private void count(String name, String outcome, int times) {
    meters.counter(name, "outcome", outcome).increment(times);
  }

  private void countLetters(List<Rejected> rejected) {
    for (Rejected one : rejected) {
      String what = one.what().equals("document") ? "document" : "entry";
      meters.counter("winnow.dead_letters", "stage", "ingest", "cause", what).increment();
    }
  }

  private void count(Feed feed, String outcome) {
    meters
        .counter("winnow.fetches", "provider", feed.provider().name(), "outcome", outcome)
        .increment();
  }

  private void count(Feed feed, String outcome, int entries) {
    meters
        .counter("winnow.entries", "feed", feed.id().value(), "outcome", outcome)
        .increment(entries);
  }
}
