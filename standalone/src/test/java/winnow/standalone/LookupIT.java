package winnow.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Papers of which feeds give the name alone, and archives on loopback that know more. */
class LookupIT {
  private static final String POSTS =
      """
      {"kind": "Listing", "data": {"children": [
        {"kind": "t3", "data": {"name": "t3_a", "title": "A circuit, found", "is_self": false,
          "url": "https://arxiv.org/abs/2606.00011v2", "score": 5, "num_comments": 1}},
        {"kind": "t3", "data": {"name": "t3_b", "title": "On journals", "is_self": false,
          "url": "https://doi.org/10.1000/xyz", "score": 7, "num_comments": 0}},
        {"kind": "t3", "data": {"name": "t3_c", "title": "Under review", "is_self": false,
          "url": "https://openreview.net/forum?id=rAbC_12", "score": 7, "num_comments": 0}},
        {"kind": "t3", "data": {"name": "t3_d", "title": "A secret", "is_self": false,
          "url": "%s", "score": 7, "num_comments": 0}}]}}
      """;
  private static final String ARXIV =
      """
      <feed xmlns="http://www.w3.org/2005/Atom"><id>x</id><title>Query</title>
      <entry><id>http://arxiv.org/abs/2606.00011v2</id><title>A circuit</title>
      <summary>It is so.</summary><category term="cs.LG"/><author><name>Ada One</name></author></entry></feed>
      """;

  @TempDir Path folder;
  private final FeedServer server = new FeedServer();
  private Workspace workspace;

  @BeforeEach
  void settle() {
    server.serve(
        "/r/mlsafety",
        new FeedServer.Answer(
            200, POSTS.formatted(server.address("/secret")).getBytes(UTF_8), "application/json"));
    server.serve("/secret", "<title>Never read</title>".getBytes(UTF_8));
    server.serve("/api", ARXIV.getBytes(UTF_8));
    server.serve(
        "/crossref/works/10.1000/xyz",
        "{\"message\": {\"DOI\": \"10.1000/xyz\", \"title\": [\"On X\"]}}".getBytes(UTF_8));
    workspace =
        new Workspace(folder)
            .reddit("mlsafety", server.address("/r/mlsafety"))
            .sources(
                "{arxiv: {api: \""
                    + server.address("/api")
                    + "\", witnesses: []}, lookups: {crossref: \""
                    + server.address("/crossref")
                    + "\", datacite: \""
                    + server.address("/datacite")
                    + "\", openreview: \""
                    + server.address("/new")
                    + "\", openreviewOld: \""
                    + server.address("/old")
                    + "\"}}");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void once_papersWithANameAlone_areLookedUpAndTheRestIsPutOff() {
    CommandLineRun first = workspace.once("2026-06-03T06:00:00Z");

    assertThat(first.status()).as(first.err()).isZero();
    assertThat(first.json().path("lookups").toString())
        .isEqualTo("{\"answered\":2,\"open\":2,\"givenUp\":0,\"waiting\":0}");
    assertThat(titles())
        .containsEntry("arxiv:2606.00011", "A circuit")
        .containsEntry("doi:10.1000/xyz", "On X")
        .containsEntry("openreview:rAbC_12", "")
        .doesNotContainValue("Never read");

    server.serve(
        "/old/notes",
        """
        {"notes": [{"id": "rAbC_12", "content": {"title": "Reviewed", "abstract": "So."}}]}
        """
            .getBytes(UTF_8));
    CommandLineRun early = workspace.once("2026-06-03T06:30:00Z");
    CommandLineRun later = workspace.once("2026-06-03T07:30:00Z");

    assertThat(early.json().at("/lookups/answered").asInt()).isZero();
    assertThat(later.json().at("/lookups/answered").asInt()).isEqualTo(1);
    assertThat(titles()).containsEntry("openreview:rAbC_12", "Reviewed");
    Map<String, String> reasons = new TreeMap<>();
    for (JsonNode inquiry : workspace.run("export", "--topic", "inquiries").lines()) {
      reasons.put(
          inquiry.at("/lookup/identifier").asString().replaceFirst(":\\d{4,5}/", "/"),
          inquiry.path("state").asString() + " " + inquiry.path("reason").asString(""));
    }
    assertThat(reasons).hasSize(4).containsEntry("doi:10.1000/xyz", "answered ");
    assertThat(reasons.get("url:https://127.0.0.1/secret"))
        .startsWith("open page: ")
        .contains("127.0.0.1");
  }

  @Test
  void add_papersByHand_areThereAtOnceAndLookedUpByTheNextRun() {
    CommandLineRun added =
        workspace.run("add", "https://arxiv.org/pdf/2606.00011v2", "doi:10.1000/xyz");
    Map<String, String> before = titles();
    workspace.once("2026-06-03T06:00:00Z");

    assertThat(added.status()).as(added.err()).isZero();
    assertThat(added.out()).isEqualTo("added arxiv:2606.00011\nadded doi:10.1000/xyz\n");
    assertThat(before)
        .containsExactly(Map.entry("arxiv:2606.00011", ""), Map.entry("doi:10.1000/xyz", ""));
    assertThat(titles())
        .containsEntry("arxiv:2606.00011", "A circuit")
        .containsEntry("doi:10.1000/xyz", "On X");
    CommandLineRun wrong = workspace.run("add", "hello");
    assertThat(wrong.status()).isEqualTo(Winnow.UNUSABLE);
    assertThat(wrong.err()).contains("not an identifier, an arXiv id or a link: hello");
  }

  @Test
  void backfill_twice_fillsTheDaysOnce() {
    workspace =
        new Workspace(folder)
            .arxiv("cs.LG", server.address("/rss"))
            .sources(
                "{arxiv: {api: \""
                    + server.address("/api")
                    + "\", witnesses: [api]}, lookups: {ask: []}}");
    String[] command = {"--since", "2026-05-30", "--now", "2026-06-03T06:00:00Z"};

    CommandLineRun first = workspace.run("backfill", command);
    CommandLineRun second = workspace.run("backfill", command);

    assertThat(first.status()).as(first.err()).isZero();
    assertThat(first.out())
        .isEqualTo("days         2 asked about, 0 without an answer, 0 left\npapers       1 new\n");
    assertThat(second.out()).startsWith("days         0 asked about").contains("0 new");
    assertThat(titles()).containsExactly(Map.entry("arxiv:2606.00011", "A circuit"));
  }

  private Map<String, String> titles() {
    Map<String, String> titles = new TreeMap<>();
    for (JsonNode paper : workspace.run("export", "--topic", "papers").lines()) {
      titles.put(paper.path("id").asString(), paper.path("title").asString(""));
    }
    return titles;
  }
}
