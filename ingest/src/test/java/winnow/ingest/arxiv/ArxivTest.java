package winnow.ingest.arxiv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
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
import winnow.model.AnnounceType;
import winnow.model.FeedId;
import winnow.model.Identifier;
import winnow.model.Sighting;

class ArxivTest extends SourceContract {
  @Override
  protected Source source() {
    return new Arxiv(URI.create("https://rss.arxiv.org/rss"));
  }

  @Override
  protected List<String> recordings() {
    return List.of("arxiv/batch.rss.xml", "arxiv/batch.atom.xml", "arxiv/batch.rdf.xml");
  }

  @ParameterizedTest
  @CsvSource({
    "https://rss.arxiv.org/rss, arxiv:cs.LG, https://rss.arxiv.org/rss/cs.LG",
    "http://127.0.0.1:8899/rss/, arxiv:cs.LG+cs.CL, http://127.0.0.1:8899/rss/cs.LG+cs.CL"
  })
  void address_category_isBelowTheBase(String base, String feed, String address) {
    assertThat(new Arxiv(URI.create(base)).address(new FeedId(feed))).hasToString(address);
  }

  @Test
  void read_rss_takesEachPartFromItsElement() throws Exception {
    Sighting first = read("arxiv/batch.rss.xml").sightings().get(0);

    assertThat(first)
        .isEqualTo(
            Sighting.of(
                    feed(),
                    "oai:arXiv.org:2606.00011v1",
                    List.of(Identifier.parse("arxiv:2606.00011")),
                    NOW)
                .title("Watching a Model & Its Monitor: $\\epsilon$-Probes for Hidden Goals")
                .authors(List.of("Ada Muster", "José Beispiel", "Łukasz Przykład"))
                .abstractText(
                    "We ask whether a probe on activations notices a goal that the output hides,"
                        + " and find that $p < 0.01$.")
                .version(1)
                .categories(List.of("cs.LG", "cs.CR"))
                .announceType(AnnounceType.NEW)
                .publishedAt(Instant.parse("2026-06-03T04:00:00Z"))
                .links(List.of(URI.create("https://arxiv.org/abs/2606.00011")))
                .licence("http://creativecommons.org/licenses/by/4.0/")
                .build());
  }

  @Test
  void read_atom_saysWhatRssSays() throws Exception {
    Sighting atom = read("arxiv/batch.atom.xml").sightings().get(0);

    assertThat(atom).isEqualTo(read("arxiv/batch.rss.xml").sightings().get(0));
  }

  @Test
  void read_oldStyleIdWithDoi_keepsBothNamesAndVersion() throws Exception {
    Sighting second = read("arxiv/batch.rss.xml").sightings().get(1);

    assertThat(second.identifiers())
        .extracting(Identifier::toString)
        .containsExactly("arxiv:hep-th/9901001", "doi:10.1000/example.42");
    assertThat(second.version()).isEqualTo(4);
    assertThat(second.announceType()).isEqualTo(AnnounceType.REPLACE_CROSS);
    assertThat(second.journalReference()).isEqualTo("J. Examples 7 (2026) 42");
    assertThat(second.publishedAt()).isNull();
    assertThat(second.licence()).isNull();
  }

  @Test
  void read_entryWithoutId_isRejectedWithItsXmlAndTheRestIsRead() throws Exception {
    Reading reading = read("arxiv/batch.rss.xml");

    assertThat(reading.sightings()).hasSize(2);
    assertThat(reading.rejected()).hasSize(1);
    assertThat(reading.rejected().get(0).cause()).contains("names no arXiv paper");
    assertThat(
            new String(
                reading.rejected().get(0).original(), java.nio.charset.StandardCharsets.UTF_8))
        .startsWith("<item")
        .contains("An entry that lost its name");
  }

  @Test
  void read_rdf_findsVersionPrimaryCategoryAndMarkInTheTitle() throws Exception {
    List<Sighting> sightings = read("arxiv/batch.rdf.xml").sightings();

    Sighting first = sightings.get(0);
    assertThat(first.entryId()).isEqualTo("oai:arXiv.org:2307.00021v1");
    assertThat(first.title()).isEqualTo("Can a Monitor (a Small One) Keep Up?");
    assertThat(first.abstractText())
        .isEqualTo("We let a small model watch a large one, for $a<b$ and see this page .");
    assertThat(first.authors()).containsExactly("Ada Muster", "José Beispiel");
    assertThat(first.categories()).containsExactly("cs.CR");
    assertThat(first.announceType()).isNull();
    assertThat(first.publishedAt()).isNull();
    assertThat(sightings.get(1).version()).isEqualTo(3);
    assertThat(sightings.get(1).announceType()).isEqualTo(AnnounceType.REPLACE);
  }

  @Test
  void read_errorServedAsAFeed_isUnreadable() {
    assertThatThrownBy(() -> read("arxiv/error.rss.xml"))
        .isInstanceOf(UnreadableFeedException.class)
        .hasMessage(
            "arXiv answers with an error: Feed error for query: cs.NOPE: Invalid archive"
                + " specification.");
  }

  @Test
  void read_feedOfSomebodyElse_isUnreadable() {
    assertThatThrownBy(() -> read("web/journal.atom.xml"))
        .isInstanceOf(UnreadableFeedException.class)
        .hasMessageContaining("none of its 1 entries can be read");
  }

  @Test
  void read_emptyWeekendFeed_hasNoEntries() throws Exception {
    String empty = Recordings.text("arxiv/batch.rss.xml").replaceAll("(?s)<item>.*</item>", "");

    Reading reading = source().read(feed(), Recordings.of(empty), NOW);

    assertThat(reading.entries()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "'Wed, 03 Jun 1026 00:00:00 -0400'",
    "'Wed, 03 Jun 9999 00:00:00 -0400'",
    "'Wed, 03 Jun 1970 00:00:00 GMT'",
    "'yesterday'",
    "'99 Foo 2026'"
  })
  void read_absurdDate_isLeftOutAndNoted(String date) throws Exception {
    String absurd =
        Recordings.text("arxiv/batch.rss.xml")
            .replaceAll("<pubDate>[^<]*</pubDate>", "<pubDate>" + date + "</pubDate>");

    Reading reading = source().read(feed(), Recordings.of(absurd), NOW);

    assertThat(reading.sightings()).hasSize(2).allMatch(s -> s.publishedAt() == null);
    assertThat(reading.notes()).containsExactly("1 date out of range, left out");
  }
}
