package winnow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import winnow.config.Settings;
import winnow.http.Document;
import winnow.http.Fetched;
import winnow.http.Fetcher;
import winnow.http.Validators;
import winnow.ingest.announcement.Witness;
import winnow.ingest.arxiv.Arxiv;
import winnow.model.Announcement;
import winnow.model.Announcement.Verdict;
import winnow.model.Health;

/** Rounds over a small arXiv of our own: a feed, its listing and its archive. */
class WitnessingTest {
  private static final Instant TUESDAY = Instant.parse("2026-06-02T06:00:00Z");
  private static final LocalDate SINCE = LocalDate.parse("2026-05-29");
  private static final String BASE = "http://127.0.0.1:1";

  private final HeardFeedLog heard = new HeardFeedLog();
  private final List<String> asked = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final Map<String, Fetched> served = new LinkedHashMap<>();
  private final MovableClock clock = new MovableClock();

  @Test
  void poll_listingNamesWhatTheFeedLacks_itIsFilledFromTheArchive() {
    serve("/rss/cs.LG", feed("2606.00012", "2606.00013"));
    serve("/list/cs.LG/new?skip=0&show=2000", text("arxiv/listing-new.html"));
    serve(
        "/api?id_list=2501.00014,2606.00011,hep-th/9901001&max_results=3",
        text("arxiv/api.atom.xml"));

    ingest("listing", "api").poll();

    Announcement day = heard.announcement("cs.LG", "2026-06-02");
    assertThat(day.verdict()).isEqualTo(Verdict.PARTIAL); // hep-th/9901001 is not known there
    assertThat(day.witnesses().get(0).missing()).containsExactly("hep-th/9901001");
    assertThat(day.witnesses().get(0).filled()).containsExactly("2501.00014", "2606.00011");
    assertThat(heard.sightings)
        .extracting(one -> one.feed() + " " + one.key())
        .containsExactly(
            "arxiv:cs.LG arxiv:2606.00012",
            "arxiv:cs.LG arxiv:2606.00013",
            "arxiv:api arxiv:2606.00011",
            "arxiv:api arxiv:2501.00014");
  }

  @Test
  void poll_everythingNamedIsThere_isCompleteAndNobodyIsAskedAgain() {
    serve(
        "/rss/cs.LG",
        feed("2606.00011", "2606.00012", "2606.00013", "2501.00014", "hep-th/9901001"));
    serve("/list/cs.LG/new?skip=0&show=2000", text("arxiv/listing-new.html"));
    Ingest ingest = ingest("listing", "api");

    ingest.poll();
    clock.now = TUESDAY.plus(Duration.ofHours(3));
    ingest.poll();

    assertThat(heard.announcement("cs.LG", "2026-06-02").verdict()).isEqualTo(Verdict.COMPLETE);
    assertThat(asked).filteredOn(path -> path.startsWith("/list/cs.LG")).hasSize(1);
    assertThat(asked).filteredOn(path -> path.equals("/rss/cs.LG")).hasSize(2);
  }

