package winnow.ingest.reddit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.ingest.Reading;
import winnow.ingest.Recordings;
import winnow.ingest.Source;
import winnow.ingest.SourceContract;
import winnow.ingest.UnreadableFeedException;
import winnow.model.Access;
import winnow.model.Engagement;
import winnow.model.Fate;
import winnow.model.FeedId;
import winnow.model.Identifier;
import winnow.model.Sighting;
import winnow.topics.Json;

class RedditTest extends SourceContract {
  @Override
  protected Source source() {
    return new Reddit(URI.create("https://www.reddit.com"));
  }

  @Override
  protected List<String> recordings() {
    return List.of("reddit/new.json", "reddit/new.atom.xml");
  }

  @Test
  void address_subreddit_isItsNewestPosts() {
    assertThat(source().address(new FeedId("reddit:mlsafety")))
        .hasToString("https://www.reddit.com/r/mlsafety/new.rss?limit=100");
  }

  @Test
  void read_linkPost_keepsHeadlineEngagementAndDoor() throws Exception {
    Sighting post = only(read("reddit/new.json"), "t3_aaa001");

    assertThat(post)
        .isEqualTo(
            Sighting.of(feed(), "t3_aaa001", List.of(Identifier.parse("arxiv:2606.00011")), NOW)
                .headline("[R] Watching a Model & Its Monitor")
                .version(2)
                .engagement(new Engagement(41, 7))
                .publishedAt(Instant.parse("2026-06-03T00:00:00Z"))
                .links(List.of(URI.create("https://arxiv.org/pdf/2606.00011v2.pdf")))
                .access(Access.OAUTH)
                .build());
  }

  @Test
  void read_selfPost_givesASightingForEachPaperOnce() throws Exception {
    List<Sighting> post = of(read("reddit/new.json"), "t3_aaa002");

    assertThat(post)
        .extracting(sighting -> sighting.key().toString())
        .containsExactly("arxiv:2606.00011", "openreview:AbCdEf123");
    assertThat(post.get(0).identifiers()).hasSize(1);
    assertThat(post.get(0).links())
        .containsExactly(
            URI.create("https://arxiv.org/abs/2606.00011"),
            URI.create("https://doi.org/10.48550/arXiv.2606.00011"));
    assertThat(post.get(0).engagement()).isEqualTo(new Engagement(0, 0));
  }

  @Test
  void read_postsWithoutPaper_areIgnoredOrKeptByTheirPage() throws Exception {
    Reading reading = read("reddit/new.json");

    assertThat(of(reading, "t3_aaa003")).isEmpty();
    assertThat(of(reading, "t3_aaa009")).isEmpty();
    assertThat(reading.ignored()).isEqualTo(2);
    assertThat(only(reading, "t3_aaa004").key())
        .hasToString("url:https://example.org/blog/monitors?id=5");
  }

  @Test
  void read_deletedPost_isMarkedAndItsWordsAreGone() throws Exception {
    Sighting gone = only(read("reddit/new.json"), "t3_aaa005");

    assertThat(gone.fate()).isEqualTo(Fate.DELETED);
    assertThat(gone.headline()).isNull();
    assertThat(gone.engagement()).isNull();
    assertThat(gone.key()).hasToString("arxiv:2606.00033");
  }

  @Test
  void read_crosspost_pointsWhereTheOriginalPoints() throws Exception {
    assertThat(only(read("reddit/new.json"), "t3_aaa006").key()).hasToString("arxiv:2606.00044");
  }

  @Test
  void read_postWithoutName_isRejectedWithoutThePostersName() throws Exception {
    Reading reading = read("reddit/new.json");

    assertThat(reading.rejected()).hasSize(1);
    assertThat(new String(reading.rejected().get(0).original(), StandardCharsets.UTF_8))
        .contains("A post that lost its name")
        .doesNotContain("example_account");
  }

  @Test
  void read_anything_neverKeepsARedditor() throws Exception {
    for (String recording : recordings()) {
      assertThat(read(recording).sightings())
          .allMatch(sighting -> !Json.text(sighting).contains("example_account"));
    }
  }

