package winnow.ingest;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import winnow.config.Settings;
import winnow.config.SettingsFile;
import winnow.http.Call;
import winnow.http.Caller;
import winnow.http.Fetched;
import winnow.http.Fetcher;
import winnow.http.Pacing;
import winnow.http.Validators;
import winnow.http.WebFetcher;
import winnow.ingest.announcement.Calendar;
import winnow.ingest.arxiv.Arxiv;
import winnow.ingest.reddit.Reddit;
import winnow.kafka.KafkaTroubleException;
import winnow.model.Access;
import winnow.model.Announcement.Verdict;
import winnow.model.Fate;
import winnow.model.Health;
import winnow.model.Sighting;
import winnow.testing.Replica;
import winnow.testing.Replica.Request;
import winnow.testing.Scenario;
import winnow.testing.Scenario.Place;
import winnow.testing.SimulatedTime;

/**
 * A month of arXiv and Reddit failing in all the ways they are known to, asked over loopback, in
 * time that passes only where the program waits or the server takes its time, with a worker that is
 * killed again and again before or after a request.
 */
class MonthTest {
  private static final Duration ROUND = Duration.ofHours(2);
  private static final Duration ARXIV_GAP = Duration.ofSeconds(3);
  private static final Duration REDDIT_GAP = Duration.ofSeconds(2);
  private static final Duration OPEN_DOOR_GAP = Duration.ofMinutes(1);

  private final Scenario scenario = Scenario.month();
  private final SimulatedTime time = SimulatedTime.from(scenario.begins());
  private final Replica replica = new Replica(scenario, time);
  private final HeardFeedLog heard = new HeardFeedLog();
  private final WebFetcher web = new WebFetcher("test", WebFetcher.Limits.DEFAULT, time);
  private final Set<String> stale = new TreeSet<>();
  private final Random random = new Random(20260601);
  private final AtomicInteger kills = new AtomicInteger();

  @AfterEach
  void close() {
    web.close();
    replica.close();
  }

  @Test
  void month_ofEveryKnownFaultAndManyKills_losesNothingAndSaysTheTruthOfEachDay() throws Exception {
    liveThroughTheMonth();

    assertThat(difference(versions(), replica.truth().papers())).isEmpty();
    assertThat(difference(verdicts(), replica.truth().verdicts())).isEmpty();
    assertThat(stale).isEqualTo(replica.truth().stale());
    assertThat(heard.state("arxiv:cs.XX").health()).isEqualTo(Health.REFUSED);
    assertThat(heard.announcements.values())
        .filteredOn(one -> one.category().equals("cs.XX"))
        .noneMatch(one -> one.verdict() == Verdict.COMPLETE || one.verdict() == Verdict.QUIET);
    assertThat(heard.rejected)
        .extracting(Rejected::what)
        .containsExactly("document", "document"); // torn
    requireReddit();
    requirePace();
    assertThat(replica.log())
        .filteredOn(one -> one.status() == 302)
        .extracting(Request::provider)
        .contains("arxiv", "reddit");
    assertThat(kills.get()).isGreaterThan(10);
    System.out.printf(
        "month: %d papers, %d verdicts, %d stale mornings, %d kills, %d requests, least gap %s at"
            + " arXiv and %s at Reddit%n",
        versions().size(),
        verdicts().size(),
        stale.size(),
        kills.get(),
        replica.log().size(),
        replica.leastGap("arxiv").orElseThrow(),
        replica.leastGap("reddit").orElseThrow());
  }

  private void liveThroughTheMonth() throws Exception {
    Ingest ingest = ingest();
    boolean wasAway = false;
    Instant end = scenario.ends().plus(Duration.ofDays(2));
    for (Instant round = scenario.begins().plus(Duration.ofHours(1));
        round.isBefore(end);
        round = round.plus(ROUND)) {
      time.passTo(round);
      if (scenario.isAway(round)) {
        wasAway = true;
        continue;
      }
      ingest = pollUntilNobodyIsKilled(wasAway ? ingest() : ingest);
      wasAway = false;
      heard.states.values().stream()
          .filter(state -> state.health() == Health.STALE)
          .map(state -> state.feed().name() + "|" + Calendar.dayOf(time.instant()))
          .forEach(stale::add);
    }
  }

  /** Each that is killed is followed at once by another, which knows what was written, no more. */
  private Ingest pollUntilNobodyIsKilled(Ingest first) throws Exception {
    Ingest ingest = first;
    while (true) {
      try {
        ingest.poll();
        return ingest;
      } catch (KafkaTroubleException killed) {
        assertThat(killed).hasRootCauseInstanceOf(Killed.class);
        ingest = ingest();
      }
    }
  }

  /** What is not as it should be, with what it is and what it should be. */
  private static <V> Map<String, String> difference(Map<String, V> is, Map<String, V> should) {
    Map<String, String> difference = new TreeMap<>();
    Set<String> keys = new TreeSet<>(is.keySet());
    keys.addAll(should.keySet());
    for (String key : keys) {
      if (!Objects.equals(is.get(key), should.get(key))) {
        difference.put(key, is.get(key) + ", not " + should.get(key));
      }
    }
    return difference;
  }

