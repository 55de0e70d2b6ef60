package winnow.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import winnow.kafka.TopicReader;
import winnow.model.Sighting;
import winnow.topics.Topic;

/**
 * What a sighting costs where so many papers are known already: one enrich worker with a heap of 1
 * GB against a broker of its own, fed as a quarter of arXiv's announcements would feed it; against
 * a Streams application that only passes the same bytes on.
 */
final class Scale {
  private static final String SIZES = "100000 1000000";
  private static final int LATER = 20_000;
  private static final int HEARD = 20_000;
  private static final String WORKER = "w1";
  private static final String COPY_IN = "bench-in";
  private static final String COPY_OUT = "bench-out";

  /** Who met others under keys that wore out has a circle without anybody; sown, none. */
  private static final String NOBODY_MET = "{\"met\":{},\"listeners\":[]}";

  private final SyntheticPapers papers = new SyntheticPapers();
  private double base;

  void run() throws Exception {
    requireSownAsHeard();
    for (String size : System.getenv().getOrDefault("SIZES", SIZES).strip().split("\\s+")) {
      alone((crew, folder) -> measure(crew, folder, Long.parseLong(size)));
    }
  }

  private interface Measuring {
    void with(Crew crew, Path folder) throws Exception;
  }

  private static void alone(Measuring measuring) throws Exception {
    Path folder = Files.createTempDirectory("winnow-scale");
    try (Crew crew = Crew.gather(folder, 1)) {
      measuring.with(crew, folder);
    } finally {
      Programs.delete(folder);
    }
  }

  private void requireSownAsHeard() throws Exception {
    List<Map<String, String>> kept = new ArrayList<>();
    alone(
        (crew, folder) -> {
          crew.hireForLong(WORKER);
          double took = crew.work(HEARD, papers::announced);
          Report.line("scale: %,d papers, %,.0f a second while they came", HEARD, HEARD / took);
          kept.add(changelogs(crew));
        });
    alone(
        (crew, folder) -> {
          sow(crew, folder, HEARD);
          kept.add(changelogs(crew));
        });
    Map<String, String> heard = kept.get(0);
    Map<String, String> sown = kept.get(1);
    if (!heard.equals(sown)) {
      heard.entrySet().removeAll(Map.copyOf(sown).entrySet());
      throw new IllegalStateException(
          "not sown as heard, in "
              + heard.size()
              + " records of "
              + sown.size()
              + ": "
              + heard.entrySet().stream().limit(3).toList());
    }
    Report.line("scale: sown they leave the same %,d records in the stores", sown.size());
  }

  /** What is restored into each store, by store and key. */
  private static Map<String, String> changelogs(Crew crew) {
    Map<String, String> kept = new TreeMap<>();
    for (String store : Sowing.STORES) {
      new TopicReader(crew.cluster())
          .raw(
              new Topic<>(
                  Sowing.changelog(crew.cluster(), store),
                  "",
                  "",
                  Topic.Keep.LATEST,
                  Object.class,
                  null),
              record ->
                  kept.put(
                      store + " " + record.key(),
                      new String(record.value(), StandardCharsets.UTF_8)));
    }
    kept.values().removeIf(NOBODY_MET::equals);
    return kept;
  }

  private static void sow(Crew crew, Path folder, long known) throws Exception {
    Process sowing =
        Programs.prepared(
                Sowing.class,
                List.of(
                    "-XX:TieredStopAtLevel=4",
                    "-Dwinnow.terminal=" + Boolean.getBoolean("winnow.terminal")),
                List.of(
                    crew.cluster().bootstrap(), "" + known, folder.resolve("sowing").toString()))
            .redirectErrorStream(false)
            .inheritIO()
            .start();
    if (sowing.waitFor() != 0) {
      throw new IllegalStateException("could not sow " + known);
    }
  }

  private void measure(Crew crew, Path folder, long known) throws Exception {
    long start = System.nanoTime();
    sow(crew, folder, known);
    long sown = System.nanoTime();
    crew.hireForLong(WORKER);
    crew.work(1, i -> papers.announced(SyntheticPapers.MOST - 1));
    Report.line(
        "scale: %,d papers, sown in %.0f s, %.1f s to restore",
        known, (sown - start) / 1e9, (System.nanoTime() - sown) / 1e9);

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
        "scale:   %d MB resident with a heap of 1 GB, %,d bytes of state a paper",
        Proc.resident(crew.worker(WORKER).pid()), bytes(crew.state(WORKER)) / known);
    double copying = copying(crew, folder, later);
    Report.line(
        "scale:   only passed on %,.0f a second (ratio %.3f)", LATER / copying, copying / took);
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
