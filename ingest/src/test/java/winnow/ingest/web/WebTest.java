package winnow.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import winnow.ingest.Reading;
import winnow.ingest.Recordings;
import winnow.ingest.Source;
import winnow.ingest.SourceContract;
import winnow.model.Identifier;
import winnow.model.Sighting;

class WebTest extends SourceContract {
  @Override
  protected Source source() {
    return new Web();
  }

  @Override
  protected List<String> recordings() {
    return List.of(
        "web/blog.rss.xml", "web/journal.atom.xml", "arxiv/batch.rss.xml", "arxiv/batch.rdf.xml");
  }

  @Test
  void address_anyFeed_isOnlyInTheConfiguration() {
    assertThatThrownBy(() -> source().address(feed()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("web:example");
  }

  @Test
  void read_rssItem_isPlainText() throws Exception {
    Sighting first = read("web/blog.rss.xml").sightings().get(0);

    assertThat(first)
        .isEqualTo(
            Sighting.of(
                    feed(),
                    "lab-17",
                    List.of(Identifier.parse("url:https://lab.example.org/2026/monitor")),
                    NOW)
                .title("What our monitor missed & why")
                .authors(List.of("Ada Muster"))
                .abstractText("It missed three things.")
                .publishedAt(Instant.parse("2026-06-02T10:00:00Z"))
                .links(List.of(URI.create("https://lab.example.org/2026/monitor?utm_medium=rss")))
                .build());
  }

  @Test
  void read_itemWithoutGuid_isNamedByItsLink() throws Exception {
    Sighting second = read("web/blog.rss.xml").sightings().get(1);

    assertThat(second.entryId()).isEqualTo("https://arxiv.org/abs/2606.00011");
    assertThat(second.key()).hasToString("arxiv:2606.00011");
    assertThat(second.authors()).containsExactly("Press Office");
    assertThat(second.publishedAt()).isNull();
  }

  @Test
  void read_itemsThatNameNoPage_areRejectedOrIgnored() throws Exception {
    Reading reading = read("web/blog.rss.xml");

    assertThat(reading.rejected()).hasSize(1);
    assertThat(reading.rejected().get(0).cause()).contains("neither a link nor an id");
    assertThat(reading.ignored()).isEqualTo(1);
    assertThat(reading.notes()).containsExactly("1 date out of range, left out");
  }

  @Test
  void read_atomEntry_resolvesLinksAndTakesTheDoi() throws Exception {
    Sighting article = read("web/journal.atom.xml").sightings().get(0);

    assertThat(article.identifiers())
        .extracting(Identifier::toString)
        .containsExactly("doi:10.1000/j.ex.1", "url:https://feeds.example.org/articles/1");
    assertThat(article.title()).isEqualTo("On Robust Examples");
    assertThat(article.authors()).containsExactly("Ada Muster", "José Beispiel");
    assertThat(article.publishedAt()).isEqualTo("2026-06-02T00:00:00Z");
  }

  @Test
  void read_blanksOfAllKinds_areOneBetweenWords() throws Exception {
    String feed =
        "<rss version=\"2.0\"><channel><item><link>https://lab.example.org/a</link>"
            + "<title>\t One\u00A0 \r\n two&#160;three\u00A0 \u2003</title>"
            + "<description>\u00A0</description></item></channel></rss>";

    Sighting only = readText(feed);

    assertThat(only.title()).isEqualTo("One two three");
    assertThat(only.abstractText()).isNull();
  }

  @Test
  void read_whatOnlyLooksLikeMarkup_staysAsItIs() throws Exception {
    String feed =
        "<rss version=\"2.0\"><channel><item><link>https://lab.example.org/a</link>"
            + "<title>R&amp;D where a &lt; b</title>"
            + "<description>a &lt;i&gt;b&lt;/i&gt; &amp;amp; c</description></item></channel></rss>";

    Sighting only = readText(feed);

    assertThat(only.title()).isEqualTo("R&D where a < b");
    assertThat(only.abstractText()).isEqualTo("a b & c");
  }

  private Sighting readText(String feed) throws Exception {
    return source().read(feed(), Recordings.of(feed), NOW).sightings().get(0);
  }
}
