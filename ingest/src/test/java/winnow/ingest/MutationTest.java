package winnow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.http.Document;
import winnow.ingest.web.Web;
import winnow.model.FeedId;

/** Documents of public corpora, cut off and with bits flipped: read or refused, never an error. */
class MutationTest {
  private static final int EVERY = 10;
  private static final int CUTS = 20;
  private static final int FLIPS = 50;

  /** Of the processor's time, which does not depend on what else the machine does. */
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

  @TempDir Path folder;

  private int read;
  private int refused;

  @ParameterizedTest
  @ValueSource(strings = {"feedparser", "feedvalidator", "json"})
  void read_documentThatIsDamaged_isReadOrRefusedWithItsCause(String corpus) throws Exception {
    List<Path> files = Corpora.unpacked(corpus, folder);
    long seed = Long.getLong("winnow.seed", System.nanoTime());
    Random random = new Random(seed);

    for (int i = 0; i < files.size(); i += EVERY) {
      byte[] whole = Files.readAllBytes(files.get(i));
      String name = files.get(i) + " with -Dwinnow.seed=" + seed;
      read(name, whole);
      for (int cut = 0; cut < CUTS && whole.length > 0; cut++) {
        int length = random.nextInt(whole.length);
        read(name + " cut at " + length, Arrays.copyOf(whole, length));
      }
      for (int flip = 0; flip < FLIPS && whole.length > 0; flip++) {
        byte[] damaged = whole.clone();
        int bit = random.nextInt(whole.length * 8);
        damaged[bit / 8] ^= (byte) (1 << bit % 8);
        read(name + " with bit " + bit + " flipped", damaged);
      }
    }

    System.out.printf("%s, damaged: %d read, %d refused%n", corpus, read, refused);
    assertThat(read + refused).isPositive();
  }

  private void read(String name, byte[] bytes) {
    long start = THREAD.getCurrentThreadCpuTime();
    try {
      new Web()
          .read(
              new FeedId("web:corpus"),
              new Document(bytes, null, URI.create("http://a.example/")),
              Instant.parse("2026-11-20T06:00:00Z"));
      read++;
    } catch (UnreadableFeedException cause) {
      assertThat(cause.reason()).as(name).isNotBlank();
      refused++;
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(name, e);
    }
    assertThat(Duration.ofNanos(THREAD.getCurrentThreadCpuTime() - start))
        .as(name)
        .isLessThan(LONGEST);
  }
}
