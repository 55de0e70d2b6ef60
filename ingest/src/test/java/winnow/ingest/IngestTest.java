package winnow.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import winnow.config.Settings;
import winnow.http.Fetched;
import winnow.http.Validators;
import winnow.ingest.arxiv.Arxiv;
import winnow.ingest.web.Web;
import winnow.kafka.KafkaTroubleException;
import winnow.model.Identifier;
import winnow.model.Lookup;

class IngestTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-03T06:00:00Z"), ZoneOffset.UTC);

  private final HeardFeedLog heard = new HeardFeedLog();
  private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());

  @Test
  void poll_feedsOfOneProvider_takeTurnsWithAGap() {
    List<String> asked = Collections.synchronizedList(new ArrayList<>());
    Ingest ingest =
        ingest(
            address -> {
              asked.add(address.getPath());
              return batch();
            },
            arxiv("cs.LG"),
            arxiv("cs.CL"),
            arxiv("cs.AI"));

    PollReport report = ingest.poll();

    assertThat(asked).containsExactly("/rss/cs.LG", "/rss/cs.CL", "/rss/cs.AI");
    assertThat(pauses).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(3));
    assertThat(report.fetched()).isEqualTo(3);
    assertThat(report.sightings()).isEqualTo(6);
    assertThat(report.entries())
        .isEqualTo(report.fresh() + report.known() + report.ignored() + report.rejected());
  }

  @Test
  void poll_severalProviders_areAskedAtTheSameTime() {
    CountDownLatch both = new CountDownLatch(2);
    Ingest ingest =
        ingest(
            address -> {
              both.countDown();
              return await(both) ? batch() : new Fetched.Failed("the other was not asked");
            },
            arxiv("cs.LG"),
            web("https://lab.example.org/feed"));

    assertThat(ingest.poll().failed()).isZero();
  }

  @Test
  void poll_fifteenProvidersAreSlow_theSixteenthIsReadMeanwhile() {
    CountDownLatch read = new CountDownLatch(1);
    Feed[] feeds =
        IntStream.range(0, 16)
            .mapToObj(i -> web("https://lab-" + i + ".example.org/feed"))
            .toArray(Feed[]::new);
    Ingest ingest =
        ingest(
            address ->
                address.getHost().startsWith("lab-15.") || await(read)
                    ? batch()
                    : new Fetched.Failed("the sixteenth was not read"),
            feeds);

    PollReport report =
        ingest.poll(
            turn -> {
              if (turn.feed().equals(feeds[15].id())) {
                read.countDown();
              }
            });

    assertThat(report.failed()).isZero();
  }

  @Test
  void poll_oneFeedFails_theOthersHaveTheirTurns() {
    List<Turn> told = new ArrayList<>();
    Ingest ingest =
        ingest(
            address ->
                address.getPath().endsWith("cs.CL")
                    ? new Fetched.Failed("connection reset")
                    : batch(),
            arxiv("cs.LG"),
            arxiv("cs.CL"),
            arxiv("cs.AI"));

    PollReport report = ingest.poll(told::add);

    assertThat(report.turns())
        .extracting(turn -> turn.feed() + " " + turn.outcome())
        .containsExactly("arxiv:cs.LG FETCHED", "arxiv:cs.CL FAILED", "arxiv:cs.AI FETCHED");
    assertThat(told).isEqualTo(report.turns());
  }

  @Test
  void poll_again_asksOnlyWhatIsDue() {
    Ingest ingest =
        ingest(
            address ->
                address.getPath().endsWith("cs.CL")
                    ? new Fetched.Refused(403, "HTTP 403")
                    : batch(),
            arxiv("cs.LG"),
            arxiv("cs.CL"));

    ingest.poll();
    PollReport again = ingest.poll();

    assertThat(again.waiting()).isEqualTo(1);
    assertThat(again.fetched()).isEqualTo(1);
    assertThat(again.sightings()).isZero();
    assertThat(again.known()).isEqualTo(2);
  }

  @Test
  void lookUp_afterFeedsOfTheProvider_keepsTheGapAndAsksOnce() {
    heard.lookups.add(
        new Lookup(Identifier.parse("arxiv:2606.00001"), "arxiv", null, "no title", Instant.EPOCH));
    List<String> asked = Collections.synchronizedList(new ArrayList<>());
    Ingest ingest =
        ingest(
            address -> {
              asked.add(address.getPath());
              return address.getPath().startsWith("/rss/")
                  ? batch()
                  : new Fetched.Failed("no route to host");
            },
            arxiv("cs.LG"));

    ingest.poll();
    LookupReport first = ingest.lookUp();
    LookupReport second = ingest.lookUp();

    assertThat(asked).containsExactly("/rss/cs.LG", "/api/query");
    assertThat(pauses).containsExactly(Duration.ofSeconds(3));
    assertThat(first).isEqualTo(new LookupReport(0, 1, 0, 0));
    assertThat(second).isEqualTo(LookupReport.NOTHING);
  }

  @Test
  void poll_logFails_isThrown() {
    heard.trouble = new KafkaTroubleException("no broker", null);
    Ingest ingest = ingest(address -> batch(), arxiv("cs.LG"));

    assertThatThrownBy(ingest::poll)
        .isInstanceOf(KafkaTroubleException.class)
        .hasMessageContaining("no broker");
  }

  @Test
  void feed_ofEachKind_isAskedWhereTheConfigurationSays() {
    Map<String, Source> sources =
        Map.of("arxiv", new Arxiv(URI.create("http://127.0.0.1:1/rss")), "web", new Web());
    URI elsewhere = URI.create("http://127.0.0.1:2/x");

    assertThat(
            Feed.of(
                    new Settings.Feed("cs.LG", null, null, "my-own-name", null, null),
                    sources,
                    Map.of())
                .address())
        .hasToString("http://127.0.0.1:1/rss/cs.LG");
    assertThat(
            Feed.of(
                    new Settings.Feed("cs.LG", null, null, null, elsewhere, null),
                    sources,
                    Map.of())
                .address())
        .isEqualTo(elsewhere);
    assertThat(
            Feed.of(new Settings.Feed(null, null, elsewhere, "blog", null, null), sources, Map.of())
                .address())
        .isEqualTo(elsewhere);
  }

  private Ingest ingest(Function<URI, Fetched> answers, Feed... feeds) {
    PacedFetcher paced = new PacedFetcher(Answers.to(answers));
    Poller poller = new Poller(paced, heard, CLOCK, new SimpleMeterRegistry());
    Archive archive = Arxiv.archive(URI.create("https://export.arxiv.org/api/query"));
    Witnessing none = new Witnessing(paced, heard, List.of(), archive);
    Lookups lookups =
        new Lookups(
            heard,
            paced,
            Map.of(Identifier.Kind.ARXIV, List.of(archive)),
            Map.of(),
            new SimpleMeterRegistry());
    return new Ingest(
        List.of(feeds), heard, poller, none, lookups, Optional.empty(), CLOCK, pauses::add);
  }

  private static Feed arxiv(String category) {
    return Feed.of(
        new Settings.Feed(category, null, null, null, null, null),
        Map.of("arxiv", new Arxiv(URI.create("https://rss.arxiv.org/rss"))),
        Map.of());
  }

  private static Feed web(String address) {
    return Feed.of(
        new Settings.Feed(null, null, URI.create(address), null, null, null),
        Map.of("web", new Web()),
        Map.of());
  }

  private static Fetched batch() {
    return new Fetched.Fresh(Recordings.document("arxiv/batch.rss.xml"), Validators.NONE);
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
