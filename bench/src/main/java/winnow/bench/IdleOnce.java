package winnow.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import winnow.standalone.Winnow;

/** A scheduled run with nothing new, against the bare broker: whole processes, in turn. */
final class IdleOnce {
  private static final int RUNS = 5;

  void run() throws Exception {
    Path folder = Files.createTempDirectory("winnow-bench");
    try (OneFeed feed = new OneFeed(300)) {
      String settings = feed.settings(folder).toString();
      String data = folder.resolve("data").toString();
      List<String> once = List.of("once", "--config", settings, "--data", data);
      List<String> bare = List.of(folder.resolve("bare").toString());
      Programs.seconds(Winnow.class, once);
      Programs.seconds(BareBroker.class, bare);
      double[] idle = new double[RUNS];
      double[] broker = new double[RUNS];
      double[] ratio = new double[RUNS];
      for (int i = 0; i < RUNS; i++) {
        broker[i] = Programs.seconds(BareBroker.class, bare);
        idle[i] = Programs.seconds(Winnow.class, once);
        ratio[i] = idle[i] / broker[i];
      }
      Report.line(
          "idle: once with nothing new        %.2f s (median of %d)", Report.median(idle), RUNS);
      Report.line("idle: bare broker, one transaction %.2f s", Report.median(broker));
      Report.line("idle: ratio                        %.2f (bar: 2.00)", Report.median(ratio));
    } finally {
      Programs.delete(folder);
    }
  }
}