  @Test
  void read_unreadableDocument_keepsItWithoutRedditors() {
    String cut = Recordings.text("reddit/new.atom.xml").substring(0, 1500);

    assertThatThrownBy(() -> source().read(feed(), Recordings.of(cut), NOW))
        .isInstanceOfSatisfying(
            UnreadableFeedException.class,
            e -> assertThat(e.kept()).contains("mlsafety").doesNotContain("example_account"));
  }

  @Test
  void read_atom_leavesEngagementUnknown() throws Exception {
    List<Sighting> sightings = read("reddit/new.atom.xml").sightings();

    assertThat(sightings)
        .extracting(sighting -> sighting.entryId() + " " + sighting.key())
        .containsExactly("t3_aaa001 arxiv:2606.00011", "t3_aaa002 acl:2026.acl-long.7");
    assertThat(sightings).allMatch(sighting -> sighting.engagement() == null);
    assertThat(sightings).allMatch(sighting -> sighting.access() == Access.ANONYMOUS);
    assertThat(sightings.get(0).headline()).isEqualTo("[R] Watching a Model & Its Monitor");
    assertThat(sightings.get(1).publishedAt()).isEqualTo("2026-06-03T01:00:00Z");
  }

  @Test
  void read_commentsPage_isAnArrayOfListings() throws Exception {
    String page =
        "["
            + Recordings.text("reddit/new.json")
            + ","
            + "{\"kind\":\"Listing\","
            + "\"data\":{\"children\":[{\"kind\":\"more\",\"data\":{}}]}}]";

    Reading reading = source().read(feed(), Recordings.of(page), NOW);

    assertThat(reading.entries()).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"message\": \"Forbidden\", \"error\": 403} | Reddit answers with an error: 403 Forbidden",
        "{\"kind\": \"t5\", \"data\": {}} | is JSON, but no listing of posts",
        "[1] | is JSON, but no listing of posts",
        "<html><body>blocked</body></html> | is an HTML page, not a feed"
      })
  void read_noListing_saysWhatItIs(String body, String reason) {
    assertThatThrownBy(() -> source().read(feed(), Recordings.of(body), NOW))
        .isInstanceOf(UnreadableFeedException.class)
        .hasMessage(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "https://i.redd.it/x.png, ",
    "https://v.redd.it/x, ",
    "https://www.reddit.com/gallery/x, ",
    "https://i.imgur.com/x.gifv, ",
    "https://youtu.be/x, ",
    "https://pics.example.org/x.JPG?w=1, ",
    "/r/other/comments/x/, ",
    "https://github.com/example/code, url:https://github.com/example/code",
    "https://huggingface.co/papers/2606.00011, arxiv:2606.00011",
    "https://doi.org/10.1000/xyz, doi:10.1000/xyz"
  })
  void read_linkPostTo_isAbout(String url, String about) throws Exception {
    String listing =
        "{\"kind\":\"Listing\",\"data\":{\"children\":[{\"kind\":\"t3\",\"data\":{\"name\":\"t3_x\","
            + "\"title\":\"T\",\"is_self\":false,\"url\":\""
            + url
            + "\"}}]}}";

    List<Sighting> sightings = source().read(feed(), Recordings.of(listing), NOW).sightings();

    assertThat(sightings)
        .extracting(sighting -> sighting.key().toString())
        .isEqualTo(about == null ? List.of() : List.of(about));
  }

  @Test
  void read_titleThatNamesAPaper_isEnough() throws Exception {
    String listing =
        "{\"kind\":\"Listing\",\"data\":{\"children\":[{\"kind\":\"t3\",\"data\":{\"name\":\"t3_x\","
            + "\"title\":\"Thoughts on arXiv:2606.00011v3?\",\"is_self\":true,\"url\":\"\"}}]}}";

    Sighting sighting = source().read(feed(), Recordings.of(listing), NOW).sightings().get(0);

    assertThat(sighting.key()).hasToString("arxiv:2606.00011");
    assertThat(sighting.version()).isEqualTo(3);
    assertThat(sighting.links()).isEmpty();
  }

  private static List<Sighting> of(Reading reading, String entryId) {
    return reading.sightings().stream().filter(s -> s.entryId().equals(entryId)).toList();
  }

  private static Sighting only(Reading reading, String entryId) {
    assertThat(of(reading, entryId)).hasSize(1);
    return of(reading, entryId).get(0);
  }
}
