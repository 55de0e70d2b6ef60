package winnow.ingest.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.http.Document;
import winnow.http.Fetcher;
import winnow.ingest.Archive;
import winnow.ingest.UnreadableFeedException;
import winnow.model.Identifier;
import winnow.model.Lookup;
import winnow.model.Sighting;

/** Answers in the shapes of each archive's documented form. */
class ArchivesTest {
  private static final Instant NOW = Instant.parse("2026-06-03T06:00:00Z");
  private static final Archive CROSSREF = Archives.crossref(URI.create("https://cr.example/"));
  private static final Archive DATACITE = Archives.datacite(URI.create("https://dc.example"));
  private static final Archive OPENREVIEW = Archives.openreview(URI.create("https://or.example"));

  @Test
  void crossref_aWork_givesItsFieldsAndItsPreprint() throws Exception {
    Sighting said =
        only(
            CROSSREF,
            "doi:10.1000/xyz",
            """
            {"status": "ok", "message": {"DOI": "10.1000/XYZ", "title": ["A <i>circuit</i>"],
             "author": [{"given": "Ada", "family": "One", "sequence": "first"}, {"name": "The Lab"}],
             "abstract": "<jats:title>Abstract</jats:title><jats:p>It is so.</jats:p>",
             "container-title": ["Journal of X"], "published": {"date-parts": [[2026, 5, 1]]},
             "license": [{"URL": "http://creativecommons.org/licenses/by/4.0/"}],
             "relation": {"has-preprint": [{"id-type": "doi", "id": "10.48550/arXiv.2605.00001"}],
                          "cites": [{"id-type": "doi", "id": "10.1000/other"}]}}}
            """);

    assertThat(said.identifiers())
        .extracting(Identifier::toString)
        .containsExactly("arxiv:2605.00001", "doi:10.1000/xyz");
    assertThat(said.title()).isEqualTo("A circuit");
    assertThat(said.authors()).containsExactly("Ada One", "The Lab");
    assertThat(said.abstractText()).isEqualTo("It is so.");
    assertThat(said.journalReference()).isEqualTo("Journal of X");
    assertThat(said.publishedAt()).isEqualTo("2026-05-01T00:00:00Z");
    assertThat(said.links()).containsExactly(URI.create("https://doi.org/10.1000/xyz"));
  }

  @Test
  void crossref_address_escapesTheDoi() {
    assertThat(CROSSREF.address(List.of(lookup("doi:10.1000/a(b)c;d", null))))
        .hasToString("https://cr.example/works/10.1000%2Fa%28b%29c%3Bd");
  }

