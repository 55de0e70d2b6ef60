package winnow.standalone;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.config.Settings;
import winnow.config.SettingsFile;
import winnow.ingest.announcement.Calendar;
import winnow.kafka.TopicReader;
import winnow.model.Announcement;
import winnow.model.Announcement.Verdict;
import winnow.topics.Topics;

/**
 * A real quarter, day after day through a running program: four categories on 93 days, with empty
 * weekends, holidays, and days on which arXiv served the batch of the day before.
 */
@Tag("alone") // it measures
class QuarterIT {
  private static final Path ARCHIVES = Path.of("../../shared/data/replay");
  private static final int READINGS = 3;

  /** Who takes longer is to be no slower than the machine is in this hour. */
  private static final int SECONDS = 180;

  private static final int TIMES = 200;

  @TempDir Path folder;
  private final FeedServer server = new FeedServer();

  /** What a day's files hold, read without any of the program's code. */
  private enum Truth {
    EMPTY,
    AGAIN,
    ENTRIES
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void round_everyDayOfAQuarter_losesNothingAndNamesEveryStaleDay() throws Exception {
    Captures captures = quarterOrSkip();
    Workspace workspace = new Workspace(folder);
    captures.days().stream()
        .flatMap(day -> captures.of(day).keySet().stream())
        .distinct()
        .sorted()
        .forEach(category -> workspace.arxiv(category, server.address("/rss/" + category)));
    Settings settings = SettingsFile.read(workspace.config());
    MovableClock clock = new MovableClock(moment(captures.days().get(0)));
    Map<String, Integer> expected = captures.versions(captures.days());
    double before = secondsToRead(captures);
    long start = System.nanoTime();

    Map<String, Announcement> announcements;
    try (Site site = Site.hold(settings, workspace.data());
        Pipeline pipeline =
            Pipeline.start(
                site.cluster(),
                settings,
                Options.profile(settings.profile()),
                site.state().orElseThrow(),
                clock,
                new SimpleMeterRegistry(),
                Progress.none())) {
      for (String day : captures.days()) {
        server.clear();
        for (Map.Entry<String, Path> one : captures.of(day).entrySet()) {
          server.serve("/rss/" + one.getKey(), Files.readAllBytes(one.getValue()));
        }
        clock.moveTo(moment(day));
        Funnel funnel = pipeline.round();
        assertThat(funnel.failures()).as(day).isEmpty();
        assertThat(funnel.deadLetters()).as(day).isZero();
      }
      announcements = new TopicReader(site.cluster()).latest(Topics.ANNOUNCEMENTS);
    }
    double took = (System.nanoTime() - start) / 1e9;
    double times = 2 * took / (before + secondsToRead(captures));

    workspace.assertHolds(expected);
    Map<String, Truth> truth = truth(captures);
    assertThat(ofVerdict(announcements, Verdict.STALE)).isEqualTo(of(truth, Truth.AGAIN));
    assertThat(ofVerdict(announcements, Verdict.UNKNOWN)).containsAll(of(truth, Truth.EMPTY));
    assertThat(announcements.values())
        .extracting(Announcement::verdict)
        .containsOnly(Verdict.STALE, Verdict.UNKNOWN); // nothing is proved without a witness
    String said =
        "quarter: %d days, %d papers each once, %d stale, %d empty; %.1f s, %.0f times what reading takes"
            .formatted(
                captures.days().size(),
                expected.size(),
                of(truth, Truth.AGAIN).size(),
                of(truth, Truth.EMPTY).size(),
                took,
                times);
    System.out.println(said);
    assertThat(took < SECONDS || times < TIMES).as(said).isTrue();
  }

  /** What whoever only reads the same documents takes in this hour, on this machine. */
  private static double secondsToRead(Captures captures) throws Exception {
    long start = System.nanoTime();
    for (int i = 0; i < READINGS; i++) {
      captures.versions(captures.days());
    }
    return (System.nanoTime() - start) / 1e9 / READINGS;
  }

  /** The first quarter among the archives; the test is skipped where there is none. */
  private Captures quarterOrSkip() throws IOException {
    boolean there = Files.isDirectory(ARCHIVES);
    if (!there) {
      System.out.println("skipped: no archive of captures at " + ARCHIVES);
    }
    assumeTrue(there, "no archive of captures at " + ARCHIVES);
    Path archive;
    try (Stream<Path> files = Files.list(ARCHIVES)) {
      archive =
          files
              .filter(file -> file.toString().endsWith(".tar.xz"))
              .sorted()
              .findFirst()
              .orElseThrow();
    }
    Path days = Files.createDirectory(folder.resolve("days"));
    try (InputStream in = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(in))) {
      for (TarArchiveEntry file = tar.getNextEntry(); file != null; file = tar.getNextEntry()) {
        if (file.isFile() && file.getName().endsWith(".xml")) {
          Files.copy(tar, days.resolve(Path.of(file.getName()).getFileName().toString()));
        }
      }
    }
    return Captures.in(days);
  }

  /** When the captures were taken; in arXiv's own time the evening before. */
  private static Instant moment(String day) {
    return Instant.parse(day + "T01:13:00Z");
  }

  private static Map<String, Truth> truth(Captures captures) {
    Map<String, Truth> truth = new TreeMap<>();
    Map<String, Set<String>> last = new TreeMap<>();
    for (String day : captures.days()) {
      captures
          .of(day)
          .forEach(
              (category, file) -> {
                Set<String> ids = Captures.ids(file);
                Truth said =
                    ids.isEmpty()
                        ? Truth.EMPTY
                        : ids.equals(last.get(category)) ? Truth.AGAIN : Truth.ENTRIES;
                truth.put(category + "|" + Calendar.dayOf(moment(day)), said);
                if (!ids.isEmpty()) {
                  last.put(category, ids);
                }
              });
    }
    return truth;
  }

  private static Set<String> of(Map<String, Truth> truth, Truth which) {
    return truth.entrySet().stream()
        .filter(one -> one.getValue() == which)
        .map(Map.Entry::getKey)
        .collect(toCollection(TreeSet::new));
  }

  private static Set<String> ofVerdict(Map<String, Announcement> announcements, Verdict verdict) {
    return announcements.entrySet().stream()
        .filter(one -> one.getValue().verdict() == verdict)
        .map(Map.Entry::getKey)
        .collect(toCollection(TreeSet::new));
  }
}
