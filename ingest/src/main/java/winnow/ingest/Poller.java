package winnow.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.http.Document;
import winnow.http.Fetched;
import winnow.http.Fetcher;
import winnow.http.Validators;
import winnow.ingest.announcement.Calendar;
import winnow.ingest.announcement.Days;
import winnow.model.Announcement;
import winnow.model.Batch;
import winnow.model.FeedState;
import winnow.model.Health;
import winnow.model.Sighting;

/**
 * Gives a feed its turn: asks, reads, and appends what is new. Safe for many threads, as long as no
 * two give the same feed its turn.
 */
final class Poller {
  private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

  private final PacedFetcher fetcher;
  private final FeedLog log;
  private final Clock clock;
  private final MeterRegistry meters;

  Poller(PacedFetcher fetcher, FeedLog log, Clock clock, MeterRegistry meters) {
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
    if (pace.held()) {
      return Turn.waiting(
          feed.id(),
          feed.provider().name() + " asked to be left alone; not before " + pace.until());
    }
    Validators validators = FeedFold.validators(before);
    Turn turn =
        feed.doors() == null
            ? straight(feed, before, validators, pace)
            : through(feed, feed.doors(), before, validators, pace);
    if (turn.outcome() == Turn.Outcome.FAILED
        && !String.valueOf(turn.reason()).equals(before.reason())) {
      LOG.warn("{} at {}: {}", feed.id(), feed.address(), turn.reason());
    }
    return turn;
  }

  private Turn straight(Feed feed, FeedState before, Validators validators, Pace pace)
      throws InterruptedException {
    Fetched fetched =
        fetcher.fetch(feed.address(), validators, Fetcher.Trust.CONFIGURED, feed.provider(), pace);
    return fold(feed, before, clock.instant(), fetched, validators, List.of());
  }

  private Turn through(Feed feed, Doors doors, FeedState before, Validators validators, Pace pace)
      throws InterruptedException {
    Optional<FeedState> shut = doors.allShut(feed.id(), feed.provider(), clock.instant());
    if (shut.isPresent()) {
      return Turn.waiting(
          feed.id(), shut.get().reason() + "; not before " + Doors.until(shut.get()));
    }
    Doors.Passage passage = doors.pass(feed.id(), feed.provider(), validators, null, pace);
    return fold(feed, before, clock.instant(), passage.fetched(), validators, passage.shut());
  }

  private Turn fold(
      Feed feed,
      FeedState before,
      Instant now,
      Fetched fetched,
      Validators validators,
      List<String> shut) {
    if (fetched instanceof Fetched.Fresh fresh) {
      count(feed, "fresh");
      return fresh(feed, before, now, fresh, shut);
    }
    if (fetched instanceof Fetched.Unchanged) {
      if (validators.equals(Validators.NONE)) {
        return failed(feed, before, now, "says unchanged, but was not asked that");
      }
      count(feed, "unchanged");
      List<Announcement> announced = days(feed).map(days -> days.unchanged(now)).orElse(List.of());
      FeedState after = judged(feed, FeedFold.unchanged(before, now), announced);
      log.append(after, List.of(), List.of(), announced);
      return Turn.unchanged(feed.id());
    }
    if (fetched instanceof Fetched.Later later) {
      count(feed, "later");
      return failed(
          feed,
          FeedFold.later(before, now, later),
          later.reason() + ", asked to wait " + later.delay());
    }
    if (fetched instanceof Fetched.Refused refused) {
      count(feed, "refused");
      return failed(feed, FeedFold.refused(before, now, refused), FeedFold.words(refused));
    }
    return failed(feed, before, now, ((Fetched.Failed) fetched).reason());
  }

  private Turn fresh(
      Feed feed, FeedState before, Instant now, Fetched.Fresh fresh, List<String> shut) {
    Reading reading;
    try {
      reading =
          feed.source()
              .read(feed.id(), fresh.document(), now)
              .noting(FeedFold.moved(fresh.moved()))
              .noting(shut);
    } catch (UnreadableFeedException e) {
      return broken(feed, before, now, e.reason(), original(fresh.document(), e.kept()));
    }
    Absence absence = Absence.of(before, reading, now);
    reading = reading.saying(absence.gone());
    Memory.Heard heard = Memory.hear(before.emitted(), reading, absence.anew());
    List<Sighting> told = reading.sightings();
    List<Announcement> announced = days(feed).map(days -> days.read(told, now)).orElse(List.of());
    FeedState after =
        judged(
            feed,
            FeedFold.read(
                before, now, fresh.validators(), reading, heard.emitted(), absence.mentions()),
            announced);
    log.append(after, heard.sightings(), heard.rejected(), announced);
    countLetters(heard.rejected());
    count(feed, "new", heard.fresh());
    count(feed, "known", heard.known());
    count(feed, "ignored", reading.ignored());
    count(feed, "rejected", reading.rejected().size());
    return Turn.read(feed.id(), reading, heard, after.reason());
  }

  /** The feed's announcements, where it carries any. */
  private Optional<Days> days(Feed feed) {
    return Optional.ofNullable(feed.category())
        .map(category -> new Days(category, log.announcements()));
  }

  /** A feed that serves an earlier day's batch is not well, however well it was read. */
  private FeedState judged(Feed feed, FeedState after, List<Announcement> announced) {
    if (feed.category() == null) {
      return after;
    }
    LocalDate today = Calendar.dayOf(after.polledAt());
    return Stream.concat(announced.stream(), log.announcements().stream())
        .filter(one -> one.category().equals(feed.category()) && one.date().equals(today))
        .findFirst()
        .map(Announcement::rss)
        .filter(rss -> rss.answer() == Batch.Answer.REPEATED)
        .map(
            rss ->
                FeedFold.stale(
                    after, "serves " + rss.reason(), Calendar.startOf(today.plusDays(1))))
        .orElse(after);
  }

  private Turn broken(Feed feed, FeedState before, Instant now, String reason, byte[] original) {
    Rejected document = new Rejected("document", reason, original);
    Memory.Heard heard =
        Memory.hear(before.emitted(), new Reading(List.of(), List.of(document), List.of(), null));
    log.append(
        FeedFold.broken(before, now, reason, heard.emitted()),
        List.of(),
        heard.rejected(),
        announced(feed, false, reason, now));
    countLetters(heard.rejected());
    return Turn.failed(before.feed(), reason, heard.rejected().size());
  }

  private Turn failed(Feed feed, FeedState before, Instant now, String reason) {
    count(feed, "failed");
    return failed(feed, FeedFold.failed(before, now, reason), reason);
  }

  private Turn failed(Feed feed, FeedState after, String reason) {
    boolean blocked = after.health() == Health.BLOCKED || after.health() == Health.REFUSED;
    log.append(after, List.of(), List.of(), announced(feed, blocked, reason, after.polledAt()));
    return Turn.failed(after.feed(), reason, 0);
  }

  private List<Announcement> announced(Feed feed, boolean blocked, String reason, Instant now) {
    return days(feed).map(days -> days.failed(blocked, reason, now)).orElse(List.of());
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
