package winnow.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedDocumentTest {
  @ParameterizedTest
  @CsvSource({
    "arxiv/batch.rss.xml, 3",
    "arxiv/batch.atom.xml, 1",
    "arxiv/batch.rdf.xml, 2",
    "reddit/new.atom.xml, 2",
    "web/blog.rss.xml, 4",
    "web/journal.atom.xml, 1"
  })
  void read_anyDialect_hasItsEntries(String recording, int entries) throws Exception {
    assertThat(FeedDocument.read(Recordings.document(recording)).entries()).hasSize(entries);
  }

  @Test
  void read_entry_keepsItsElementWhole() throws Exception {
    FeedDocument.Entry entry =
        FeedDocument.read(Recordings.document("arxiv/batch.rss.xml")).entries().get(0);

    String original = new String(entry.original(), StandardCharsets.UTF_8);

    assertThat(original.indexOf("<category>cs.CR"))
        .isLessThan(original.indexOf("<pubDate>"))
        .isPositive();
    assertThat(original.indexOf("<pubDate>")).isLessThan(original.indexOf("announce_type"));
  }

  @Test
  void read_externalEntity_isRefusedAndNothingIsFetched() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      String hostile =
          "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY x SYSTEM \""
              + server.url("/secret")
              + "\"> %x;]><rss version=\"2.0\"><channel><title>&x;</title></channel></rss>";

      assertThatThrownBy(() -> FeedDocument.read(hostile))
          .isInstanceOf(UnreadableFeedException.class)
          .hasMessageContaining("DOCTYPE");
      assertThat(server.getRequestCount()).isZero();
    }
  }

  @Test
  void read_billionLaughs_isRefusedAtOnce() {
    StringBuilder laughs = new StringBuilder("<!DOCTYPE lolz [<!ENTITY l0 \"lol\">");
    for (int i = 1; i < 10; i++) {
      laughs.append("<!ENTITY l" + i + " \"" + ("&l" + (i - 1) + ";").repeat(10) + "\">");
    }
    laughs.append("]><rss version=\"2.0\"><channel><title>&l9;</title></channel></rss>");

    assertThat(Duration.ofSeconds(5))
        .isGreaterThan(
            time(
                () ->
                    assertThatThrownBy(() -> FeedDocument.read(laughs.toString()))
                        .isInstanceOf(UnreadableFeedException.class)
                        .hasMessageContaining("DOCTYPE")));
  }

  @Test
  void read_doctypeThatThePrologHides_isRefusedByTheParserToo() {
    String late = "<?xml version=\"1.0\"?><!-- <rss> --><!DOCTYPE rss><rss version=\"2.0\"/>";

    assertThatThrownBy(() -> FeedDocument.read(late)).hasMessageContaining("DOCTYPE");
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 200_000})
  void read_endlessNesting_isRefused(int depth) {
    String deep =
        "<rss version=\"2.0\"><channel><item>"
            + "<a>".repeat(depth)
            + "</a>".repeat(depth)
            + "</item></channel></rss>";

    assertThatThrownBy(() -> FeedDocument.read(deep)).isInstanceOf(UnreadableFeedException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<!DOCTYPE html><html/> | is an HTML page, not a feed",
        "<HTML><BODY/></HTML> | is an HTML page, not a feed",
        "Too many requests | is not XML; it begins with: too many requests",
        "<rss version='2.0'><channel><item> | is cut off or no well-formed XML: line 1",
        "<opml><body/></opml> | is XML, but no RSS or Atom that can be read: <opml>",
        "<rss version='2.0'><channel><title>T</title></channel><x:item xmlns:x='urn:x'/></rss> | has 1 items or entries, of which 0 stand where its format has them"
      })
  void read_noFeed_saysWhatItIsInstead(String text, String reason) {
    assertThatThrownBy(() -> FeedDocument.read(text))
        .isInstanceOf(UnreadableFeedException.class)
        .hasMessageStartingWith(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Wed, 03 Jun 2026 00:00:00 -0400 | 2026-06-03T04:00:00Z",
        "Wed, 3 Jun 2026 00:00:00 GMT | 2026-06-03T00:00:00Z",
        "2026-06-03T00:00:00.5+02:00 | 2026-06-02T22:00:00.500Z",
        "3 Jun 2026 00:00 GMT | 2026-06-03T00:00:00Z",
        "2026-06-03 | 2026-06-03T00:00:00Z"
      })
  void date_usualAndOddForms_areRead(String text, String instant) throws Exception {
    String feed =
        "<rss version=\"2.0\"><channel><title>T</title><item><title>T</title><pubDate>"
            + text
            + "</pubDate></item></channel></rss>";

    assertThat(FeedDocument.read(feed).entries().get(0).date()).isEqualTo(instant);
  }

  private static Duration time(Runnable action) {
    long start = System.nanoTime();
    action.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
