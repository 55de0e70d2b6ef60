package winnow.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import winnow.standalone.Winnow;

/**
 * What Winnow costs a server: the tarball's size, and for everything in one process and for each
 * worker alone against that process' broker, the time from start to ready and the resident memory.
 */
final class Footprint {
  private static final String BROKER = "127.0.0.1:19393";
  private static final int SETTLE_SECONDS = 20;
  private static final int IDLE_SECONDS = 10;

  void run() throws Exception {
    tarball();
    Path folder = Files.createTempDirectory("winnow-bench");
    List<Process> running = new ArrayList<>();
    try {
      Process all = start(folder, "run", 19464, "kafka: {port: 19393}\n");
      running.add(all);
      measure("all in one process", all, 19464, 450);
      int port = 19465;
      for (String worker : List.of("ingest", "enrich", "publish")) {
        Process one =
            start(
                folder,
                worker,
                port,
                "kafka: {bootstrap: \"" + BROKER + "\", topicPrefix: bench., partitions: 1}\n");
        running.add(one);
        measure(worker, one, port, 256);
        port++;
      }
    } finally {
      for (int i = running.size() - 1; i >= 0; i--) {
        running.get(i).destroy();
        running.get(i).waitFor();
      }
      Programs.delete(folder);
    }
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

  private static Process start(Path folder, String command, int port, String kafka)
      throws IOException {
    Path config =
        Files.writeString(
            folder.resolve(command + ".yaml"),
            kafka
                + "feeds: []\nreview: {listen: \"127.0.0.1:0\"}\nmetrics: {listen: \"127.0.0.1:"
                + port
                + "\"}\noutputs: "
                + folder.resolve("out")
                + "\n");
    return Programs.start(
        Winnow.class,
        List.of(command, "--config", config.toString(), "--data", folder.resolve("d").toString()));
  }

  private static void measure(String what, Process process, int port, int bar) throws Exception {
    long start = System.nanoTime();
    while (!ready(port)) {
      if (!process.isAlive() || System.nanoTime() - start > 120e9) {
        throw new IllegalStateException(what + " did not get ready");
      }
      Thread.sleep(50);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Thread.sleep(SETTLE_SECONDS * 1000L);
    long before = ticks(process);
    Thread.sleep(IDLE_SECONDS * 1000L);
    double share = (ticks(process) - before) / 100.0 / IDLE_SECONDS;
    Report.line(
        "footprint: %-19s %.1f s to ready, %d MB resident (bar: %d), %.1f %% of a core idle",
        what, seconds, resident(process), bar, share * 100);
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

  private static long resident(Process process) {
    return Long.parseLong(
            lines(process, "status")
                .filter(line -> line.startsWith("VmRSS"))
                .findFirst()
                .orElseThrow()
                .replaceAll("\\D", ""))
        / 1024;
  }

  /** Hundredths of a second on a processor so far. */
  private static long ticks(Process process) {
    String stat = lines(process, "stat").findFirst().orElseThrow();
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
    return Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
  }

  private static Stream<String> lines(Process process, String file) {
    try {
      return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), file)).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
