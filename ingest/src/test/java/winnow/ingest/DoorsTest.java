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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.config.Settings;
import winnow.http.Call;
import winnow.http.Caller;
import winnow.http.Document;
import winnow.http.Fetched;
import winnow.http.Validators;
import winnow.ingest.reddit.Reddit;
import winnow.model.Access;
import winnow.model.Health;
import winnow.model.Sighting;

/** Reddit's three doors, with a Reddit that opens and shuts them. */
class DoorsTest {
  private static final Instant NOW = Instant.parse("2026-06-03T06:00:00Z");
  private static final String LOGIN = "POST www.reddit.com/api/v1/access_token";
  private static final String API = "GET oauth.reddit.com/r/mlsafety/new";
  private static final String TOKEN = "GET www.reddit.com/r/mlsafety/new.rss?feed";
  private static final String ANONYMOUS = "GET www.reddit.com/r/mlsafety/new.rss";

  private final HeardFeedLog heard = new HeardFeedLog();
  private final List<String> asked = new ArrayList<>();
  private final List<String> secrets = new ArrayList<>();
  private final Map<String, Caller.Called> served = new LinkedHashMap<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final Reddit reddit = new Reddit(URI.create("https://www.reddit.com"));
  private final Door oauth =
      Reddit.oauth(
          URI.create("https://oauth.reddit.com"),
          URI.create("https://www.reddit.com/"),
          "the-id",
          "the-secret");
  private final List<Door> all = List.of(oauth, reddit.token("s3cret", "ann"), reddit.anonymous());
  private Instant now = NOW;

  @Test
  void poll_apiOpen_logsInOnceAndKnowsScores() throws Exception {
    opens(LOGIN, "{\"access_token\": \"abc\", \"expires_in\": 86400}");
    opens(API, Recordings.text("reddit/new.json"));

    poll(all);
    poll(all);

    assertThat(asked).containsExactly(LOGIN, API, API);
    assertThat(secrets)
        .containsExactly("Basic dGhlLWlkOnRoZS1zZWNyZXQ=", "Bearer abc", "Bearer abc");
    assertThat(heard.sightings).isNotEmpty().allMatch(one -> one.access() == Access.OAUTH);
    assertThat(heard.sightings).anyMatch(one -> one.engagement() != null);
  }

  @Test
  void poll_apiShut_stepsDownSaysSoAndStepsUpAgain() throws Exception {
    served.put(LOGIN, called(new Fetched.Refused(401, "HTTP 401")));
    served.put(
        TOKEN,
        called(new Fetched.Later(Duration.ofMinutes(15), "HTTP 403 with a block page", true)));
    opens(ANONYMOUS, Recordings.text("reddit/new.atom.xml"));

    Turn first = poll(all);
    now = NOW.plus(Duration.ofMinutes(14));
    poll(all);

    assertThat(asked).containsExactly(LOGIN, TOKEN, ANONYMOUS, ANONYMOUS);
    assertThat(first.outcome()).isEqualTo(Turn.Outcome.FETCHED);
    assertThat(first.reason())
        .isEqualTo(
            "oauth: login: HTTP 401; token: HTTP 403 with a block page, asked to wait PT15M");
    assertThat(heard.sightings)
        .isNotEmpty()
        .allMatch(one -> one.access() == Access.ANONYMOUS && one.engagement() == null);
    assertThat(heard.state("reddit:mlsafety").health()).isEqualTo(Health.WELL);

    asked.clear();
    now = NOW.plus(Duration.ofMinutes(16));
    opens(LOGIN, "{\"access_token\": \"abc\"}");
    opens(API, Recordings.text("reddit/new.json"));
    poll(all);

    assertThat(asked).containsExactly(LOGIN, API);
    assertThat(heard.state("door:reddit:mlsafety/oauth").failures()).isZero();
  }

  @Test
  void poll_doorThatStaysShut_isTriedLessAndLessOften() throws Exception {
    served.put(LOGIN, called(new Fetched.Refused(401, "HTTP 401")));
    opens(ANONYMOUS, Recordings.text("reddit/new.atom.xml"));
    List<Door> two = List.of(oauth, reddit.anonymous());

    for (int minute = 0; minute < 24 * 60; minute += 5) {
      now = NOW.plus(Duration.ofMinutes(minute));
      poll(two);
    }

    assertThat(asked.stream().filter(LOGIN::equals)).hasSizeBetween(5, 9);
    assertThat(asked.stream().filter(ANONYMOUS::equals)).hasSize(24 * 12);
  }

  @Test
  void poll_tokenRunOut_logsInAgain() throws Exception {
    opens(LOGIN, "{\"access_token\": \"abc\"}");
    opens(API, Recordings.text("reddit/new.json"));
    poll(List.of(oauth));
    served.put(API, called(new Fetched.Refused(401, "HTTP 401")));

    Turn turn = poll(List.of(oauth));

    assertThat(asked).containsExactly(LOGIN, API, API, LOGIN, API);
    assertThat(turn.outcome()).isEqualTo(Turn.Outcome.FAILED);
  }

  @Test
  void poll_budgetSpent_waitsBeforeTheRefusal() throws Exception {
    opens(LOGIN, "{\"access_token\": \"abc\"}");
    served.put(
        API,
        new Caller.Called(
            fresh(Recordings.text("reddit/new.json"), "https://oauth.reddit.com/r/mlsafety/new"),
            Map.of("x-ratelimit-remaining", "0.0", "x-ratelimit-reset", "417")));

    Turn first = poll(List.of(oauth));
    now = NOW.plusSeconds(416);
    Turn second = poll(List.of(oauth));

    assertThat(first.outcome()).isEqualTo(Turn.Outcome.FETCHED);
    assertThat(second.outcome()).isEqualTo(Turn.Outcome.WAITING);
    assertThat(second.reason()).endsWith("not before 2026-06-03T06:06:57Z");
    assertThat(asked).containsExactly(LOGIN, API);
  }

