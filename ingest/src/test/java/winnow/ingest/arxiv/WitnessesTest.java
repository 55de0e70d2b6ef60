package winnow.ingest.arxiv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.http.Document;
import winnow.ingest.Archive;
import winnow.ingest.Reading;
import winnow.ingest.Recordings;
import winnow.ingest.UnreadableFeedException;
import winnow.ingest.announcement.Witness;
import winnow.model.Fate;
import winnow.model.Identifier;
import winnow.model.Lookup;
import winnow.model.Sighting;

class WitnessesTest {
  private static final Instant NOW = Instant.parse("2026-06-02T06:00:00Z");
  private static final LocalDate DAY = LocalDate.parse("2026-06-02");
  private static final Witness LISTING = Arxiv.listing(URI.create("https://arxiv.org/list"));
  private static final Witness API = Arxiv.api(URI.create("https://export.arxiv.org/api/query"));
  private static final Witness OAI = Arxiv.oai(URI.create("https://oaipmh.arxiv.org/oai"));
  private static final Archive ARCHIVE =
      Arxiv.archive(URI.create("https://export.arxiv.org/api/query"));

  @Test
  void listing_ofTheDay_namesEachSection() throws Exception {
    Witness.Statement said = listing("listing-new.html", "2026-06-02");

    assertThat(said.silence()).isNull();
    assertThat(said.named())
        .isEqualTo(
            Map.of(
                "new", List.of("2606.00011", "2606.00012"),
                "cross", List.of("2606.00013"),
                "replace", List.of("2501.00014", "hep-th/9901001")));
    assertThat(said.counts()).isEqualTo(Map.of("new", 2, "cross", 1, "replace", 2));
    assertThat(said.next()).isEmpty();
  }

  @Test
  void listing_ofAnEarlierDay_saysThatThereIsNothingYet() throws Exception {
    Witness.Statement said = listing("listing-new.html", "2026-06-03");

    assertThat(said.silence()).isNull();
    assertThat(said.named()).isEmpty();
  }

  @Test
  void listing_ofALaterDay_cannotSay() throws Exception {
    assertThat(listing("listing-new.html", "2026-06-01").silence())
        .isEqualTo("shows 2026-06-02 already");
  }

  @Test
  void listing_withoutUpdates_saysThatThereIsNothing() throws Exception {
    Witness.Statement said = listing("listing-nothing.html", "2026-06-02");

    assertThat(said.silence()).isNull();
    assertThat(said.named()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-06-04, 2606.00041, ",
    "2026-06-02, 2606.00011 2606.00012, ",
    "2026-06-03, , ", // no heading between two days that have one
    "2026-06-05, , ",
  })
  void recent_anyDay_namesItsPapers(String day, String ids, String silence) throws Exception {
    Witness.Statement said = listing("listing-recent.html", day);

    assertThat(said.silence()).isEqualTo(silence);
    assertThat(String.join(" ", said.named().getOrDefault("unmarked", List.of())))
        .isEqualTo(ids == null ? "" : ids);
  }

  @Test
  void recent_dayThatGoesOn_givesTheNextPage() throws Exception {
    Witness.Statement said = listing("listing-recent.html", "2026-06-01");

    assertThat(said.counts()).isEqualTo(Map.of("unmarked", 3));
    assertThat(said.next())
        .contains(URI.create("https://arxiv.org/list/cs.LG/recent?skip=4&show=2000"));
  }

  @Test
  void recent_dayBeforeAPageThatGoesOn_isLookedForOnTheNextOne() throws Exception {
    Witness.Statement said = listing("listing-recent.html", "2026-05-29");

    assertThat(said.silence()).isNull();
    assertThat(said.named()).isEmpty();
    assertThat(said.next())
        .contains(URI.create("https://arxiv.org/list/cs.LG/recent?skip=4&show=2000"));
  }

  @Test
  void recent_dayBeforeTheLastPage_isBeyondIt() throws Exception {
    String whole =
        Recordings.text("arxiv/listing-recent.html").replace("showing 1 of 3", "showing 1 of 1");

    Witness.Statement said =
        LISTING.read("cs.LG", LocalDate.parse("2026-05-29"), Recordings.of(whole), NOW);

    assertThat(said.silence()).isEqualTo("reaches back to 2026-06-01 only");
  }

