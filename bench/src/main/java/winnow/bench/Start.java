package winnow.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import winnow.standalone.Winnow;

/**
 * How soon a run is at work after a clean one and after a killed one: whole processes, from start
 * to end, against a first run on empty data, which waits for nobody.
 */
final class Start {
  private static final int RUNS = 5;

  void run() throws Exception {
    Path folder = Files.createTempDirectory("winnow-bench");
    try (OneFeed feed = new OneFeed(300)) {
      String settings = feed.settings(folder).toString();
      double[] first = new double[RUNS];
      double[] afterClean = new double[RUNS];
      double[] afterKill = new double[RUNS];
      Random random = new Random(1);
      for (int i = 0; i < RUNS; i++) {
        first[i] = Programs.seconds(Winnow.class, once(settings, folder.resolve("clean-" + i)));
        afterClean[i] =
            Programs.seconds(Winnow.class, once(settings, folder.resolve("clean-" + i)));
        List<String> killed = once(settings, folder.resolve("killed-" + i));
        Process victim = Programs.start(Winnow.class, killed);
        long moment = (long) (first[i] * 1000 * (0.4 + 0.5 * random.nextDouble()));
        if (!victim.waitFor(moment, TimeUnit.MILLISECONDS)) {
          victim.destroyForcibly().waitFor();
        }
        afterKill[i] = Programs.seconds(Winnow.class, killed);
      }
      double base = Report.median(first);
      Report.line("start: first run                   %.2f s (median of %d)", base, RUNS);
      report("after a clean one", base, afterClean);
      report("after a killed one", base, afterKill);
    } finally {
      Programs.delete(folder);
    }
  }

  private static void report(String what, double base, double... seconds) {
    double median = Report.median(seconds);
    Report.line("start: %-27s %.2f s, ratio to the first %.2f", what, median, median / base);
  }

  private static List<String> once(String settings, Path data) {
    return List.of("once", "--config", settings, "--data", data.toString());
  }
}
