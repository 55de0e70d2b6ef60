package winnow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import winnow.http.Document;
import winnow.http.Fetched;
import winnow.http.Fetcher;
import winnow.http.Validators;
import winnow.model.FeedId;
import winnow.model.Health;
import winnow.model.Identifier;
import winnow.model.Inquiry;
import winnow.model.Lookup;
import winnow.model.Sighting;

/** Errands to archives that know what their answers' text says. */
class LookupsTest {
  private static final Instant NOW = Instant.parse("2026-06-03T06:00:00Z");

  private final HeardFeedLog heard = new HeardFeedLog();
  private final List<String> asked = new ArrayList<>();
  private final Map<String, Fetched> served = new LinkedHashMap<>();
  private Instant now = NOW;

  @Test
  void lookUp_firstArchiveDoesNotKnow_theNextAnswers() {
    ask("doi:10.1/x");
    served.put("/one/doi:10.1/x", new Fetched.Refused(404, "HTTP 404"));
    serve("/two/doi:10.1/x", "doi:10.1/x");

    LookupReport report = lookUp();

    assertThat(asked).containsExactly("/one/doi:10.1/x", "/two/doi:10.1/x");
    assertThat(report).isEqualTo(new LookupReport(1, 0, 0, 0));
    assertThat(heard.sightings).extracting(Sighting::title).containsExactly("On doi:10.1/x");
    assertThat(inquiry("doi:10.1/x").state()).isEqualTo(Inquiry.State.ANSWERED);
    assertThat(lookUp()).isEqualTo(LookupReport.NOTHING);
  }

  @Test
  void lookUp_nobodyKnows_saysWhoAndWhyAndEndsAfterSomeDays() {
    ask("doi:10.1/x");
    served.put("/one/doi:10.1/x", new Fetched.Refused(404, "HTTP 404"));
    serve("/two/doi:10.1/x", "");
    List<LookupReport> reports = new ArrayList<>();

    for (int hour = 0; hour < 24 * 30; hour++) {
      now = NOW.plus(Duration.ofHours(hour));
      reports.add(lookUp());
    }

    assertThat(inquiry("doi:10.1/x").reason()).isEqualTo("one: HTTP 404; two: does not know it");
    assertThat(inquiry("doi:10.1/x").state()).isEqualTo(Inquiry.State.GIVEN_UP);
    assertThat(reports.stream().mapToInt(LookupReport::tried).sum()).isEqualTo(5);
    assertThat(asked).hasSize(10);
  }

  @Test
  void lookUp_many_areAskedTogetherAndEachHasItsAnswer() {
    ask("arxiv:2606.00003", "arxiv:2606.00001", "arxiv:2606.00002");
    serve("/batch/arxiv:2606.00001,arxiv:2606.00002", "arxiv:2606.00001");
    serve("/batch/arxiv:2606.00003", "arxiv:2606.00003");

    LookupReport report = lookUp();

    assertThat(asked)
        .containsExactly("/batch/arxiv:2606.00001,arxiv:2606.00002", "/batch/arxiv:2606.00003");
    assertThat(report).isEqualTo(new LookupReport(2, 1, 0, 0));
    assertThat(inquiry("arxiv:2606.00002").again()).isEqualTo(NOW.plus(Duration.ofHours(1)));
  }

  @Test
  void lookUp_oneSpoilsTheQuestion_theOthersAreAskedWithoutIt() {
    ask("arxiv:2606.00001", "arxiv:2606.00002");
    served.put("/batch/arxiv:2606.00001,arxiv:2606.00002", new Fetched.Refused(400, "HTTP 400"));
    served.put("/batch/arxiv:2606.00001", new Fetched.Refused(400, "HTTP 400"));
    serve("/batch/arxiv:2606.00002", "arxiv:2606.00002");

    assertThat(lookUp()).isEqualTo(new LookupReport(1, 1, 0, 0));
    assertThat(inquiry("arxiv:2606.00001").reason()).isEqualTo("batch: HTTP 400");
  }

  @Test
  void lookUp_providerAsksForTime_waitsWithoutCountingATry() {
    ask("doi:10.1/a", "doi:10.1/b");
    served.put("/one/doi:10.1/a", new Fetched.Later(Duration.ofHours(2), "HTTP 429", true));

    LookupReport report = lookUp();
    now = NOW.plus(Duration.ofMinutes(119));
    LookupReport early = lookUp();

    assertThat(report).isEqualTo(new LookupReport(0, 0, 0, 2));
    assertThat(early.waiting()).isEqualTo(2);
    assertThat(asked).containsExactly("/one/doi:10.1/a");
    assertThat(heard.inquiries).isEmpty();
    assertThat(heard.state("provider:one.example.org").health()).isEqualTo(Health.BLOCKED);
  }

