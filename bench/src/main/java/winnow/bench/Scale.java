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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import winnow.enrich.merge.MergeTopology;
import winnow.kafka.TopicReader;
import winnow.model.Sighting;
import winnow.topics.Topic;
import winnow.topics.Topics;

/**
 * What a sighting costs where so many papers are known already: one enrich worker with a heap of 1
 * GB against a broker of its own, fed as a quarter of arXiv's announcements would feed it; against
 * a Streams application that only passes the same bytes on.
 */
final class Scale {
  private static final String SIZES = "100000 1000000";
  private static final int WARM = 20_000;
  private static final int A_TURN = 5_000;
  private static final int COPIED = 20_000;
  private static final int TURNS = 9;
  private static final int HEARD = 20_000;
  private static final String WORKER = "w1";

  /** Where the sown are kept from one run to the next, to compare builds; absent for nowhere. */
  private static final @Nullable String KEEP = System.getenv("KEEP");

  private static final String COPY_IN = "bench-in";
  private static final String COPY_OUT = "bench-out";

  /** Who met others under keys that wore out has a circle without anybody; sown, none. */
  private static final String NOBODY_MET = "{\"met\":{},\"listeners\":[]}";

  private final SyntheticPapers papers = new SyntheticPapers();

  void run() throws Exception {
    requireSownAsHeard();
    List<Known> sizes = new ArrayList<>();
    try {
      for (String size : System.getenv().getOrDefault("SIZES", SIZES).strip().split("\\s+")) {
        sizes.add(new Known(Long.parseLong(size)));
        sizes.get(sizes.size() - 1).prepare();
      }
      measure(sizes);
    } finally {
      for (Known one : sizes) {
        one.close();
      }
    }
  }

  /** Sizes take turns with one another and with the bare copy, since a machine has its moods. */
  private void measure(List<Known> sizes) throws Exception {
    double[] copies = new double[TURNS];
    alone(
        (crew, folder) -> {
          Process copy = copy(crew, folder);
          try {
            copied(crew, WARM);
            for (int turn = 0; turn < TURNS; turn++) {
              Report.progress("turn %d of %d", turn + 1, TURNS);
              for (Known one : sizes) {
                one.turn(turn);
              }
              copies[turn] = COPIED / copied(crew, COPIED);
            }
          } finally {
            copy.destroyForcibly().waitFor();
          }
        });
    Report.line("scale: only passed on %s a second", Report.range("%.0f", copies));
    for (Known one : sizes) {
      one.report(sizes.get(0).rates, copies);
    }
  }

  private static Process copy(Crew crew, Path folder) throws Exception {
    try (Admin admin = crew.cluster().admin()) {
      admin
          .createTopics(
              List.of(new NewTopic(COPY_IN, 1, (short) 1), new NewTopic(COPY_OUT, 1, (short) 1)))
          .all()
          .get();
    }
    return Programs.startForLong(
        BareCopy.class,
        List.of(
            crew.cluster().bootstrap(),
            COPY_IN,
            COPY_OUT,
            folder.resolve(BareCopy.NAME).toString()));
  }

  private double copied(Crew crew, int many) throws Exception {
    Random chance = new Random(many);
    List<Sighting> later = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      later.add(papers.later(chance, many, many + i));
    }
    return crew.feed(BareCopy.NAME, List.of(COPY_IN), many, i -> later.get((int) i));
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

  /** Hears of papers one after another, and sows the same. */
  private void requireSownAsHeard() throws Exception {
    Report.progress("hearing of %,d papers", HEARD);
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

  /** A worker that knows so many papers, with a broker of its own. */
  private final class Known implements AutoCloseable {
    private final long many;
    private final Path folder;
    private final Path ready;
    private final Crew crew;
    private final double[] rates = new double[TURNS];
    private final double[] compared = new double[TURNS];
    private Random chance = new Random();
    private long next;

    Known(long many) throws IOException {
      this.many = many;
      this.folder =
          KEEP == null
              ? Files.createTempDirectory("winnow-scale")
              : Files.createDirectories(Path.of(KEEP, "" + many));
      this.ready = folder.resolve("ready");
      this.crew = Crew.gather(folder, 1);
    }

    void prepare() throws Exception {
      if (Files.exists(ready)) {
        crew.hireForLong(WORKER);
        Report.line("scale: %,d papers, sown and restored by an earlier run", many);
      } else {
        sowAndRestore();
        Files.createFile(ready);
      }
      next = many + crew.length(Topics.SIGHTINGS); // nobody is announced again
      chance = new Random(next);
      hears(WARM);
    }

    private void sowAndRestore() throws Exception {
      long start = System.nanoTime();
      sow(crew, folder, many);
      long sown = System.nanoTime();
      Report.progress("restoring %,d papers", many);
      crew.hireForLong(WORKER);
      crew.work(1, i -> papers.announced(SyntheticPapers.MOST - 1));
      Report.line(
          "scale: %,d papers, sown in %.0f s, %.1f s to restore",
          many, (sown - start) / 1e9, (System.nanoTime() - sown) / 1e9);
    }

    void turn(int turn) throws Exception {
      long before = crew.length(MergeTopology.ENCOUNTERS);
      rates[turn] = A_TURN / hears(A_TURN);
      compared[turn] = (double) (crew.length(MergeTopology.ENCOUNTERS) - before) / A_TURN;
    }

    private double hears(int sightings) throws Exception {
      List<Sighting> later = new ArrayList<>();
      for (int i = 0; i < sightings; i++) {
        later.add(papers.later(chance, many, next++));
      }
      return crew.work(sightings, i -> later.get((int) i));
    }

    void report(double[] base, double[] copies) throws IOException {
      Report.line(
          "scale: %,d papers: %s sightings a second, of a bare copy's %s; each costs %s times what"
              + " it costs at the first size, and %s records among names whose words are alike; %d MB"
              + " resident with a heap of 1 GB, %,d bytes of state a paper",
          many,
          Report.range("%.0f", rates),
          Report.range("%.3f", ratios(rates, copies)),
          Report.range("%.2f", ratios(base, rates)),
          Report.range("%.1f", compared),
          Proc.resident(crew.worker(WORKER).pid()),
          bytes(crew.state(WORKER)) / many);
    }

    @Override
    public void close() throws IOException {
      crew.close();
      if (KEEP == null) {
        Programs.delete(folder);
      }
    }
  }

  private static double[] ratios(double[] one, double[] other) {
    return IntStream.range(0, TURNS).mapToDouble(i -> one[i] / other[i]).toArray();
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
