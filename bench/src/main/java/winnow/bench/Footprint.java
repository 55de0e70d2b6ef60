package winnow.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import winnow.standalone.Winnow;

/**
 * What Winnow costs a server: the sizes of the image and the tarball, and for everything in one
 * process and for each worker alone against a broker of its own the time from start to ready, the
 * resident memory, and the share of a processor while nothing comes. The baseline is the embedded
 * broker with its topics and nothing else, measured over the same seconds.
 */
final class Footprint {
  private static final int BROKER = 19393;
  private static final int BARE = 19394;
  private static final int SETTLE_SECONDS = 120;
  private static final int IDLE_SECONDS = 60;
  private static final String IMAGE = "winnow:latest";
  private static final String BASE = "eclipse-temurin:25-jre";

  /** A process that is up. */
  private record Running(String what, Process process, double secondsToReady, int bar) {}

  void run() throws Exception {
    image();
    tarball();
    Path folder = Files.createTempDirectory("winnow-bench");
    List<Running> running = new ArrayList<>();
    try {
      running.add(broker("bare broker", folder, BARE));
      running.add(ready("all in one process", folder, "run", 19464, "{port: 0}", 450));
      running.add(broker("the workers' broker", folder, BROKER));
      String cluster =
          "{bootstrap: \"127.0.0.1:" + BROKER + "\", topicPrefix: bench., partitions: 1}";
      int port = 19465;
      for (String worker : List.of("ingest", "enrich", "publish")) {
        running.add(ready(worker, folder, worker, port++, cluster, 256));
      }
      measure(running);
    } finally {
      for (int i = running.size() - 1; i >= 0; i--) {
        running.get(i).process().destroy();
        running.get(i).process().waitFor();
      }
      Programs.delete(folder);
    }
  }

  /** Against what it is built on, the bare Java. */
  private static void image() throws IOException, InterruptedException {
    OptionalLong ours = imageBytes(IMAGE);
    OptionalLong base = imageBytes(BASE);
    if (ours.isEmpty()) {
      Report.line("footprint: image               not measured, there is no %s here", IMAGE);
    } else {
      Report.line("footprint: image               %d MB", ours.getAsLong() / 1_000_000);
    }
    if (ours.isPresent() && base.isPresent()) {
      Report.line(
          "footprint: its base            %d MB (ratio %.2f)",
          base.getAsLong() / 1_000_000, ours.getAsLong() / (double) base.getAsLong());
    }
  }

  private static OptionalLong imageBytes(String image) throws IOException, InterruptedException {
    Process docker;
    try {
      docker =
          new ProcessBuilder("docker", "image", "inspect", "-f", "{{.Size}}", image)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException noDocker) {
      return OptionalLong.empty();
    }
    String size = new String(docker.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    return docker.waitFor() == 0
        ? OptionalLong.of(Long.parseLong(size.strip()))
        : OptionalLong.empty();
  }

  private static void tarball() throws IOException {
    Path target = Path.of("standalone/target");
    try (Stream<Path> files = Files.exists(target) ? Files.list(target) : Stream.of()) {
      Optional<Path> tarball =
          files.filter(file -> file.getFileName().toString().endsWith(".tar.gz")).findFirst();
      if (tarball.isPresent()) {
        Report.line("footprint: tarball             %d MB", Files.size(tarball.get()) / 1_000_000);
      }
    }
  }

  private static Running broker(String what, Path folder, int port) throws Exception {
    long start = System.nanoTime();
    Process process =
        Programs.start(
            IdleBroker.class,
            List.of(folder.resolve("broker-" + port).toString(), String.valueOf(port)));
    return await(what, process, start, 450, () -> connects(port));
  }

  private static Running ready(
      String what, Path folder, String command, int port, String kafka, int bar) throws Exception {
    Path config =
        Files.writeString(
            folder.resolve(command + ".yaml"),
            "kafka: "
                + kafka
                + "\nfeeds: []\nreview: {listen: \"127.0.0.1:0\"}\nmetrics: {listen: \"127.0.0.1:"
                + port
                + "\"}\noutputs: "
                + folder.resolve("out")
                + "\n");
    long start = System.nanoTime();
    Process process =
        Programs.start(
            Winnow.class,
            List.of(
                command, "--config", config.toString(), "--data", folder.resolve("d").toString()));
    return await(what, process, start, bar, () -> ready(port));
  }

  private static Running await(
      String what, Process process, long start, int bar, BooleanSupplier up)
      throws InterruptedException {
    while (!up.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() - start > 120e9) {
        throw new IllegalStateException(what + " did not get ready");
      }
      Thread.sleep(50);
    }
    return new Running(what, process, (System.nanoTime() - start) / 1e9, bar);
  }

  /** Lets them settle, and measures all over the same seconds; the first is the baseline. */
  private static void measure(List<Running> running) throws InterruptedException {
    Thread.sleep(SETTLE_SECONDS * 1000L);
    long[] before = running.stream().mapToLong(one -> Proc.ticks(one.process().pid())).toArray();
    Thread.sleep(IDLE_SECONDS * 1000L);
    double[] share = new double[before.length];
    for (int i = 0; i < share.length; i++) {
      share[i] = (Proc.ticks(running.get(i).process().pid()) - before[i]) / (double) IDLE_SECONDS;
    }
    long base = Proc.resident(running.get(0).process().pid());
    for (int i = 0; i < share.length; i++) {
      Running one = running.get(i);
      long resident = Proc.resident(one.process().pid());
      Report.line(
          "footprint: %-19s %.1f s to ready, %d MB resident (bar: %d; ratio %.2f), %.2f %% of a"
              + " core idle (ratio %.2f)",
          one.what(),
          one.secondsToReady(),
          resident,
          one.bar(),
          resident / (double) base,
          share[i],
          share[i] / share[0]);
    }
  }

  private static boolean connects(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static boolean ready(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write("GET /health/ready HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(12);
      return new String(answer, StandardCharsets.US_ASCII).endsWith(" 200");
    } catch (IOException e) {
      return false;
    }
  }
}
