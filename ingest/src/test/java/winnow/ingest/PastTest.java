package winnow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import winnow.config.Settings;
import winnow.http.Call;
import winnow.http.Caller;
import winnow.http.Document;
import winnow.http.Fetched;
import winnow.http.Validators;
import winnow.ingest.arxiv.Arxiv;
import winnow.ingest.reddit.Reddit;
import winnow.model.Sighting;

/** Reddit's listings, read back page by page. */
class PastTest {
  private static final Instant NOW = Instant.parse("2026-06-20T06:00:00Z");
  private static final LocalDate SINCE = LocalDate.parse("2026-06-10");

  private final HeardFeedLog heard = new HeardFeedLog();
  private final Reddit reddit = new Reddit(URI.create("https://www.reddit.com"));
  private final List<String> asked = new ArrayList<>();
  private final List<Integer> told = new ArrayList<>();

  /** What a page holds, by the query that asks for it; each post is a day older than the last. */
  private final Map<String, Fetched> pages = new LinkedHashMap<>();

  @Test
  void fill_listingLongerThanTheTime_readsBackToTheDayAndNoFurther() throws Exception {
    page("limit=100", "t3_z", "2026-06-19", "t3_y", "2026-06-15");
    page("limit=100&after=t3_y", "t3_x", "2026-06-12", "t3_w", "2026-06-09");
    page("limit=100&after=t3_w", "t3_v", "2026-06-01");

    Backfill done = fill();

    assertThat(done).isEqualTo(new Backfill(0, 0, 0, 2, ""));
    assertThat(asked).containsExactly("limit=100", "limit=100&after=t3_y");
    assertThat(heard.sightings)
        .extracting(Sighting::entryId)
        .containsExactly("t3_z", "t3_y", "t3_x", "t3_w");
    assertThat(told).containsExactly(1, 2);
  }

  @Test
  void fill_listingThatEnds_endsToo() throws Exception {
    page("limit=100", "t3_z", "2026-06-19");
    page("limit=100&after=t3_z");

    assertThat(fill()).isEqualTo(new Backfill(0, 0, 0, 2, ""));
  }

  @Test
  void fill_again_tellsNothingTwice() throws Exception {
    page("limit=100", "t3_z", "2026-06-19", "t3_y", "2026-06-05");

    fill();
    fill();

    assertThat(heard.sightings).hasSize(2);
  }

  @Test
  void fill_turnedAwayInTheMiddle_keepsWhatCameAndSaysWhy() throws Exception {
    page("limit=100", "t3_z", "2026-06-19");
    pages.put("limit=100&after=t3_z", new Fetched.Later(Duration.ofMinutes(9), "HTTP 429", true));

    Backfill done = fill();

    assertThat(done.pages()).isEqualTo(1);
    assertThat(done.stopped()).isEqualTo("reddit:mlsafety: HTTP 429, asked to wait PT9M");
    assertThat(heard.sightings).extracting(Sighting::entryId).containsExactly("t3_z");
  }

  /** The newest are polled as if nothing had been read back. */
  @Test
  void fill_feedThatIsPolledToo_leavesItsTurnsAsTheyAre() throws Exception {
    page("limit=100", "t3_z", "2026-06-05");

    fill();

    assertThat(heard.state("reddit:mlsafety").polledAt()).isEqualTo(Instant.EPOCH);
    assertThat(heard.state("reddit:mlsafety").emitted()).isNotEmpty();
  }

  private Backfill fill() throws Exception {
    Caller caller =
        Answers.toCalls(
            call -> {
              asked.add(call.address().getQuery());
              return new Caller.Called(answer(call), Map.of());
            });
    Feed feed =
        Feed.of(
                new Settings.Feed(null, "mlsafety", null, null, null, null),
                Map.of("reddit", reddit),
                Map.of())
            .through(new Doors(List.of(reddit.anonymous()), caller, heard));
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    Witnessing nobody =
        new Witnessing(
            new PacedFetcher(Answers.to(address -> new Fetched.Failed("nobody"))),
            heard,
            List.of(),
            Arxiv.archive(URI.create("http://127.0.0.1/api")));
    Paces paces = new Paces(heard, clock, gap -> {});
    return new Past(List.of(feed), heard, nobody, clock, paces)
        .fill(SINCE, far -> told.add(far.pages()));
  }

  private Fetched answer(Call call) {
    Fetched page = pages.get(call.address().getQuery());
    return page == null ? new Fetched.Refused(404, "HTTP 404") : page;
  }

  /**
   * @param posts names and days in turn
   */
  private void page(String query, String... posts) {
    StringBuilder atom = new StringBuilder("<feed xmlns=\"http://www.w3.org/2005/Atom\">");
    for (int i = 0; i < posts.length; i += 2) {
      atom.append(
          """
          <entry><id>%s</id><title>[R] Neat</title><published>%sT06:00:00+00:00</published>
           <content type="html">&lt;a href="https://arxiv.org/abs/2606.0000%d"&gt;[link]&lt;/a&gt;</content></entry>
          """
              .formatted(posts[i], posts[i + 1], posts[i].hashCode() % 9 + 1));
    }
    byte[] bytes = atom.append("</feed>").toString().getBytes(StandardCharsets.UTF_8);
    URI address = URI.create("https://www.reddit.com/r/mlsafety/new.rss?" + query);
    pages.put(query, new Fetched.Fresh(new Document(bytes, null, address), Validators.NONE));
  }
}
