package winnow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.ingest.arxiv.Arxiv;
import winnow.ingest.reddit.Reddit;
import winnow.ingest.web.Web;
import winnow.model.AnnounceType;

class DropFolderTest {
  private static final Instant NOW = Instant.parse("2026-06-03T06:00:00Z");

  @TempDir Path folder;
  private final HeardFeedLog heard = new HeardFeedLog();

  @Test
  void poll_aFileOfEachKind_isReadByItsSourceAndMoved() throws Exception {
    Files.writeString(folder.resolve("a.xml"), Recordings.text("arxiv/batch.rss.xml"));
    Files.writeString(folder.resolve("b.json"), Recordings.text("reddit/new.json"));
    Files.writeString(
        folder.resolve("c.txt"),
        "# seen at a workshop\n\nhttps://arxiv.org/abs/2606.00099v3\n10.1000/xyz\nnot a link\n");

    List<Turn> turns = poll();

    assertThat(turns).extracting(Turn::outcome).containsOnly(Turn.Outcome.FETCHED).hasSize(3);
    assertThat(heard.sightings).anyMatch(one -> one.announceType() == AnnounceType.NEW);
    assertThat(heard.sightings).anyMatch(one -> one.entryId().startsWith("t3_"));
    assertThat(heard.sightings)
        .filteredOn(one -> one.entryId().startsWith("arxiv:") || one.entryId().startsWith("doi:"))
        .extracting(one -> one.key() + " " + one.version() + " " + one.links())
        .containsExactly(
            "arxiv:2606.00099 3 [https://arxiv.org/abs/2606.00099v3]", "doi:10.1000/xyz null []");
    assertThat(heard.rejected).extracting(Rejected::what).contains("not a link");
    assertThat(names()).containsExactly("read/a.xml", "read/b.json", "read/c.txt");
  }

  @Test
  void poll_theSameFileAgain_saysNothingNewAndKeepsBoth() throws Exception {
    for (int i = 0; i < 2; i++) {
      Files.writeString(folder.resolve("c.txt"), "https://arxiv.org/abs/2606.00099\n");
      poll();
    }

    assertThat(heard.sightings).hasSize(1);
    assertThat(names()).containsExactly("read/c.txt", "read/c.txt.2");
  }

  @Test
  void poll_whatCannotBeRead_isNamedKeptAndHoldsUpNothing() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "# nothing\n");
    Files.writeString(folder.resolve("b.xml"), "<rss><channel>");
    Files.writeString(folder.resolve("c.txt"), "arXiv:2606.00099v1");
    Files.writeString(folder.resolve("d.txt.part"), "arXiv:2606.00001");
    Files.writeString(folder.resolve(".e"), "arXiv:2606.00002");

    List<Turn> turns = poll();

    assertThat(turns)
        .extracting(Turn::outcome)
        .containsExactly(Turn.Outcome.FAILED, Turn.Outcome.FAILED, Turn.Outcome.FETCHED);
    assertThat(turns.get(0).reason()).isEqualTo("a.txt: is no feed, no JSON, and no list of links");
    assertThat(heard.rejected).extracting(Rejected::what).containsExactly("a.txt", "b.xml");
    assertThat(heard.sightings).extracting(one -> one.version()).containsExactly(1);
    assertThat(names())
        .containsExactly(".e", "d.txt.part", "read/c.txt", "refused/a.txt", "refused/b.xml");
  }

  @Test
  void poll_aFeedThatBreaksOff_givesItsWholeEntriesAndSaysSo() throws Exception {
    Files.writeString(
        folder.resolve("a.xml"),
        "<rss><channel><item><link>https://arxiv.org/abs/2606.00001</link></item><item><li");

    Turn turn = poll().get(0);

    assertThat(turn.outcome()).isEqualTo(Turn.Outcome.FAILED);
    assertThat(turn.reason()).startsWith("a.xml: is cut off");
    assertThat(heard.sightings).hasSize(1);
    assertThat(heard.rejected).extracting(Rejected::what).containsExactly("last entry");
    assertThat(names()).containsExactly("read/a.xml");
  }

  @Test
  void poll_noSuchFolder_saysSo() {
    List<Turn> turns = new DropFolder(folder.resolve("none"), sources(), heard).poll(NOW);

    assertThat(turns)
        .extracting(Turn::reason)
        .containsExactly(folder.resolve("none") + " is no folder");
  }

  private List<Turn> poll() {
    return new DropFolder(folder, sources(), heard).poll(NOW);
  }

  private static Map<String, Source> sources() {
    URI nowhere = URI.create("http://127.0.0.1:1");
    return Map.of("arxiv", new Arxiv(nowhere), "reddit", new Reddit(nowhere), "web", new Web());
  }

  private List<String> names() throws Exception {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
