package winnow.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import winnow.config.ConfigException;
import winnow.http.Call;
import winnow.http.Caller;
import winnow.http.Fetched;
import winnow.http.Pacing;
import winnow.http.Validators;
import winnow.http.WebFetcher;

/** What the replica says at a time is what its scenario has. */
class ReplicaTest {
  private final Scenario scenario = Scenario.month();
  private final SimulatedTime time = SimulatedTime.from(scenario.begins());
  private final Replica replica = new Replica(scenario, time);
  private final WebFetcher web = new WebFetcher("test", WebFetcher.Limits.DEFAULT, time);

  @AfterEach
  void close() throws Exception {
    web.close();
    replica.close();
  }

  @Test
  void feed_onAnAnnouncementsDay_hasThatDaysBatchAndIsUnchangedUntilTheNext() throws Exception {
    at("2026-06-02T01:00");
    Fetched.Fresh first = (Fetched.Fresh) get("/rss/cs.LG", Validators.NONE);

    assertThat(text(first)).contains("Announce Type: new", "Announce Type: cross");
    assertThat(get("/rss/cs.LG", first.validators())).isInstanceOf(Fetched.Unchanged.class);
    at("2026-06-04T12:00");
    assertThat(get("/rss/cs.LG", first.validators())).isInstanceOf(Fetched.Fresh.class);
  }

  @Test
  void feed_whileStale_isTheLastBatchAgainAndThenItsOwn() throws Exception {
    at("2026-06-02T01:00");
    String before = text(get("/rss/cs.LG", Validators.NONE));
    at("2026-06-03T09:59");
    String stale = text(get("/rss/cs.LG", Validators.NONE));
    at("2026-06-03T10:00");
    String own = text(get("/rss/cs.LG", Validators.NONE));

    assertThat(guids(stale)).isEqualTo(guids(before)).isNotEqualTo(guids(own));
  }

  @Test
  void feed_ofABusyDay_isCutWithoutAWordAndTheListingNamesAll() throws Exception {
    at("2026-06-08T01:00");
    String feed = text(get("/rss/cs.LG", Validators.NONE));
    String listing = text(get("/list/cs.LG/new?skip=0&show=2000", Validators.NONE));

    assertThat(feed.split("<item>", -1)).hasSize(2001);
    assertThat(feed).doesNotContain("Announce Type: replace");
    assertThat(listing).contains("New submissions (showing 2000 of 2010 entries )");
  }

  @Test
  void answer_duringAStorm_saysWhenToComeAgain() throws Exception {
    at("2026-06-16T05:00");
    assertThat(get("/list/cs.CL/new", Validators.NONE))
        .isEqualTo(new Fetched.Later(Duration.ofMinutes(30), "HTTP 429", true));
    at("2026-06-22T06:00");
    assertThat(get("/api/query?id_list=2606.00001", Validators.NONE))
        .isInstanceOfSatisfying(
            Fetched.Later.class,
            later -> assertThat(later.delay()).isBetween(minutes(19), minutes(20)));
  }

  @Test
  void answer_ofWhatHasMoved_isARedirectAndThenTheSame() throws Exception {
    at("2026-06-26T05:00");

    String listing = text(get("/list/cs.CL/new?skip=0&show=2000", Validators.NONE));

    assertThat(listing).contains("New submissions (showing ");
    assertThat(replica.log())
        .extracting(one -> one.path() + " " + one.status())
        .containsExactly(
            "/list/cs.CL/new?skip=0&show=2000 302", "/list/cs.CL/new?skip=0&show=2000&moved=1 200");
  }

  @Test
  void reddit_atItsThreeDoors_opensToItsCredentialsAlone() throws Exception {
    at("2026-06-05T12:00");
    Map<String, String> nobody = Map.of("Authorization", "Bearer made-up");

    assertThat(get("/r/mlsafety/new.json", Validators.NONE)).isInstanceOf(Fetched.Later.class);
    assertThat(text(get("/r/mlsafety/new.rss?limit=100", Validators.NONE))).contains("t3_aa01");
    assertThat(get("/r/mlsafety/new.rss?feed=wrong&user=" + Replica.USER, Validators.NONE))
        .isInstanceOf(Fetched.Later.class);
    assertThat(
            text(
                get(
                    "/r/mlsafety/new.rss?feed=" + Replica.TOKEN + "&user=" + Replica.USER,
                    Validators.NONE)))
        .contains("t3_aa01");
    assertThat(call("/r/mlsafety/new", nobody, null).fetched())
        .isEqualTo(new Fetched.Refused(401, "HTTP 401"));
    Caller.Called listing = call("/r/mlsafety/new", Map.of("Authorization", bearer()), null);
    assertThat(text(listing.fetched())).contains("\"t3_aa05\"", "\"is_gallery\": true");
    assertThat(listing.headers()).containsKey("x-ratelimit-remaining");
    assertThat(replica.log()).noneMatch(one -> one.path().contains(Replica.TOKEN));
  }

  @Test
  void log_ofEveryRequest_knowsTheLeastGap() throws Exception {
    get("/rss/cs.LG", Validators.NONE);
    time.pass(Duration.ofSeconds(2));
    get("/atom/stat.ML", Validators.NONE);
    time.pass(Duration.ofSeconds(9));
    get("/rss/cs.CL", Validators.NONE);

    assertThat(replica.log())
        .extracting(one -> one.at() + " " + one.provider() + " " + one.path() + " " + one.status())
        .containsExactly(
            "2026-06-01T04:00:00Z arxiv /rss/cs.LG 200",
            "2026-06-01T04:00:02.300Z arxiv /atom/stat.ML 200",
            "2026-06-01T04:00:11.600Z arxiv /rss/cs.CL 200");
    assertThat(replica.leastGap("arxiv")).contains(Duration.ofMillis(2300));
    assertThat(replica.leastGap("reddit")).isEmpty();
  }

  @Test
  void read_ofWhatNoScenarioHas_namesTheLine() throws Exception {
    assertThatThrownBy(
            () ->
                Scenario.read(
                    "mine.yaml",
                    "from: 2026-06-01\nuntil: soon\n".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("mine.yaml:2: ");
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }

  private void at(String newYork) throws Exception {
    time.passTo(Scenario.moment(LocalDateTime.parse(newYork)));
  }

  private Fetched get(String path, Validators validators) throws Exception {
    return web.call(Call.get(URI.create(replica.address(path)), validators, Map.of()), Pacing.NONE)
        .fetched();
  }

  private Caller.Called call(String path, Map<String, String> headers, Map<String, String> form)
      throws Exception {
    return web.call(
        new Call(URI.create(replica.address(path)), Validators.NONE, headers, form), Pacing.NONE);
  }

  private String bearer() throws Exception {
    String basic =
        Base64.getEncoder()
            .encodeToString((Replica.ID + ":" + Replica.SECRET).getBytes(StandardCharsets.UTF_8));
    String answer =
        text(
            call(
                    "/api/v1/access_token",
                    Map.of("Authorization", "Basic " + basic),
                    Map.of("grant_type", "client_credentials"))
                .fetched());
    return "Bearer " + answer.replaceFirst(".*access_token\": \"", "").replaceFirst("\".*", "");
  }

  private static String text(Fetched fetched) {
    return new String(((Fetched.Fresh) fetched).document().bytes(), StandardCharsets.UTF_8);
  }

  private static String guids(String feed) {
    return Pattern.compile("<guid[^>]*>[^<]*")
        .matcher(feed)
        .results()
        .map(MatchResult::group)
        .toList()
        .toString();
  }
}
