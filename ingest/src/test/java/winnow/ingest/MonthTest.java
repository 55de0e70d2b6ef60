package winnow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import winnow.config.Settings;
import winnow.http.Fetched;
import winnow.http.Fetcher;
import winnow.http.Validators;
import winnow.ingest.announcement.Calendar;
import winnow.ingest.arxiv.Arxiv;
import winnow.kafka.KafkaTroubleException;
import winnow.model.Announcement.Verdict;
import winnow.model.Health;

/**
 * Thirty days of an arXiv that fails in all the ways it is known to, in time that passes only where
 * the program waits or the server takes its time.
 */
class MonthTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-06-01");
  private static final LocalDate END = LocalDate.parse("2026-07-01");
  private static final Duration GAP = Duration.ofSeconds(3);
  private static final List<String> CATEGORIES = List.of("cs.LG", "cs.CL", "stat.ML");

  private final HeardFeedLog heard = new HeardFeedLog();
  private final PassingClock clock = new PassingClock();
  private final ReplicaOfArxiv arxiv = new ReplicaOfArxiv(CATEGORIES, FIRST, END);
  private final List<Instant> asked = new ArrayList<>();
  private final List<Instant> answered = new ArrayList<>();
  private final Set<String> stale = new TreeSet<>();
  private final Random random = new Random(20260601);
  private int kills;

  @Test
  void month_ofEveryKnownFaultAndManyKills_losesNoPaperAndSaysTheTruthOfEachDay() {
    Ingest ingest = ingest();
    for (LocalDate day = FIRST; day.isBefore(END.plusDays(1)); day = day.plusDays(1)) {
      if (arxiv.weAreAway(day)) {
        ingest = ingest(); // and come back as a new process
        continue;
      }
      for (int hour = 1; hour < 24; hour += 2) {
        clock.passTo(Calendar.startOf(day).plus(Duration.ofHours(hour)));
        try {
          ingest.poll();
        } catch (KafkaTroubleException killed) {
          assertThat(killed).hasRootCauseInstanceOf(Killed.class);
          ingest = ingest(); // another worker, which knows what was written and no more
        }
        heard.states.values().stream()
            .filter(state -> state.health() == Health.STALE)
            .forEach(state -> stale.add(state.feed() + " " + Calendar.dayOf(clock.instant())));
      }
    }

    Set<String> ids = new TreeSet<>();
    heard.sightings.forEach(one -> ids.add(one.key().value()));
    assertThat(ids).isEqualTo(arxiv.ids());
    assertThat(verdicts()).isEqualTo(arxiv.truth());
    assertThat(stale).isEqualTo(arxiv.stale());
    assertThat(heard.state("arxiv:cs.XX").health()).isEqualTo(Health.REFUSED);
    assertThat(heard.announcements.values())
        .filteredOn(one -> one.category().equals("cs.XX"))
        .noneMatch(one -> one.verdict() == Verdict.COMPLETE || one.verdict() == Verdict.QUIET);
    for (int i = 1; i < asked.size(); i++) {
      assertThat(Duration.between(answered.get(i - 1), asked.get(i)))
          .as("request %d at %s", i, asked.get(i))
          .isGreaterThanOrEqualTo(GAP);
    }
    System.out.printf(
        "month: %d papers, %d verdicts, %d stale mornings, %d kills, %d requests, none within %d s%n",
        ids.size(), verdicts().size(), stale.size(), kills, asked.size(), GAP.toSeconds());
    assertThat(kills).isGreaterThan(10);
  }

  private Map<String, Verdict> verdicts() {
    Map<String, Verdict> verdicts = new TreeMap<>();
    heard.announcements.forEach(
        (key, one) -> {
          if (CATEGORIES.contains(one.category()) && one.date().isBefore(END)) {
            verdicts.put(key, one.verdict());
          }
        });
    return verdicts;
  }

  private Ingest ingest() {
    Arxiv source = new Arxiv(URI.create("https://rss.arxiv.org/rss"));
    List<Feed> feeds = new ArrayList<>();
    for (String category : List.of("cs.XX", "cs.LG", "cs.CL", "stat.ML")) {
      feeds.add(
          Feed.of(
              new Settings.Feed(category, null, null, null, null, null),
              Map.of("arxiv", source),
              Map.of()));
    }
    PacedFetcher paced = new PacedFetcher(this::fetch);
    Archive archive = Arxiv.archive(URI.create("https://export.arxiv.org/api/query"));
    return new Ingest(
        feeds,
        heard,
        new Poller(this::fetch, heard, clock, new SimpleMeterRegistry()),
        new Witnessing(
            paced, heard, List.of(Arxiv.listing(URI.create("https://arxiv.org/list"))), archive),
        new Lookups(heard, paced, Map.of(), Map.of(), new SimpleMeterRegistry()),
        Optional.empty(),
        clock,
        clock::pass);
  }

  private Fetched fetch(URI address, Validators validators, Fetcher.Trust trust) {
    asked.add(clock.instant());
    Fetched fetched = arxiv.answer(address, clock.instant());
    clock.pass(Duration.ofMillis(300));
    answered.add(clock.instant());
    if (random.nextInt(60) == 0) {
      kills++;
      throw new Killed();
    }
    return fetched;
  }

  /** Ends a worker after it was answered and before it wrote anything of that. */
  private static final class Killed extends IllegalStateException {
    private static final long serialVersionUID = 1;
  }

  /** Moves when somebody waits, and is moved on to the next round. */
  private static final class PassingClock extends Clock {
    private Instant now = Instant.EPOCH;

    void pass(Duration time) {
      now = now.plus(time);
    }

    void passTo(Instant then) {
      now = then.isAfter(now) ? then : now;
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
