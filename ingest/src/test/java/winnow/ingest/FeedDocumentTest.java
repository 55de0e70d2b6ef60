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
    FeedEntry entry =
        FeedDocument.read(Recordings.document("arxiv/batch.rss.xml")).entries().get(0);

    String original = new String(entry.element().original(), StandardCharsets.UTF_8);

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
  void read_entriesBesideSuchAnEntity_areKeptWithoutItAndAreNotTheWhole() throws Exception {
    FeedDocument read =
        FeedDocument.read(
            "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><rss version=\"2.0\">"
                + "<channel><item><title>A &x;</title></item><item><title>B</title></item>"
                + "</channel></rss>");

    assertThat(read.entries()).extracting(FeedEntry::title).containsExactly("A &x;", "B");
    assertThat(read.cut()).extracting(FeedDocument.Cut::reason).asString().contains("DOCTYPE");
    assertThatThrownBy(read::whole).hasMessageContaining("DOCTYPE");
  }

  @Test
  void read_namespaceWithoutAName_isTheEntrysOwnTrouble() throws Exception {
    FeedDocument read =
        FeedDocument.read(
            "<rss xmlns:i=\"2 is no name\"><channel><item><title>A</title><i:x>y</i:x></item>"
                + "</channel></rss>");

    assertThat(read.entries()).extracting(FeedEntry::title).containsExactly("A");
  }

  @Test
  void read_entryInsideAnEntry_isAnEntryOfItsOwn() throws Exception {
    FeedDocument read =
        FeedDocument.read(
            "<rss version=\"2.0\"><channel><item><title>now</title><conflicts>"
                + "<item><title>then</title><link>http://a.example/</link></item>"
                + "</conflicts></item></channel></rss>");

    assertThat(read.entries()).extracting(FeedEntry::title).containsExactly("now", "then");
    assertThat(read.entries())
        .extracting(FeedEntry::link)
        .containsExactly(null, "http://a.example/");
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
  void read_doctypeThatThePrologHides_isRefusedToo() {
    String late =
        "<?xml version=\"1.0\"?><!-- <rss> --><!DOCTYPE rss [<!ENTITY % x SYSTEM \"x\"> %x;]>"
            + "<rss version=\"2.0\"/>";

    assertThatThrownBy(() -> FeedDocument.read(late)).hasMessageContaining("DOCTYPE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "control character | a\u0001b",
        "entity of HTML's | a&nbsp;b",
        "bare ampersand | a & b",
        "element not closed | <b>a",
        "elements wrongly nested | <b><i>a</b></i>",
        "prefix without a namespace | <x:y>a</x:y>"
      })
  void read_brokenInACommonWay_isRepairedAndNoted(String name, String title) throws Exception {
    String text =
        "<rss version='2.0'><channel><item><title>"
            + title
            + "</title><link>https://a.example/1</link></item>"
            + "<item><link>https://a.example/2</link></item></channel></rss>";

    FeedDocument read = FeedDocument.read(text);

    assertThat(read.entries())
        .extracting(FeedEntry::link)
        .containsExactly("https://a.example/1", "https://a.example/2");
    assertThat(read.cut()).isNull();
    if (!name.equals("prefix without a namespace")) {
      assertThat(read.notes()).anyMatch(note -> note.contains("was repaired"));
    }
  }

  @Test
  void read_entryNeverClosed_isNotTakenForTheNextOnesParent() throws Exception {
    String text =
        "<rss><channel><item><link>https://a.example/1</link>"
            + "<item><link>https://a.example/2</link>"
            + "<item><link>https://a.example/3</link></channel></rss>";

    assertThat(FeedDocument.read(text).entries())
        .extracting(FeedEntry::link)
        .containsExactly("https://a.example/1", "https://a.example/2", "https://a.example/3");
  }

  @Test
  void read_junkBeforeTheProlog_isSkippedAndNoted() throws Exception {
    FeedDocument read = FeedDocument.read("Warning: x\n<?xml version='1.0'?><rss><channel/></rss>");

    assertThat(read.notes())
        .containsExactly("has 11 characters before its beginning that are not XML");
  }

  @Test
  void read_documentThatBreaksOff_keepsTheWholeEntriesAndSaysWhere() throws Exception {
    FeedDocument read =
        FeedDocument.read("<rss><channel><item><guid>1</guid></item><item><guid>2</gu");

    assertThat(read.entries()).extracting(FeedEntry::id).containsExactly("1");
    assertThat(read.cut().rest()).isEqualTo("<item><guid>2</gu");
    assertThat(read.cut().reason()).startsWith("is cut off or no well-formed XML: line 1");
    assertThatThrownBy(read::whole).isInstanceOf(UnreadableFeedException.class);
  }

  @Test
  void read_jsonFeed_hasItsItems() throws Exception {
    FeedDocument read =
        FeedDocument.read(
            "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\",\"items\":[{\"id\":1,"
                + "\"url\":\"https://a.example/1\",\"content_html\":\"<p>x</p>\","
                + "\"authors\":[{\"name\":\"Ada Muster\"}],"
                + "\"date_published\":\"2026-06-03T00:00:00Z\"}]}");

    FeedEntry entry = read.entries().get(0);
    assertThat(read.title()).isEqualTo("T");
    assertThat(entry.id()).isEqualTo("1");
    assertThat(entry.link()).isEqualTo("https://a.example/1");
    assertThat(entry.authors()).containsExactly("Ada Muster");
    assertThat(entry.date()).isEqualTo("2026-06-03T00:00:00Z");
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
        "<opml><body/></opml> | is XML, but no RSS or Atom that can be read: <opml>",
        "<rss version='2.0'><channel><title>T</title></channel><x:item xmlns:x='urn:x'/></rss> | has 1 items or entries, of which none stands where its format has them"
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
