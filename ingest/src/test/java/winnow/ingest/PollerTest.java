package winnow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.http.WebFetcher;
import winnow.ingest.arxiv.Arxiv;
import winnow.model.FeedId;
import winnow.model.FeedState;
import winnow.model.Health;

/** Turns against a real server and the real fetcher. */
class PollerTest {
  private static final Instant NOW = Instant.parse("2026-06-03T06:00:00Z");
  private static final String BATCH = Recordings.text("arxiv/batch.rss.xml");

  private final MockWebServer server = new MockWebServer();
  private final HeardFeedLog heard = new HeardFeedLog();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private static final Duration GAP = Duration.ofSeconds(3);

  private final List<Duration> pauses = new ArrayList<>();
  private WebFetcher fetcher;

  @BeforeEach
  void start() throws Exception {
    server.start();
    fetcher = new WebFetcher("winnow-test", WebFetcher.Limits.DEFAULT, at(NOW));
  }

  @AfterEach
  void stop() {
    fetcher.close();
    server.close();
  }

  @Test
  void poll_freshDocument_writesSightingsStateAndDeadLettersTogether() throws Exception {
    server.enqueue(ok(BATCH).addHeader("ETag", "\"one\"").build());

    Turn turn = poll(NOW);

    assertThat(turn)
        .isEqualTo(
            new Turn(new FeedId("arxiv:cs.LG"), Turn.Outcome.FETCHED, 3, 2, 0, 0, 1, 2, 1, null));
    assertThat(heard.appends).isEqualTo(1);
    assertThat(heard.sightings).hasSize(2).allMatch(s -> s.seenAt().equals(NOW));
    assertThat(heard.rejected).hasSize(1);
    FeedState state = heard.state("arxiv:cs.LG");
    assertThat(state.health()).isEqualTo(Health.WELL);
    assertThat(state.etag()).isEqualTo("\"one\"");
    assertThat(state.emitted()).hasSize(3);
  }

  @Test
  void poll_again_asksWithValidatorsAndWritesOnlyTheState() throws Exception {
    server.enqueue(
        ok(BATCH).addHeader("ETag", "\"one\"").addHeader("Last-Modified", "yesterday").build());
    server.enqueue(new MockResponse.Builder().code(304).build());

    poll(NOW);
    Turn turn = poll(NOW.plusSeconds(60));

    assertThat(turn.outcome()).isEqualTo(Turn.Outcome.UNCHANGED);
    server.takeRequest();
    var second = server.takeRequest();
    assertThat(second.getHeaders().get("If-None-Match")).isEqualTo("\"one\"");
    assertThat(second.getHeaders().get("If-Modified-Since")).isEqualTo("yesterday");
    assertThat(heard.sightings).hasSize(2);
    assertThat(heard.state("arxiv:cs.LG").polledAt()).isEqualTo(NOW.plusSeconds(60));
    assertThat(heard.state("arxiv:cs.LG").health()).isEqualTo(Health.WELL);
  }

  @Test
  void poll_sameDocumentWithoutValidators_tellsNothingTwice() throws Exception {
    server.enqueue(ok(BATCH).build());
    server.enqueue(ok(BATCH).build());

    poll(NOW);
    Turn turn = poll(NOW.plusSeconds(60));

    assertThat(turn.known()).isEqualTo(2);
    assertThat(turn.rejected()).isEqualTo(1);
    assertThat(turn.deadLetters()).isZero();
    assertThat(heard.sightings).hasSize(2);
    assertThat(heard.rejected).hasSize(1);
  }

  @Test
  void poll_redirects_keepTheGapBeforeEachRequest() throws Exception {
    server.enqueue(redirect(server.url("/b").toString()));
    server.enqueue(redirect(server.url("/c").toString()));
    server.enqueue(ok(BATCH).build());

    Turn turn = poll(NOW, GAP, pauses::add);

    assertThat(turn.outcome()).isEqualTo(Turn.Outcome.FETCHED);
    assertThat(pauses).containsExactly(GAP, GAP);
  }

  @Test
  void poll_ledToAnotherProvider_doesNotSpendItsPatience() throws Exception {
    server.enqueue(redirect("http://www.reddit.com/r/x.rss?feed=secret"));

    Turn turn = poll(NOW, GAP, pauses::add);

    assertThat(turn.outcome()).isEqualTo(Turn.Outcome.FAILED);
    assertThat(turn.reason())
        .isEqualTo("led to www.reddit.com, which reddit's pace is kept for; name it instead");
    assertThat(heard.state("arxiv:cs.LG").health()).isEqualTo(Health.REFUSED);
    assertThat(pauses).isEmpty();
  }