  @Test
  void datacite_aRecord_givesItsFieldsAndTheSameWorkElsewhere() throws Exception {
    Sighting said =
        only(
            DATACITE,
            "doi:10.5281/zenodo.1",
            """
            {"data": {"id": "10.5281/zenodo.1", "attributes": {
             "titles": [{"title": "A data set"}],
             "creators": [{"name": "One, Ada", "givenName": "Ada", "familyName": "One"}, {"name": "The Lab"}],
             "descriptions": [{"descriptionType": "Methods", "description": "How."},
                              {"descriptionType": "Abstract", "description": "<p>What.</p>"}],
             "rightsList": [{"rightsUri": "https://creativecommons.org/publicdomain/zero/1.0/"}],
             "relatedIdentifiers": [
               {"relationType": "IsSupplementTo", "relatedIdentifierType": "DOI", "relatedIdentifier": "10.1000/p"},
               {"relationType": "IsVersionOf", "relatedIdentifierType": "DOI", "relatedIdentifier": "10.5281/zenodo.0"},
               {"relationType": "IsIdenticalTo", "relatedIdentifierType": "arXiv", "relatedIdentifier": "arXiv:2605.00001"}]}}}
            """);

    assertThat(said.identifiers())
        .extracting(Identifier::toString)
        .containsExactly("arxiv:2605.00001", "doi:10.5281/zenodo.0", "doi:10.5281/zenodo.1");
    assertThat(said.title()).isEqualTo("A data set");
    assertThat(said.authors()).containsExactly("Ada One", "The Lab");
    assertThat(said.abstractText()).isEqualTo("What.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"notes": [{"id": "rAbC_12", "forum": "rAbC_12", "pdate": 1767225600000,
         "content": {"title": {"value": "A circuit"}, "authors": {"value": ["Ada One"]},
                     "abstract": {"value": "It is so."}, "venue": {"value": "ICLR 2026"}}}]}
        """,
        """
        {"notes": [{"id": "xx", "content": {"title": "Another"}},
         {"id": "rAbC_12", "cdate": 1767225600000, "content": {"title": "A circuit",
          "authors": ["Ada One"], "abstract": "It is so.", "venue": "ICLR 2026"}}]}
        """
      })
  void openreview_aForumInEitherForm_givesItsFields(String answer) throws Exception {
    Sighting said = only(OPENREVIEW, "openreview:rAbC_12", answer);

    assertThat(said.title()).isEqualTo("A circuit");
    assertThat(said.authors()).containsExactly("Ada One");
    assertThat(said.abstractText()).isEqualTo("It is so.");
    assertThat(said.journalReference()).isEqualTo("ICLR 2026");
    assertThat(said.publishedAt()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(said.key()).hasToString("openreview:rAbC_12");
  }

  @Test
  void openreview_forumThatIsNotThere_isNotKnown() throws Exception {
    assertThat(read(OPENREVIEW, "openreview:rAbC_12", null, "{\"notes\": [], \"count\": 0}"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{}", "{\"message\": 5}", "<html>", "{\"notes\": {}}"})
  void archives_whatIsNoAnswer_isRefusedWithAReason(String body) {
    for (Archive archive : List.of(CROSSREF, DATACITE, OPENREVIEW)) {
      assertThatThrownBy(() -> read(archive, "doi:10.1000/xyz", null, body))
          .isInstanceOf(UnreadableFeedException.class);
    }
  }

  @Test
  void page_tagsOfHighwire_speakFirst() throws Exception {
    Sighting said =
        only(
            Archives.page(),
            "url:https://journal.example/a",
            """
            <html><head><title>A circuit | Journal of X</title>
            <meta name="citation_title" content="A  circuit"><meta property="og:title" content="Other">
            <meta name="citation_author" content="One, Ada"><meta name="citation_author" content="Two, Bo">
            <meta name="citation_doi" content="doi:10.1000/XYZ"><meta name="citation_arxiv_id" content="2605.00001">
            <meta name="citation_publication_date" content="2026/05/01">
            <meta name="dc.description" content="It is so."><meta name="citation_journal_title" content="Journal of X">
            </head><body><a href="https://arxiv.org/abs/2501.09999">cited</a></body></html>
            """);

    assertThat(said.identifiers())
        .extracting(Identifier::toString)
        .containsExactly("arxiv:2605.00001", "doi:10.1000/xyz", "url:https://journal.example/a");
    assertThat(said.title()).isEqualTo("A circuit");
    assertThat(said.authors()).containsExactly("Ada One", "Bo Two");
    assertThat(said.abstractText()).isEqualTo("It is so.");
    assertThat(said.publishedAt()).isEqualTo("2026-05-01T00:00:00Z");
    assertThat(said.journalReference()).isEqualTo("Journal of X");
  }

  @Test
  void page_severalDois_nameNoPaperOfTheirOwn() throws Exception {
    Sighting said =
        only(
            Archives.page(),
            "url:https://journal.example/issue",
            """
            <title>Issue 5</title><meta name="citation_doi" content="10.1000/a">
            <meta name="citation_doi" content="10.1000/b"><meta name="dc.identifier" content="see 10.1000/c">
            """);

    assertThat(said.identifiers()).hasSize(1);
  }

  @Test
  void page_jsonLinkedData_isReadWhereItIsWhole() throws Exception {
    Sighting said =
        only(
            Archives.page(),
            "url:https://lab.example/post",
            """
            <title>Lab</title><script type="application/ld+json">{"@type": "Article", broken</script>
            <script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "Lab"},
             {"@type": ["BlogPosting"], "headline": "We looked inside", "description": "A post.",
              "author": [{"@type": "Person", "name": "Ada One"}], "datePublished": "2026-05-01T08:00:00+02:00"}]}
            </script>
            """);

    assertThat(said.title()).isEqualTo("We looked inside");
    assertThat(said.authors()).containsExactly("Ada One");
    assertThat(said.abstractText()).isEqualTo("A post.");
    assertThat(said.publishedAt()).isEqualTo("2026-05-01T06:00:00Z");
  }

  @Test
  void page_openGraphOrATitleAlone_isEnough() throws Exception {
    assertThat(
            only(
                    Archives.page(),
                    "url:https://lab.example/post",
                    "<title>x</title><meta property=og:title content='A post'>")
                .title())
        .isEqualTo("A post");
    assertThat(
            only(Archives.page(), "url:https://lab.example/p", "<title> A\n post</title>").title())
        .isEqualTo("A post");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Just a moment...",
        "Attention Required! | Cloudflare",
        "Access Denied",
        "404 Not Found",
        "Page not found - Lab",
        "Are you a robot?",
        "Sign in to continue"
      })
  void page_aGuardInItsPlace_isNotTakenForThePaper(String title) {
    assertThatThrownBy(
            () ->
                read(
                    Archives.page(),
                    "url:https://lab.example/p",
                    "text/html",
                    "<title>" + title + "</title>"))
        .hasMessageContaining("is another page than was asked for");
  }

  @Test
  void page_whatIsNoPage_isRefused() {
    assertThatThrownBy(
            () -> read(Archives.page(), "url:https://lab.example/p.pdf", "application/pdf", "%PDF"))
        .hasMessage("is no page: application/pdf");
    assertThatThrownBy(
            () -> read(Archives.page(), "url:https://lab.example/p", "text/html", "<p>hello"))
        .hasMessage("is a page without a title");
  }

  @Test
  void page_forwardedToAPaper_isThatPaper() throws Exception {
    Document document =
        document("<title>[2605.00001] A</title>", null, "https://arxiv.org/abs/2605.00001v2");

    assertThat(
            Archives.page()
                .read(List.of(lookup("url:https://short.example/x", null)), document, NOW)
                .sightings()
                .get(0)
                .identifiers())
        .extracting(Identifier::toString)
        .containsExactly("arxiv:2605.00001", "url:https://short.example/x");
  }

  @Test
  void page_addresses_areTheLinksOrBelowTheAnthology() {
    assertThat(
            Archives.page()
                .address(List.of(lookup("url:https://a.example/x", "http://www.a.example/x?m=1"))))
        .hasToString("http://www.a.example/x?m=1");
    assertThat(Archives.page().address(List.of(lookup("url:https://a.example/x", null))))
        .hasToString("https://a.example/x");
    assertThat(Archives.page().trust()).isEqualTo(Fetcher.Trust.FOUND);
    Archive acl = Archives.acl(URI.create("https://aclanthology.org"));
    assertThat(acl.address(List.of(lookup("acl:2023.acl-long.1", null))))
        .hasToString("https://aclanthology.org/2023.acl-long.1");
    assertThat(acl.trust()).isEqualTo(Fetcher.Trust.CONFIGURED);
  }

  private static Sighting only(Archive archive, String identifier, String body) throws Exception {
    List<Sighting> said = read(archive, identifier, null, body);
    assertThat(said).hasSize(1);
    return said.get(0);
  }

  private static List<Sighting> read(
      Archive archive, String identifier, @Nullable String type, String body) throws Exception {
    var reading =
        archive.read(
            List.of(lookup(identifier, null)), document(body, type, "https://x.example/"), NOW);
    assertThat(reading.rejected().stream().map(Object::toString).collect(Collectors.joining()))
        .isEmpty();
    return reading.sightings();
  }

  private static Lookup lookup(String identifier, @Nullable String link) {
    return new Lookup(
        Identifier.parse(identifier),
        "any",
        link == null ? null : URI.create(link),
        "no title",
        NOW);
  }

  private static Document document(String body, @Nullable String type, String address) {
    return new Document(body.getBytes(StandardCharsets.UTF_8), type, URI.create(address));
  }
}