  @Test
  void poll_witnessIsUnwell_theNextOneIsAsked() {
    serve("/rss/cs.LG", feed("2606.00011"));
    served.put("/list/cs.LG/new?skip=0&show=2000", new Fetched.Failed("connection reset"));
    serve(
        "/oai?verb=ListRecords&metadataPrefix=arXivRaw&set=cs:cs:LG&from=2026-06-02&until=2026-06-02",
        "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><error code=\"badArgument\">no"
            + "</error></OAI-PMH>");

    ingest("listing", "oai").poll();

    Announcement day = heard.announcement("cs.LG", "2026-06-02");
    assertThat(day.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(day.reasons())
        .contains("listing: connection reset", "oai: OAI-PMH answers with an error: no");
  }

  @Test
  void poll_oneWitnessAlone_isNotTheEndOfAsking() {
    clock.now = Instant.parse("2026-06-01T06:00:00Z");
    serve("/rss/cs.LG", feed("2606.00001"));
    ingest("listing", "oai").poll();
    clock.now = Instant.parse("2026-06-05T06:00:00Z"); // on Wednesday there was nothing
    serve("/list/cs.LG/recent?skip=0&show=2000", text("arxiv/listing-recent.html"));
    serve(
        "/oai?verb=ListRecords&metadataPrefix=arXivRaw&set=cs:cs:LG&from=2026-06-03&until=2026-06-03",
        "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><error"
            + " code=\"noRecordsMatch\"/></OAI-PMH>");

    ingest("listing", "oai").poll();

    assertThat(heard.announcement("cs.LG", "2026-06-03").verdict()).isEqualTo(Verdict.QUIET);
  }

  @Test
  void poll_aWitnessThatAsksForTime_keepsNoFeedFromTheOneBefore() {
    serve("/rss/cs.LG", feed("2606.00001"));
    serve("/rss/cs.CL", feed("2606.00011"));
    served.put(apiOf("cs.LG", "2026-06-02"), new Fetched.Later(Duration.ofHours(2), "503", false));

    ingest("listing", "api").poll();

    assertThat(asked)
        .contains("/list/cs.LG/new?skip=0&show=2000", "/list/cs.CL/new?skip=0&show=2000")
        .contains(apiOf("cs.LG", "2026-06-02"))
        .doesNotContain(apiOf("cs.CL", "2026-06-02"));
  }

  @Test
  void poll_theProviderAsksForTime_nothingOfItIsAskedUntilThen() {
    served.put("/rss/cs.LG", new Fetched.Later(Duration.ofHours(2), "HTTP 429", true));
    serve("/rss/cs.CL", feed("2606.00011"));
    Ingest ingest = ingest("listing");

    PollReport first = ingest.poll();
    assertThat(heard.state("arxiv:cs.LG").health()).isEqualTo(Health.BLOCKED);
    assertThat(heard.announcement("cs.LG", "2026-06-02").verdict()).isEqualTo(Verdict.BLOCKED);
    clock.now = TUESDAY.plus(Duration.ofMinutes(119));
    PollReport second = ingest("listing").poll(); // another run, which reads it from the log
    clock.now = TUESDAY.plus(Duration.ofMinutes(121));
    serve("/rss/cs.LG", feed("2606.00012"));
    PollReport third = ingest("listing").poll();

    assertThat(first.failed()).isEqualTo(1);
    assertThat(first.waiting()).isEqualTo(1);
    assertThat(second.waiting()).isEqualTo(2);
    assertThat(third.fetched()).isEqualTo(2);
  }

  @Test
  void poll_daysThatNobodyAsked_areFilledFromTheListingWithoutBeingTold() {
    clock.now = Instant.parse("2026-06-01T06:00:00Z");
    serve("/rss/cs.LG", feed("2606.00001"));
    ingest("listing").poll();
    clock.now = Instant.parse("2026-06-05T06:00:00Z");
    serve("/list/cs.LG/recent?skip=0&show=2000", text("arxiv/listing-recent.html"));
    serve("/api?id_list=2606.00011,2606.00012&max_results=2", text("arxiv/api.atom.xml"));

    ingest("listing").poll();

    Announcement tuesday = heard.announcement("cs.LG", "2026-06-02");
    assertThat(tuesday.rss()).isNull();
    assertThat(tuesday.witnesses().get(0).filled()).containsExactly("2606.00011");
    assertThat(tuesday.verdict()).isEqualTo(Verdict.PARTIAL);
    assertThat(heard.announcement("cs.LG", "2026-06-03").verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(heard.announcement("cs.LG", "2026-06-05").rss().reason())
        .isEqualTo("the batch of 2026-06-01 again");
    assertThat(heard.state("arxiv:cs.LG").health()).isEqualTo(Health.STALE);
  }

  @Test
  void poll_feedOfAnotherHost_isNotJudgedByArxivItself() {
    Map<String, Source> sources = Map.of("arxiv", new Arxiv(URI.create(BASE + "/rss")));
    Feed mirror =
        Feed.of(new Settings.Feed("cs.LG", null, null, null, null, null), sources, Map.of());
    serve("/rss/cs.LG", feed("2606.00011"));
    Fetcher fetcher = fetcher();
    Witness listing = Arxiv.listing(URI.create("https://arxiv.org/list"));
    Witnessing witnessing =
        new Witnessing(
            new PacedFetcher(fetcher),
            heard,
            List.of(listing),
            Arxiv.archive(URI.create("https://arxiv.org/api")));

    new Ingest(
            List.of(mirror),
            heard,
            new Poller(new PacedFetcher(fetcher), heard, clock, new SimpleMeterRegistry()),
            witnessing,
            noLookups(fetcher),
            Optional.empty(),
            clock,
            pauses::add)
        .poll();

    assertThat(asked).containsExactly("/rss/cs.LG");
  }

  @Test
  void poll_witnessesAndFeeds_keepOneGap() {
    serve("/rss/cs.LG", feed("2606.00012"));
    serve("/list/cs.LG/new?skip=0&show=2000", text("arxiv/listing-nothing.html"));
    Settings.Provider slow = new Settings.Provider(List.of(), Duration.ofSeconds(3));

    ingest(Map.of("arxiv", slow), "listing").poll();

    assertThat(asked).hasSizeGreaterThanOrEqualTo(4);
    assertThat(pauses).hasSize(asked.size() - 1).containsOnly(Duration.ofSeconds(3));
  }

  @Test
  void backfill_brokenOffByItsProvider_goesOnWhereItWas() {
    String friday = apiOf("cs.LG", "2026-05-29");
    String monday = apiOf("cs.LG", "2026-06-01");
    String others = apiOf("cs.CL", "2026-05-29");
    String onMonday = apiOf("cs.CL", "2026-06-01");
    serve(friday, api("2605.00001", "2605.00002"));
    serve(others, api());
    serve(onMonday, api());
    served.put(monday, new Fetched.Later(Duration.ofMinutes(5), "HTTP 429", true));
    List<Integer> told = new ArrayList<>();

    Backfill first = ingest("listing", "api").backfill(SINCE, far -> told.add(far.asked()));
    serve(monday, api("2606.00001"));
    clock.now = TUESDAY.plus(Duration.ofMinutes(6));
    Backfill second = ingest("listing", "api").backfill(SINCE, far -> told.add(far.asked()));
    Backfill third = ingest("listing", "api").backfill(SINCE, far -> told.add(far.asked()));

    assertThat(first)
        .isEqualTo(
            new Backfill(4, 1, 0, 0, "arxiv asked to be left alone until 2026-06-02T06:05:00Z"));
    assertThat(second).isEqualTo(new Backfill(3, 3, 0, 0, ""));
    assertThat(third).isEqualTo(new Backfill(0, 0, 0, 0, ""));
    assertThat(told).containsExactly(1, 1, 2, 3);
    assertThat(asked).containsExactly(friday, monday, monday, others, onMonday);
    assertThat(heard.sightings)
        .extracting(one -> one.key().value())
        .containsExactly("2605.00001", "2605.00002", "2606.00001");
    assertThat(heard.announcement("cs.LG", "2026-05-29").verdict()).isNotEqualTo(Verdict.COMPLETE);
  }

  @Test
  void backfill_nobodyKnowsTheDay_isCountedAndTheNextIsAsked() {
    serve(apiOf("cs.LG", "2026-06-01"), api("2606.00001"));
    serve(apiOf("cs.CL", "2026-05-29"), api());
    serve(apiOf("cs.CL", "2026-06-01"), api());

    Backfill backfill = ingest("api").backfill(SINCE, far -> {});

    assertThat(backfill).isEqualTo(new Backfill(4, 4, 1, 0, ""));
    assertThat(heard.sightings).hasSize(1);
  }

  private Ingest ingest(String... witnesses) {
    return ingest(Map.of(), witnesses);
  }

  private Ingest ingest(Map<String, Settings.Provider> providers, String... witnesses) {
    Map<String, Source> sources = Map.of("arxiv", new Arxiv(URI.create(BASE + "/rss")));
    List<Feed> feeds =
        List.of("cs.LG", "cs.CL").stream()
            .map(category -> new Settings.Feed(category, null, null, null, null, null))
            .map(feed -> Feed.of(feed, sources, providers))
            .toList();
    Map<String, Witness> all =
        Map.of(
            "listing", Arxiv.listing(URI.create(BASE + "/list")),
            "api", Arxiv.api(URI.create(BASE + "/api")),
            "oai", Arxiv.oai(URI.create(BASE + "/oai")));
    Fetcher fetcher = fetcher();
    return new Ingest(
        feeds,
        heard,
        new Poller(new PacedFetcher(fetcher), heard, clock, new SimpleMeterRegistry()),
        new Witnessing(
            new PacedFetcher(fetcher),
            heard,
            List.of(witnesses).stream().map(all::get).toList(),
            Arxiv.archive(URI.create(BASE + "/api"))),
        noLookups(fetcher),
        Optional.empty(),
        clock,
        pauses::add);
  }

  private Lookups noLookups(Fetcher fetcher) {
    return new Lookups(
        heard, new PacedFetcher(fetcher), Map.of(), Map.of(), new SimpleMeterRegistry());
  }

  private Fetcher fetcher() {
    return Answers.to(
        address -> {
          String path = address.toString().replace(BASE, "");
          asked.add(path);
          return served.getOrDefault(path, new Fetched.Refused(404, "HTTP 404"));
        });
  }

  private void serve(String path, String body) {
    served.put(
        path,
        new Fetched.Fresh(
            new Document(body.getBytes(StandardCharsets.UTF_8), null, URI.create(BASE + path)),
            Validators.NONE));
  }

  private static String text(String name) {
    return Recordings.text(name);
  }

  private static String apiOf(String category, String day) {
    return Arxiv.api(URI.create(BASE + "/api"))
        .address(category, LocalDate.parse(day), TUESDAY)
        .toString()
        .replace(BASE, "");
  }

  private static String api(String... ids) {
    StringBuilder entries = new StringBuilder();
    for (String id : ids) {
      entries.append(
          """
          <entry><id>http://arxiv.org/abs/%1$sv1</id><title>On %1$s</title><summary>So.</summary>
          <author><name>Ada One</name></author><category term="cs.LG"/></entry>
          """
              .formatted(id));
    }
    return """
        <feed xmlns="http://www.w3.org/2005/Atom" xmlns:o="http://a9.com/-/spec/opensearch/1.1/">
        <id>x</id><title>Query</title><o:totalResults>%d</o:totalResults>%s</feed>
        """
        .formatted(ids.length, entries);
  }

  private static String feed(String... ids) {
    StringBuilder items = new StringBuilder();
    for (String id : ids) {
      items.append(
          """
          <item><title>On %1$s</title><link>https://arxiv.org/abs/%1$s</link>
          <description>arXiv:%1$sv1 Announce Type: new
          Abstract: It is so.</description>
          <guid isPermaLink="false">oai:arXiv.org:%1$sv1</guid><category>cs.LG</category>
          <arxiv:announce_type>new</arxiv:announce_type></item>
          """
              .formatted(id));
    }
    return """
        <rss xmlns:arxiv="http://arxiv.org/schemas/atom" version="2.0"><channel>
        <title>cs.LG updates on arXiv.org</title><link>http://rss.arxiv.org/rss/cs.LG</link>
        <description>cs.LG updates</description>%s</channel></rss>
        """
        .formatted(items);
  }

  private static final class MovableClock extends Clock {
    private Instant now = TUESDAY;

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