  /** Each paper's highest version; 1 where only its name was heard. */
  private Map<String, Integer> versions() {
    Map<String, Integer> versions = new TreeMap<>();
    for (Sighting one : heard.sightings) {
      int version = Objects.requireNonNullElse(one.version(), 1);
      versions.merge(one.key().value(), version, Math::max);
    }
    return versions;
  }

  private Map<String, Verdict> verdicts() {
    Map<String, Verdict> verdicts = new TreeMap<>();
    heard.announcements.forEach(
        (key, one) -> {
          if (!one.category().equals("cs.XX") && replica.truth().isOf(one.date())) {
            verdicts.put(key, one.verdict());
          }
        });
    return verdicts;
  }

  private void requireReddit() {
    List<Sighting> posts =
        heard.sightings.stream().filter(one -> one.feed().value().startsWith("reddit:")).toList();
    assertThat(posts.stream().map(one -> one.key().value()).collect(toSet()))
        .isEqualTo(replica.truth().posted());
    assertThat(posts.stream().map(Sighting::access).collect(toSet()))
        .isEqualTo(EnumSet.allOf(Access.class));
    assertThat(posts)
        .filteredOn(one -> one.access() != Access.OAUTH)
        .allMatch(one -> one.engagement() == null);
    assertThat(
            posts.stream()
                .filter(one -> one.fate() == Fate.DELETED)
                .map(Sighting::entryId)
                .collect(toSet()))
        .isEqualTo(replica.truth().deleted());
    assertThat(heard.sightings).noneMatch(one -> one.toString().contains(Replica.POSTER));
  }

  /** From one answer to the next request, as the replica saw them. */
  private void requirePace() {
    Map<String, Request> last = new TreeMap<>();
    for (Request one : replica.log()) {
      Request before = last.put(one.provider(), one);
      Duration gap =
          one.provider().equals("arxiv")
              ? ARXIV_GAP
              : EnumSet.of(Place.TOKEN, Place.ANONYMOUS).contains(one.place())
                  ? OPEN_DOOR_GAP
                  : REDDIT_GAP;
      if (before != null) {
        assertThat(Duration.between(before.answered(), one.at()))
            .as("from %s to %s", before, one)
            .isGreaterThanOrEqualTo(gap);
      }
    }
  }

  private Ingest ingest() throws Exception {
    Settings settings =
        SettingsFile.read(
            "month", replica.settings().getBytes(StandardCharsets.UTF_8), Settings.class);
    Reddit reddit = new Reddit(settings.sources().reddit().feed());
    Map<String, Source> sources =
        Map.of("arxiv", new Arxiv(settings.sources().arxiv().rss()), "reddit", reddit);
    URI base = settings.sources().reddit().oauth();
    List<Door> doors =
        List.of(
            Reddit.oauth(base, base, Replica.ID, Replica.SECRET),
            reddit.token(Replica.TOKEN, Replica.USER),
            reddit.anonymous());
    List<Feed> feeds = new ArrayList<>();
    for (Settings.Feed one : settings.feeds()) {
      Feed feed = Feed.of(one, sources, settings.providers());
      feeds.add(one.reddit() == null ? feed : feed.through(new Doors(doors, this::call, heard)));
    }
    Settings.Arxiv arxiv = settings.sources().arxiv();
    PacedFetcher paced = new PacedFetcher(this::fetch);
    return new Ingest(
        feeds,
        heard,
        new Poller(paced, heard, time, new SimpleMeterRegistry()),
        new Witnessing(
            paced,
            heard,
            List.of(Arxiv.listing(arxiv.listing()), Arxiv.api(arxiv.api()), Arxiv.oai(arxiv.oai())),
            Arxiv.archive(arxiv.api())),
        new Lookups(heard, paced, Map.of(), Map.of(), new SimpleMeterRegistry()),
        Optional.empty(),
        time,
        time::pass);
  }

  private Fetched fetch(URI address, Validators validators, Fetcher.Trust trust, Pacing pacing)
      throws InterruptedException {
    maybeKill(120);
    Fetched fetched = web.fetch(address, validators, trust, pacing);
    maybeKill(60);
    return fetched;
  }

  private Caller.Called call(Call call, Pacing pacing) throws InterruptedException {
    maybeKill(120);
    Caller.Called called = web.call(call, pacing);
    maybeKill(60);
    return called;
  }

  private synchronized void maybeKill(int oneIn) {
    if (random.nextInt(oneIn) == 0) {
      kills.incrementAndGet();
      throw new Killed();
    }
  }

  /** Ends a worker between a request and what it would have written next. */
  private static final class Killed extends IllegalStateException {
    private static final long serialVersionUID = 1;
  }
}