  @Test
  void lookUp_nobodyAnswers_isNotAskedAgainInThisRun() {
    ask("arxiv:2606.00001", "arxiv:2606.00002", "arxiv:2606.00003");
    served.put(
        "/batch/arxiv:2606.00001,arxiv:2606.00002", new Fetched.Failed("no answer within 10 s"));

    LookupReport report = lookUp();

    assertThat(asked).containsExactly("/batch/arxiv:2606.00001,arxiv:2606.00002");
    assertThat(report).isEqualTo(new LookupReport(0, 2, 0, 1));
    assertThat(inquiry("arxiv:2606.00001").reason()).isEqualTo("batch: no answer within 10 s");
  }

  @Test
  void lookUp_moreThanAProviderBears_theRestWaitsForTheNextRun() {
    String[] many = IntStream.range(100, 150).mapToObj(i -> "doi:10.1/" + i).toArray(String[]::new);
    ask(many);
    for (String one : many) {
      serve("/one/" + one, one);
    }

    LookupReport first = lookUp();
    LookupReport second = lookUp();

    assertThat(first).isEqualTo(new LookupReport(40, 0, 0, 10));
    assertThat(second).isEqualTo(new LookupReport(10, 0, 0, 0));
  }

  @Test
  void lookUp_kindThatNobodyIsAskedAbout_isLeftAlone() {
    ask("acl:2023.acl-long.1");

    assertThat(lookUp()).isEqualTo(LookupReport.NOTHING);
    assertThat(asked).isEmpty();
  }

  @Test
  void lookUp_answerThatCannotBeRead_saysWhy() {
    ask("arxiv:2606.00001");
    serve("/batch/arxiv:2606.00001", "garbage");

    lookUp();

    assertThat(inquiry("arxiv:2606.00001").reason()).isEqualTo("batch: is garbage");
  }

  private void ask(String... identifiers) {
    for (String one : identifiers) {
      heard.lookups.add(new Lookup(Identifier.parse(one), "any", null, "no title", NOW));
    }
  }

  private Inquiry inquiry(String identifier) {
    return heard.inquiries.get(Identifier.parse(identifier));
  }

  private LookupReport lookUp() {
    Fetcher fetcher =
        Answers.to(
            address -> {
              asked.add(address.getPath());
              return served.getOrDefault(address.getPath(), new Fetched.Failed("not served"));
            });
    PacedFetcher paced = new PacedFetcher(fetcher);
    Lookups lookups =
        new Lookups(
            heard,
            paced,
            Map.of(
                Identifier.Kind.ARXIV, List.of(new Told("batch", 2)),
                Identifier.Kind.DOI, List.of(new Told("one", 1), new Told("two", 1))),
            Map.of(),
            new SimpleMeterRegistry());
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    Poller poller = new Poller(paced, heard, clock, new SimpleMeterRegistry());
    Witnessing witnessing = new Witnessing(paced, heard, List.of(), new Told("none", 1));
    return new Ingest(
            List.of(), heard, poller, witnessing, lookups, Optional.empty(), clock, pause -> {})
        .lookUp();
  }

  private void serve(String path, String knows) {
    served.put(
        path,
        new Fetched.Fresh(
            new Document(knows.getBytes(StandardCharsets.UTF_8), null, URI.create("http://x.org")),
            Validators.NONE));
  }

  /** Knows the identifiers that an answer's text names. */
  private record Told(String name, int most) implements Archive {
    @Override
    public URI address(List<Lookup> lookups) {
      List<String> names = lookups.stream().map(one -> one.identifier().toString()).toList();
      return URI.create("http://" + name + ".example.org/" + name + "/" + String.join(",", names));
    }

    @Override
    public Reading read(List<Lookup> lookups, Document document, Instant at)
        throws UnreadableFeedException {
      String text = new String(document.bytes(), StandardCharsets.UTF_8);
      if (text.equals("garbage")) {
        throw new UnreadableFeedException("is garbage");
      }
      List<List<Sighting>> said = new ArrayList<>();
      for (String one : text.isEmpty() ? new String[0] : text.split(",")) {
        said.add(
            List.of(
                Sighting.of(new FeedId("lookup:told"), one, List.of(Identifier.parse(one)), at)
                    .title("On " + one)
                    .build()));
      }
      return new Reading(said, List.of(), List.of(), null);
    }
  }
}
