package winnow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.http.Document;
import winnow.ingest.web.Web;
import winnow.model.FeedId;

/** {@link Corpora}, read; the figures to reach are feedparser 6.0.10's on the same files. */
class CorpusTest {
  /** Of the processor's time, which does not depend on what else the machine does. */
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}/{1}")
  @CsvSource({
    "feedparser, wellformed, 1749, 1733, 1187",
    "feedparser, illformed, 19, 18, 13",
    "feedparser, entities, 256, 256, 3",
    "feedparser, encoding, 82, 82, 14",
    "feedvalidator, testcases, 2156, 1847, 1467"
  })
  void read_corpus_findsAsMuchAsFeedparser(
      String archive, String part, int files, int feeds, int entries) throws Exception {
    int read = 0;
    int found = 0;
    int met = 0;
    for (Path file : unpacked(archive, part)) {
      met++;
      long start = THREAD.getCurrentThreadCpuTime();
      try {
        Reading reading =
            new Web()
                .read(
                    new FeedId("web:corpus"),
                    new Document(Files.readAllBytes(file), null, URI.create("http://a.example/")),
                    Instant.parse("2026-11-20T06:00:00Z"));
        read++;
        found += reading.entries();
      } catch (UnreadableFeedException refused) {
        assertThat(refused.reason()).as(file.toString()).isNotBlank();
      }
      assertThat(Duration.ofNanos(THREAD.getCurrentThreadCpuTime() - start))
          .as(file.toString())
          .isLessThan(LONGEST);
    }

    System.out.printf(
        "%s/%s: %d feeds and %d entries of %d documents; feedparser %d and %d%n",
        archive, part, read, found, met, feeds, entries);
    assertThat(met).isEqualTo(files);
    assertThat(read).isGreaterThanOrEqualTo(feeds);
    assertThat(found).isGreaterThanOrEqualTo(entries);
  }

  private List<Path> unpacked(String archive, String part) throws Exception {
    return Corpora.unpacked(archive, folder).stream()
        .filter(file -> file.toString().endsWith(".xml"))
        .filter(file -> folder.relativize(file).toString().contains("/" + part + "/"))
        .toList();
  }
}
