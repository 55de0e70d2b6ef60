package winnow.publish.review;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static winnow.model.Placement.FEATURE;
import static winnow.publish.letter.Entries.PROFILE;
import static winnow.publish.letter.Entries.paper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.model.Decision.Action;
import winnow.model.ShortlistEntry.Status;

@Timeout(30)
class ReviewPageTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static final java.time.Clock CLOCK =
      java.time.Clock.fixed(java.time.Instant.EPOCH, java.time.ZoneOffset.UTC);

  private final java.util.List<String> added = new java.util.concurrent.CopyOnWriteArrayList<>();
  private final java.util.List<winnow.model.Decision> decided =
      new java.util.concurrent.CopyOnWriteArrayList<>();
  private final FixedView view = new FixedView();
  private final ReviewPage page = page("127.0.0.1", 0);

  @BeforeEach
  void start() {
    page.start();
  }

  @AfterEach
  void stop() {
    page.stop();
  }

  @Test
  void shortlist_candidate_saysAllThereIsToSay() throws Exception {
    view.now(
        paper("arxiv:2502.17420")
            .titled("The Geometry of Refusal")
            .by("A One", "B Two", "C Three", "D Four", "E Five")
            .about("Concept cones.")
            .in("Robustness")
            .scored(2));

    assertThat(get("/").body())
        .contains(
            "Thursday, 20 March 2025",
            ">The Geometry of Refusal</a>",
            "href=\"https://arxiv.org/abs/2502.17420\"",
            "A One, B Two, C Three and 2 more",
            "cs.LG, cs.CR · seen in arXiv cs.LG, r/mlsafety",
            ">2.00</p>",
            "mentions “jailbreak” <b>+2.0</b>",
            ">proposed</span>",
            ">Robustness</span>",
            "<summary id=\"arxiv:2502.17420#summary\">Abstract</summary><p>Concept cones.</p>");
  }

  @Test
  void shortlist_hostileEntry_isTextOnThePage() throws Exception {
    String hostile = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'";
    view.now(
        paper("url:https://example.org/\"><script>x")
            .titled(hostile)
            .by(hostile)
            .about(hostile)
            .in(hostile)
            .at("javascript:alert(1)")
            .approved(1, FEATURE, hostile, hostile));

    String body = get("/?q=%22%3E%3Cscript%3E").body();

    assertThat(body).contains("&quot;&gt;&lt;script&gt;alert(1)");
    assertThat(body.replaceFirst("<script src=\"/assets/", ""))
        .doesNotContain("<script", "<img", "javascript:", "\">'");
  }

  @ParameterizedTest
  @CsvSource({
    "/, 1 2 3",
    "/?status=approved, 3",
    "/?status=withdrawn, 4",
    "/?section=Alignment, 2",
    "/?section=Other, 3",
    "/?q=00001, 1",
    "/list?q=paper&section=Robustness&status=proposed, 1",
    "/?page=2, ''",
  })
  void shortlist_filter_showsWhatFits(String path, String shown) throws Exception {
    view.now(
        paper("arxiv:2501.00001").in("Robustness").scored(9),
        paper("arxiv:2501.00002").in("Alignment").scored(8),
        paper("arxiv:2501.00003").scored(7).approved(1, FEATURE, null, null),
        paper("arxiv:2501.00004").standing(Status.WITHDRAWN));

    String ids =
        Pattern.compile("<article id=\"arxiv:2501.0000(\\d)")
            .matcher(get(path).body())
            .results()
            .map(id -> id.group(1))
            .reduce((one, other) -> one + " " + other)
            .orElse("");

    assertThat(ids).isEqualTo(shown);
  }

  @Test
  void shortlist_nothingThere_saysWhatToDo() throws Exception {
    assertThat(get("/").body()).contains("Nothing yet:", "./winnow once", "./winnow doctor");

    view.now(paper("arxiv:2501.00001"));

    assertThat(get("/?q=chess").body())
        .contains("No paper here fits the filter.")
        .doesNotContain("Nothing yet");
  }

  @Test
  void shortlist_manyEntries_areOnSeveralPages() throws Exception {
    view.now(
        IntStream.range(10_000, 10_450).mapToObj(n -> paper("arxiv:2501." + n).entry()).toList());

    String first = get("/?section=Other").body();
    String last = get("/?section=Other&page=3").body();

    assertThat(first.split("<article", -1)).hasSize(201);
    assertThat(first).contains("1 to 200 of 450", "href=\"/?section=Other&amp;page=2\">Show more");
    assertThat(last.split("<article", -1)).hasSize(51);
    assertThat(last)
        .contains("401 to 450 of 450", "href=\"/?section=Other\">Back to the first")
        .doesNotContain("Show more");
  }

  @Test
  void scorecard_nothingDecided_saysWhatIsMissing() throws Exception {
    view.now(paper("arxiv:2502.17420").scored(2));

    assertThat(get("/scorecard").body())
        .contains("<h1>Scorecard</h1>", "0 papers with points were approved and 0 rejected")
        .contains("There is something to measure once")
        .doesNotContain("<svg");
  }

  @Test
  void scorecard_decisions_figuresDrawingsAndTheWorst() throws Exception {
    view.now(
        paper("arxiv:2502.00001").titled("Taken <b>").scored(1).decided(Action.APPROVE),
        paper("arxiv:2502.00002").titled("Refused").scored(2.5).decided(Action.REJECT),
        paper("arxiv:2502.00003")
            .scored(3)
            .in("Alignment")
            .insteadOf("Robustness")
            .decided(Action.APPROVE));

    assertThat(get("/scorecard").body())
        .contains("<th scope=\"row\">the section named is the one suggested</th><td>0 % of 1</td>")
        .contains("<th scope=\"col\">Robustness</th>", "<th scope=\"row\">Alignment</th><td>1</td>")
        .contains("2 papers with points were approved and 1 rejected")
        .contains("<td>0.50</td>", "<td>100 %</td>", "<svg", "role=\"img\"", "<desc id=")
        .contains("Taken &lt;b&gt;", "mentions “jailbreak” <b>+2.5</b>")
        .contains("<th scope=\"row\">2 to 3</th><td>0</td><td>1</td>");
  }

  @Test
  void draft_edition_isTheOneAskedFor() throws Exception {
    view.now(
        paper("arxiv:2501.00001").approved(3, FEATURE, null, null),
        paper("arxiv:2501.00002").approved(4, FEATURE, null, null));

    assertThat(get("/draft").body())
        .contains("<h1>Draft of null</h1>", "href=\"/draft.md\"", ">Edition 4</a><a");
    assertThat(get("/draft?edition=3").body())
        .contains("<h1>Draft of 3</h1>", "href=\"/draft.md?edition=3\"");
    assertThat(get("/draft.md?edition=3").body()).isEqualTo("# Draft of 3");
    assertThat(get("/draft?edition=x").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html",
    "/list, text/html",
    "/draft, text/html",
    "/draft.md, text/markdown",
    "/feed.atom, application/atom+xml",
    "/nothing, text/plain",
  })
  void any_answer_isGuarded(String path, String type) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(header(answer, "Content-Type")).startsWith(type);
    assertThat(header(answer, "Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
                + " img-src 'self' data:; base-uri 'none'; form-action 'self';"
                + " frame-ancestors 'none'");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void assets_areKeptForGoodUnderAPathOfTheirContent() throws Exception {
    Matcher assets = Pattern.compile("\"(/assets/[0-9a-f]{16}/[^\"]+)\"").matcher(get("/").body());

    assertThat(assets.results().map(asset -> asset.group(1)))
        .hasSize(3)
        .allSatisfy(
            path -> {
              HttpResponse<String> asset = get(path);
              assertThat(asset.statusCode()).isEqualTo(200);
              assertThat(header(asset, "Cache-Control"))
                  .isEqualTo("public, max-age=31536000, immutable");
            });
    assertThat(get("/assets/0000000000000000/review.css").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/list", "/events", "/draft.md", "/feed.atom", "/nothing"})
  void any_nameOfAnotherMachine_isRefusedWithAReason(String path) throws Exception {
    String answer = raw("GET " + path + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close");

    assertThat(answer).startsWith("HTTP/1.1 400 ").contains(Hosts.REASON);
  }

  @Test
  void post_isNotThere() throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(uri("/")).POST(HttpRequest.BodyPublishers.ofString("x")).build();

    assertThat(CLIENT.send(post, BodyHandlers.ofString()).statusCode()).isIn(404, 405);
  }

  @ParameterizedTest
  @CsvSource({
    "word=merge&other=url:https://example.org/x&by=ann, MERGE, url:https://example.org/x",
    "word=merge+arxiv:2501.00009&by=ann, MERGE, arxiv:2501.00009",
    "word=split+arxiv:2501.00009&by=ann, SPLIT, arxiv:2501.00009",
    "word=split+doi:10.1000/xyz&by=ann, SPLIT, doi:10.1000/xyz",
  })
  void identity_mergeOrSplit_isRecordedWithWhoAndWhen(String form, String action, String name)
      throws Exception {
    view.now(
        paper("arxiv:2501.00001").alsoCalled("doi:10.1000/xyz").suggesting("arxiv:2501.00009"),
        paper("url:https://example.org/x"));

    assertThat(post("id=arxiv:2501.00001&" + form, "same-origin").statusCode()).isEqualTo(303);

    assertThat(decided).hasSize(1);
    assertThat(decided.get(0).action()).hasToString(action);
    assertThat(List.of(decided.get(0).id().toString(), decided.get(0).other().toString()))
        .containsExactlyInAnyOrder("arxiv:2501.00001", name);
    assertThat(decided.get(0).by()).isEqualTo("ann");
    assertThat(decided.get(0).rule() != null).isEqualTo(name.endsWith("00009"));
  }

  @ParameterizedTest
  @CsvSource({
    "word=merge&other=url:https://example.org/x&by=ann, cross-site, 403",
    "word=merge&other=url:https://example.org/x, same-origin, 400",
    "word=merge&other=url:https://example.org/unknown&by=ann, same-origin, 400",
    "word=merge&other=nonsense&by=ann, same-origin, 400",
    "word=split+arxiv:2501.00001&by=ann, same-origin, 400",
    "word=split+doi:10.1000/other&by=ann, same-origin, 400",
    "word=approve+doi:10.1000/xyz&by=ann, same-origin, 400",
  })
  void identity_wrongOrForeign_isRefusedAndNothingRecorded(String form, String site, int status)
      throws Exception {
    view.now(
        paper("arxiv:2501.00001").alsoCalled("doi:10.1000/xyz"),
        paper("url:https://example.org/x"));

    assertThat(post("id=arxiv:2501.00001&" + form, site).statusCode()).isEqualTo(status);

    assertThat(decided).isEmpty();
  }

  private void add(String name) {
    if (name.equals("nonsense")) {
      throw new IllegalArgumentException("not a link, an arXiv id or a DOI: " + name);
    }
    added.add(name);
  }

  @Test
  void add_paper_isTakenAsItWasNamed() throws Exception {
    HttpResponse<String> answer =
        post("/add", "paper=+https%3A%2F%2Farxiv.org%2Fabs%2F2502.17420+", "same-origin");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(added).containsExactly("https://arxiv.org/abs/2502.17420");
  }

  @ParameterizedTest
  @CsvSource({
    "paper=, same-origin, 400",
    "'', same-origin, 400",
    "paper=nonsense, same-origin, 400",
    "paper=arxiv:2502.17420, cross-site, 403",
  })
  void add_wrongOrForeign_isRefusedAndNothingAdded(String form, String site, int status)
      throws Exception {
    assertThat(post("/add", form, site).statusCode()).isEqualTo(status);
    assertThat(added).isEmpty();
  }

  private HttpResponse<String> post(String form, String site) throws Exception {
    return post("/identity", form, site);
  }

  private HttpResponse<String> post(String path, String form, String site) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Sec-Fetch-Site", site)
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void events_shortlistChanges_tellsItsRevision() throws Exception {
    try (BufferedReader events = events()) {
      assertThat(next(events)).isEqualTo("event: shortlist data: " + view.revision());

      view.now(paper("arxiv:2501.00001"));

      assertThat(next(events)).isEqualTo("event: shortlist data: " + view.revision());
      assertThat(get("/list").body()).contains("data-revision=\"" + view.revision() + "\"");
    }
  }

  @Test
  void events_askedForAsAnythingElse_saysSo() throws Exception {
    assertThat(get("/events").statusCode()).isEqualTo(406);
  }

  @Test
  void stop_pagesOpen_endsThem() throws Exception {
    BufferedReader events = events();
    next(events);

    page.stop();

    assertThatThrownBy(() -> events.lines().toList().get(0)).isNotNull();
    page.stop();
  }

  @Test
  void start_portTaken_saysWhichOne() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ReviewPage second = page("127.0.0.1", taken.getLocalPort());

      assertThatThrownBy(second::start)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "the review page cannot listen on 127.0.0.1:%d: Address already in use;"
                  + " choose another review.listen",
              taken.getLocalPort());
      second.stop();
    }
  }

  @Test
  void start_hostOfAnotherMachine_saysWhichOne() {
    assertThatThrownBy(page("192.0.2.1", 0)::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("192.0.2.1:0");
  }

  private ReviewPage page(String host, int port) {
    return new ReviewPage(
        host, port, PROFILE, view, new FixedLetters(), decided::add, this::add, CLOCK);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + page.port() + path);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return CLIENT.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  private BufferedReader events() throws IOException, InterruptedException {
    HttpRequest events =
        HttpRequest.newBuilder(uri("/events")).header("Accept", "text/event-stream").build();
    return new BufferedReader(
        new InputStreamReader(CLIENT.send(events, BodyHandlers.ofInputStream()).body(), US_ASCII));
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  /** What a client gets that may say which host it likes. */
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), page.port())) {
      socket.getOutputStream().write((request + "\r\n\r\n").getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  /** The next event's lines, in one. */
  private static String next(BufferedReader events) throws IOException {
    StringBuilder event = new StringBuilder();
    for (String line = events.readLine(); line != null; line = events.readLine()) {
      if (line.isEmpty() && !event.isEmpty()) {
        return event.toString();
      }
      if (!line.isEmpty() && !line.startsWith(":")) {
        event.append(event.isEmpty() ? "" : " ").append(line);
      }
    }
    return event.toString();
  }
}