  @Test
  void listing_thatIsNone_isRefused() {
    assertThatThrownBy(
            () ->
                LISTING.read(
                    "cs.LG", DAY, Recordings.of("<html><body>Maintenance</body></html>"), NOW))
        .isInstanceOf(UnreadableFeedException.class)
        .hasMessageContaining("names no day");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-06-02T06:00:00Z, new",
    "2026-06-02T23:59:00Z, new",
    "2026-06-03T00:00:00Z, recent", // 20:00 Eastern: the page turns to tomorrow
    "2026-06-03T06:00:00Z, recent"
  })
  void address_ofTheListing_dependsOnTheHour(Instant now, String page) {
    assertThat(LISTING.address("cs.LG", DAY, now))
        .hasToString("https://arxiv.org/list/cs.LG/" + page + "?skip=0&show=2000");
  }

  @Test
  void archive_byIds_givesEveryPaperWhole() throws Exception {
    assertThat(ARCHIVE.address(List.of(lookup("2606.00011"), lookup("2501.00014"))))
        .hasToString(
            "https://export.arxiv.org/api/query?id_list=2606.00011,2501.00014&max_results=2");

    Reading reading = ARCHIVE.read(List.of(), Recordings.document("arxiv/api.atom.xml"), NOW);

    Sighting first = reading.sightings().get(0);
    assertThat(first.identifiers())
        .extracting(Object::toString)
        .containsExactly("arxiv:2606.00011", "doi:10.1000/xyz1");
    assertThat(first.entryId()).isEqualTo("oai:arXiv.org:2606.00011v1");
    assertThat(first.title()).isEqualTo("Probing what probes find");
    assertThat(first.authors()).containsExactly("Ada Example", "Berta Beispiel");
    assertThat(first.abstractText()).isEqualTo("We ask what a probe finds.");
    assertThat(first.categories()).containsExactly("cs.LG", "cs.CL");
    assertThat(first.publishedAt()).isEqualTo("2026-05-31T17:59:45Z");
    assertThat(first.fate()).isNull();
    Sighting second = reading.sightings().get(1);
    assertThat(second.version()).isEqualTo(7);
    assertThat(second.fate()).isEqualTo(Fate.WITHDRAWN);
  }

  @Test
  void api_ofADay_namesWhatWasSubmittedForIt() throws Exception {
    assertThat(API.address("cs.LG", DAY, NOW))
        .hasToString(
            "https://export.arxiv.org/api/query?search_query=cat:cs.LG+AND+submittedDate:"
                + "%5B202605291800+TO+202606011800%5D&sortBy=submittedDate&sortOrder=ascending"
                + "&start=0&max_results=2000");

    Witness.Statement said = API.read("cs.LG", DAY, document("api.atom.xml"), NOW);

    assertThat(said.named()).isEqualTo(Map.of("unmarked", List.of("2606.00011", "2501.00014")));
    assertThat(said.counts()).isEqualTo(Map.of("unmarked", 3));
    assertThat(said.sightings()).hasSize(2);
    assertThat(said.next().orElseThrow().toString()).contains("&start=2&");
    assertThat(API.read("cs.LG", LocalDate.parse("2026-06-06"), document("api.atom.xml"), NOW))
        .extracting(Witness.Statement::silence)
        .isEqualTo("no papers are submitted for a weekend's announcement");
  }

  @Test
  void api_error_isSaidInItsWords() {
    assertThatThrownBy(() -> ARCHIVE.read(List.of(), document("api-error.atom.xml"), NOW))
        .isInstanceOf(UnreadableFeedException.class)
        .hasMessageContaining("incorrect id format for x");
  }

  @Test
  void oai_ofADay_givesThePapersWithTheirHighestVersion() throws Exception {
    Witness.Statement said = OAI.read("cs.LG", DAY, document("oai.xml"), NOW);

    assertThat(said.named()).isEqualTo(Map.of("unmarked", List.of("2501.00014")));
    assertThat(said.next())
        .contains(
            URI.create("https://oaipmh.arxiv.org/oai?verb=ListRecords&resumptionToken=a%7Cb+2"));
    Sighting paper = said.sightings().get(0);
    assertThat(paper.version()).isEqualTo(2);
    assertThat(paper.title()).isEqualTo("A claim not too far");
    assertThat(paper.authors()).containsExactly("Carl Muster", "Ada Example", "Berta Beispiel");
    assertThat(paper.categories()).containsExactly("cs.LG", "stat.ML");
  }

  @Test
  void oai_noRecords_saysThatThereIsNothing_anyOtherErrorCannotSay() throws Exception {
    String answer =
        "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><error code=\"%s\">no</error>"
            + "</OAI-PMH>";

    assertThat(
            OAI.read("cs.LG", DAY, Recordings.of(answer.formatted("noRecordsMatch")), NOW).named())
        .isEmpty();
    assertThatThrownBy(
            () -> OAI.read("cs.LG", DAY, Recordings.of(answer.formatted("badArgument")), NOW))
        .isInstanceOf(UnreadableFeedException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "cs.LG, cs:cs:LG",
    "stat.ML, stat:stat:ML",
    "hep-th, physics:hep-th",
    "cond-mat.dis-nn, physics:cond-mat:dis-nn"
  })
  void set_ofACategory_isBelowItsGroup(String category, String set) {
    assertThat(OaiRecords.set(category)).isEqualTo(set);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "This paper has been withdrawn by the author due to a crucial sign error",
        "Withdrawn",
        "withdrawn: superseded by 2401.00001",
        "The article was withdrawn",
        "8 pages; this submission has been withdrawn by arXiv administrators"
      })
  void isWithdrawn_commentThatSaysSo_isTrue(String comment) {
    assertThat(Metadata.isWithdrawn(comment)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "12 pages",
        "We study withdrawn consent",
        "On withdrawing liquidity, 3 figures"
      })
  void isWithdrawn_otherComments_isFalse(String comment) {
    assertThat(Metadata.isWithdrawn(comment)).isFalse();
  }

  private static Witness.Statement listing(String name, String day) throws Exception {
    return LISTING.read("cs.LG", LocalDate.parse(day), document(name), NOW);
  }

  private static Document document(String name) {
    return Recordings.document("arxiv/" + name);
  }

  private static Lookup lookup(String id) {
    return new Lookup(Identifier.parse("arxiv:" + id), "arxiv", null, "no title", NOW);
  }
}
