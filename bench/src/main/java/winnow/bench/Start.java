package winnow.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import winnow.kafka.Cluster;
import winnow.standalone.Winnow;
import winnow.topics.Topics;

/**
 * How soon a run is at work: from the broker being up to the first new record in papers, in a run
 * after a clean one and in a run after a killed one. The baseline is the run after a clean one.
 */
final class Start {
  private static final int RUNS = 5;
  private static final TopicPartition PAPERS = new TopicPartition(Topics.PAPERS.name(), 0);

  void run() throws Exception {
    Path folder = Files.createTempDirectory("winnow-bench");
    try (OneFeed feed = new OneFeed(300)) {
      String settings = feed.settings(folder).toString();
      Path data = folder.resolve("data");
      List<String> once = List.of("once", "--config", settings, "--data", data.toString());
      double whole = Programs.seconds(Winnow.class, once);
      double[] afterClean = new double[RUNS];
      double[] afterKill = new double[RUNS];
      Random random = new Random(1);
      for (int i = 0; i < RUNS; i++) {
        feed.announceMore();
        afterClean[i] = secondsToFirstPaper(once, data);
        feed.announceMore();
        kill(once, (long) (whole * 1000 * (0.4 + 0.5 * random.nextDouble())));
        feed.announceMore();
        afterKill[i] = secondsToFirstPaper(once, data);
      }
      double base = Report.median(afterClean);
      Report.line("start: first paper after a clean run  %.2f s from the broker being up", base);
      double killed = Report.median(afterKill);
      Report.line("start: first paper after a killed run %.2f s (bar: 3.00)", killed);
      Report.line(
          "start: ratio                          %.2f (medians of %d)", killed / base, RUNS);
    } finally {
      Programs.delete(folder);
    }
  }

  private static void kill(List<String> once, long milliseconds) throws Exception {
    Process victim = Programs.start(Winnow.class, once);
    if (!victim.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
      victim.destroyForcibly().waitFor();
    }
  }

  private static double secondsToFirstPaper(List<String> once, Path data) throws Exception {
    Files.writeString(data.resolve("winnow.lock"), "");
    Process run = Programs.start(Winnow.class, once);
    String broker = broker(data);
    long up = System.nanoTime();
    Cluster cluster = new Cluster(broker, "", 1, (short) 1, Map.of());
    try (Consumer<String, byte[]> consumer = cluster.reader()) {
      consumer.assign(List.of(PAPERS));
      consumer.seekToEnd(List.of(PAPERS));
      consumer.position(PAPERS);
      while (consumer.poll(Duration.ofMillis(20)).isEmpty()) {
        if (!run.isAlive()) {
          throw new IllegalStateException("the run ended without a paper");
        }
      }
    }
    double took = (System.nanoTime() - up) / 1e9;
    run.waitFor();
    return took;
  }

  /** Waits until the run says where its broker is. */
  private static String broker(Path data) throws IOException, InterruptedException {
    while (true) {
      String address = Files.readString(data.resolve("winnow.lock")).strip();
      if (address.contains(":")) {
        return address;
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }
}