  @Test
  void poll_budgetSpentByTheLogin_asksNoMoreBehindThatDoor() throws Exception {
    served.put(
        LOGIN,
        new Caller.Called(
            fresh("{\"access_token\": \"abc\"}", "https://www.reddit.com/api/v1/access_token"),
            Map.of("x-ratelimit-remaining", "0.0", "x-ratelimit-reset", "417")));

    Turn turn = poll(List.of(oauth, reddit.anonymous()));

    assertThat(turn.outcome()).isEqualTo(Turn.Outcome.FAILED);
    assertThat(asked).containsExactly(LOGIN);
  }

  @Test
  void poll_everyDoorShut_asksNobodyUntilOneMayOpen() throws Exception {
    served.put(ANONYMOUS, called(new Fetched.Later(Duration.ofMinutes(15), "HTTP 429", true)));
    List<Door> one = List.of(reddit.anonymous());

    Turn failed = poll(one);
    now = NOW.plus(Duration.ofMinutes(14));
    Turn waiting = poll(one);

    assertThat(failed.outcome()).isEqualTo(Turn.Outcome.FAILED);
    assertThat(waiting.outcome()).isEqualTo(Turn.Outcome.WAITING);
    assertThat(heard.state("reddit:mlsafety").health()).isEqualTo(Health.BLOCKED);
    assertThat(asked).containsExactly(ANONYMOUS);
  }

  @Test
  void poll_withoutCredentials_keepsAMinuteBetweenRequests() throws Exception {
    opens(ANONYMOUS, Recordings.text("reddit/new.atom.xml"));

    poll(List.of(reddit.anonymous()));
    now = NOW.plusSeconds(10);
    poll(List.of(reddit.anonymous()));

    assertThat(pauses).containsExactly(Duration.ofSeconds(50));
  }

  @Test
  void poll_stepDown_doesNotForgetScores() throws Exception {
    opens(LOGIN, "{\"access_token\": \"abc\"}");
    opens(API, listing(40));
    poll(all);
    served.put(API, called(new Fetched.Failed("timeout")));
    opens(
        TOKEN,
        """
        <feed xmlns="http://www.w3.org/2005/Atom"><title>r</title><entry><id>t3_a</id><title>Neat</title>
        <link href="https://www.reddit.com/r/mlsafety/comments/a/neat/"/><published>2026-06-03T05:00:00+00:00</published>
        <content type="html">&lt;a href="https://arxiv.org/abs/2606.00001"&gt;[link]&lt;/a&gt;</content></entry></feed>
        """);

    Turn down = poll(all);

    assertThat(down.known()).isEqualTo(1);
    assertThat(heard.sightings).extracting(Sighting::access).containsExactly(Access.OAUTH);
  }

  @ParameterizedTest
  @CsvSource({"1,41,1", "1,80,2", "72,80,1", "72,41000,1"})
  void poll_scoreMoves_isToldWhileThePostIsYoungAndTheStepIsBig(long hours, int score, int told)
      throws Exception {
    opens(LOGIN, "{\"access_token\": \"abc\"}");
    opens(API, listing(40));
    poll(List.of(oauth));
    opens(API, listing(score));
    now = NOW.plus(Duration.ofHours(hours));

    poll(List.of(oauth));

    boolean young = hours < 72;
    assertThat(heard.sightings).hasSize(young ? told : 1);
  }

  private static String listing(int score) {
    return """
        {"kind": "Listing", "data": {"children": [{"kind": "t3", "data": {"name": "t3_a", "title": "Neat",
         "is_self": false, "url": "https://arxiv.org/abs/2606.00001", "created_utc": 1780462800, "score": %d,
         "num_comments": 3}}]}}
        """
        .formatted(score);
  }

  private Turn poll(List<Door> doors) throws Exception {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    Caller caller =
        Answers.toCalls(
            call -> {
              asked.add(name(call));
              Optional.ofNullable(call.headers().get("Authorization")).ifPresent(secrets::add);
              return served.getOrDefault(name(call), called(new Fetched.Refused(404, "HTTP 404")));
            });
    Feed feed =
        Feed.of(
                new Settings.Feed(null, "mlsafety", null, null, null, null),
                Map.of("reddit", reddit),
                Map.of())
            .through(new Doors(doors, caller, heard));
    Poller poller =
        new Poller(
            new PacedFetcher(Answers.to(address -> new Fetched.Failed("not by the address"))),
            heard,
            clock,
            new SimpleMeterRegistry());
    Paces paces = new Paces(heard, clock, pauses::add);
    Turn turn = poller.poll(feed, paces.of("reddit"));
    paces.rest();
    return turn;
  }

  private static String name(Call call) {
    String query = String.valueOf(call.address().getQuery());
    return (call.form() == null ? "GET " : "POST ")
        + call.address().getHost()
        + call.address().getPath()
        + (query.contains("&feed=s3cret&user=ann") ? "?feed" : "");
  }

  private void opens(String door, String body) {
    String address = "https://" + door.replaceFirst("^\\w+ ", "").replace("?feed", "?feed=s3cret");
    served.put(door, called(fresh(body, address)));
  }

  private static Fetched fresh(String body, String address) {
    return new Fetched.Fresh(
        new Document(body.getBytes(StandardCharsets.UTF_8), null, URI.create(address)),
        Validators.NONE);
  }

  private static Caller.Called called(Fetched fetched) {
    return new Caller.Called(fetched, Map.of());
  }
}
