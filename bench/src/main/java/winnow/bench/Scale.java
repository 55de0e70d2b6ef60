package winnow.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import winnow.model.Sighting;

/**
 * What a sighting costs where so many papers are known already: one enrich worker with a heap of 1
 * GB against a broker of its own, fed as a quarter of arXiv's announcements would feed it; against
 * a Streams application that only passes the same bytes on.
 */
final class Scale {
  private static final String SIZES = "10000 100000";
  private static final int LATER = 10_000;
  private static final String WORKER = "w1";
  private static final String COPY_IN = "bench-in";
  private static final String COPY_OUT = "bench-out";

  private final SyntheticPapers papers = new SyntheticPapers();
  private double base;

  void run() throws Exception {
    for (String size : System.getenv().getOrDefault("SIZES", SIZES).strip().split("\\s+")) {
      Path folder = Files.createTempDirectory("winnow-scale");
      try (Crew crew = Crew.gather(folder, 1)) {
        measure(crew, folder, Long.parseLong(size));
      } finally {
        Programs.delete(folder);
      }
    }
  }

  private void measure(Crew crew, Path folder, long known) throws Exception {
    crew.hireForLong(WORKER);
    double seeding = crew.work(known, papers::announced);
    Report.line(
        "scale: %,d papers, %,.0f a second while they came, %,d bytes of state each",
        known, known / seeding, bytes(crew.state(WORKER)) / known);

    Random chance = new Random(known);
    List<Sighting> later = new ArrayList<>();
    for (long i = 0; i < 2 * LATER; i++) {
      later.add(papers.later(chance, known, known + i));
    }
    crew.work(LATER, i -> later.get((int) i)); // what is compiled by then is what was needed
    double took = crew.work(LATER, i -> later.get((int) (LATER + i)));
    double rate = LATER / took;
    base = base == 0 ? rate : base;
    Report.line(
        "scale:   %,.0f sightings a second, each costs %.2f times what it cost at the first size",
        rate, base / rate);
    Report.line(
        "scale:   %d MB resident with a heap of 1 GB", Proc.resident(crew.worker(WORKER).pid()));
    double copying = copying(crew, folder, later);
    Report.line(
        "scale:   only passed on %,.0f a second (ratio %.3f)", LATER / copying, copying / took);
    Report.line("scale:   %.1f s to restore", restoring(crew));
  }

  /** From nothing but the topics to the paper of a new sighting. */
  private double restoring(Crew crew) throws Exception {
    crew.kill(WORKER);
    Programs.delete(crew.state(WORKER));
    long start = System.nanoTime();
    crew.hireForLong(WORKER);
    crew.work(1, i -> papers.announced(SyntheticPapers.MOST - 1));
    return (System.nanoTime() - start) / 1e9;
  }

  private static double copying(Crew crew, Path folder, List<Sighting> later) throws Exception {
    try (Admin admin = crew.cluster().admin()) {
      admin
          .createTopics(
              List.of(new NewTopic(COPY_IN, 1, (short) 1), new NewTopic(COPY_OUT, 1, (short) 1)))
          .all()
          .get();
    }
    Process copy =
        Programs.startForLong(
            BareCopy.class,
            List.of(
                crew.cluster().bootstrap(),
                COPY_IN,
                COPY_OUT,
                folder.resolve(BareCopy.NAME).toString()));
    try {
      List<String> topics = List.of(COPY_IN);
      crew.feed(BareCopy.NAME, topics, LATER, i -> later.get((int) i)); // warm, as the worker is
      return crew.feed(BareCopy.NAME, topics, LATER, i -> later.get((int) i));
    } finally {
      copy.destroyForcibly().waitFor();
    }
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(Scale::size).sum();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (NoSuchFileException compacted) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