  @Test
  void poll_unchangedThoughNeverAsked_isNoSuccess() throws Exception {
    server.enqueue(new MockResponse.Builder().code(304).build());

    Turn turn = poll(NOW);

    assertThat(turn.outcome()).isEqualTo(Turn.Outcome.FAILED);
    assertThat(heard.state("arxiv:cs.LG").health()).isEqualTo(Health.UNREACHABLE);
  }

  @Test
  void poll_serverAsksForTime_waitsThatLong() throws Exception {
    server.enqueue(new MockResponse.Builder().code(429).addHeader("Retry-After", "4200").build());

    Turn asked = poll(NOW);
    Turn waiting = poll(NOW.plusSeconds(4199));

    assertThat(asked.outcome()).isEqualTo(Turn.Outcome.FAILED);
    assertThat(asked.reason()).contains("HTTP 429");
    assertThat(waiting.outcome()).isEqualTo(Turn.Outcome.WAITING);
    assertThat(waiting.reason()).endsWith("; not before 2026-06-03T07:10:00Z");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void poll_refused_leavesTheFeedAlone() throws Exception {
    server.enqueue(new MockResponse.Builder().code(403).body("no").build());

    Turn turn = poll(NOW);

    assertThat(turn.reason()).isEqualTo("HTTP 403");
    assertThat(heard.state("arxiv:cs.LG").health()).isEqualTo(Health.REFUSED);
    assertThat(heard.state("arxiv:cs.LG").pause()).isEqualTo(Duration.ofMinutes(15));
  }

  static Stream<Arguments> broken() throws Exception {
    Buffer zeros = new Buffer();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zeros.outputStream())) {
      byte[] million = new byte[1 << 20];
      for (int i = 0; i < 300; i++) {
        gzip.write(million);
      }
    }
    String dtd =
        "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
    return Stream.of(
        Arguments.of(
            "truncated XML",
            ok(BATCH.substring(0, BATCH.length() / 2)),
            Health.BROKEN,
            "is cut off or no well-formed XML"),
        Arguments.of(
            "HTML with status 200",
            ok("<!doctype html><html><body>Maintenance</body></html>"),
            Health.BROKEN,
            "is an HTML page, not a feed"),
        Arguments.of("empty body", ok(""), Health.BROKEN, "the body is empty"),
        Arguments.of(
            "zeros in gzip",
            new MockResponse.Builder().addHeader("Content-Encoding", "gzip").body(zeros),
            Health.UNREACHABLE,
            "body is longer than"),
        Arguments.of(
            "external entity",
            ok(dtd + "<rss version=\"2.0\"><channel><title>&x;</title></channel></rss>"),
            Health.BROKEN,
            "declares a DOCTYPE"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void poll_brokenDocument_costsThatTurnAndNothingElse(
      String name, MockResponse.Builder answer, Health health, String reason) throws Exception {
    server.enqueue(ok(BATCH).addHeader("ETag", "\"one\"").build());
    server.enqueue(answer.addHeader("ETag", "\"broken\"").build());
    server.enqueue(ok(BATCH.replace("2606.00011v1", "2606.00011v2")).build());
    poll(NOW);
    List<String> emitted = heard.state("arxiv:cs.LG").emitted();
    int deadLetters = heard.rejected.size();

    Turn turn = poll(NOW.plus(Duration.ofHours(1)));

    assertThat(turn.outcome()).isEqualTo(Turn.Outcome.FAILED);
    assertThat(turn.reason()).startsWith(reason);
    FeedState state = heard.state("arxiv:cs.LG");
    assertThat(state.health()).isEqualTo(health);
    assertThat(state.reason()).startsWith(reason);
    assertThat(state.etag()).isEqualTo("\"one\"");
    assertThat(state.emitted()).containsAll(emitted);
    assertThat(heard.rejected.size() - deadLetters)
        .isEqualTo(health == Health.BROKEN ? 1 : 0)
        .isEqualTo(turn.deadLetters());

    Turn healed = poll(NOW.plus(Duration.ofHours(2)));

    assertThat(healed.outcome()).isEqualTo(Turn.Outcome.FETCHED);
    assertThat(healed.fresh()).isEqualTo(1);
    assertThat(heard.state("arxiv:cs.LG").health()).isEqualTo(Health.WELL);
  }

  @Test
  void poll_everyDateAbsurd_readsTheRestAndSaysSo() throws Exception {
    server.enqueue(
        ok(BATCH.replaceAll("<pubDate>[^<]*<", "<pubDate>Mon, 01 Jan 0001 00:00:00 GMT<")).build());

    Turn turn = poll(NOW);

    assertThat(turn.sightings()).isEqualTo(2);
    assertThat(turn.reason()).isEqualTo("1 date out of range, left out");
    assertThat(heard.state("arxiv:cs.LG").reason()).isEqualTo(turn.reason());
  }

  @Test
  void poll_sameBrokenDocumentAgain_isOneDeadLetter() throws Exception {
    server.enqueue(ok("<html/>").build());
    server.enqueue(ok("<html/>").build());

    poll(NOW);
    Turn again = poll(NOW.plus(Duration.ofHours(1)));

    assertThat(again.outcome()).isEqualTo(Turn.Outcome.FAILED);
    assertThat(again.deadLetters()).isZero();
    assertThat(heard.rejected).hasSize(1);
    assertThat(new String(heard.rejected.get(0).original(), StandardCharsets.UTF_8))
        .isEqualTo("<html/>");
  }

  @Test
  void poll_hugeBrokenDocument_keepsItsBeginning() throws Exception {
    server.enqueue(ok("<html>" + "x".repeat(1 << 20)).build());

    poll(NOW);

    assertThat(heard.rejected.get(0).original()).hasSize(Rejected.LONGEST);
  }

  @Test
  void counters_afterTurnsOfEveryKind_addUp() throws Exception {
    server.enqueue(ok(BATCH).addHeader("ETag", "\"one\"").build());
    server.enqueue(new MockResponse.Builder().code(304).build());
    server.enqueue(ok(BATCH).build());
    server.enqueue(ok("<html/>").build());
    server.enqueue(new MockResponse.Builder().code(503).build());
    server.enqueue(new MockResponse.Builder().code(404).build());
    int entries = 0;
    for (int day = 0; day < 6; day++) {
      entries += poll(NOW.plus(Duration.ofDays(day))).entries();
    }
    server.close();
    poll(NOW.plus(Duration.ofDays(6)));

    assertThat(server.getRequestCount()).isEqualTo(6);
    assertThat(fetches("fresh")).isEqualTo(3);
    assertThat(fetches("unchanged")).isEqualTo(1);
    assertThat(fetches("later")).isEqualTo(1);
    assertThat(fetches("refused")).isEqualTo(1);
    assertThat(fetches("failed")).isEqualTo(1);
    assertThat(entries("new") + entries("known") + entries("ignored") + entries("rejected"))
        .isEqualTo(entries)
        .isEqualTo(6);
  }

  private double fetches(String outcome) {
    return meters
        .get("winnow.fetches")
        .tag("provider", "arxiv")
        .tag("outcome", outcome)
        .counter()
        .count();
  }

  private double entries(String outcome) {
    return meters
        .get("winnow.entries")
        .tag("feed", "arxiv:cs.LG")
        .tag("outcome", outcome)
        .counters()
        .stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  private Turn poll(Instant now) throws Exception {
    Pause never =
        time -> {
          throw new AssertionError("waited " + time);
        };
    return poll(now, Duration.ZERO, never);
  }

  private Turn poll(Instant now, Duration gap, Pause pause) throws Exception {
    URI address = server.url("/rss/cs.LG").uri();
    Feed feed =
        new Feed(
            new FeedId("arxiv:cs.LG"),
            new Arxiv(URI.create("https://rss.arxiv.org/rss")),
            address,
            new Provider("arxiv", gap, Map.of()),
            "cs.LG");
    return new Poller(new PacedFetcher(fetcher), heard, at(now), meters)
        .poll(feed, new Pace("arxiv", heard, at(now), pause));
  }

  private static MockResponse redirect(String to) {
    return new MockResponse.Builder().code(302).addHeader("Location", to).build();
  }

  private static MockResponse.Builder ok(String body) {
    return new MockResponse.Builder().body(body);
  }

  private static Clock at(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }
}
