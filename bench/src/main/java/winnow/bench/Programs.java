package winnow.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole programs, each in a process of its own as the launcher starts it. */
final class Programs {
  /** The class-data archive that the launcher made, if it did: both sides start with it. */
  private static final String ARCHIVE = System.getProperty("winnow.archive", "");

  private Programs() {}

  static Process start(Class<?> program, List<String> arguments) throws IOException {
    return start(program, List.of(), arguments);
  }

  /** One that has much to do, and so is worth compiling twice: the launcher is to be told so. */
  static Process startForLong(Class<?> program, List<String> arguments) throws IOException {
    return start(program, List.of("-XX:TieredStopAtLevel=4"), arguments);
  }

  private static Process start(Class<?> program, List<String> options, List<String> arguments)
      throws IOException {
    return prepared(program, options, arguments)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /**
   * A program that is not started yet, for those who have more to say of it.
   *
   * @param options for its Java
   */
  static ProcessBuilder prepared(Class<?> program, List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Xmx1g",
            "-Xshare:auto"));
    if (!ARCHIVE.isEmpty()) {
      command.addAll(
          List.of("-XX:SharedArchiveFile=" + ARCHIVE, "-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
    }
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectErrorStream(true);
  }

  /** How long the program takes from start to end, in seconds. */
  static double seconds(Class<?> program, List<String> arguments)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    int status = start(program, arguments).waitFor();
    double took = (System.nanoTime() - start) / 1e9;
    if (status != 0) {
      throw new IllegalStateException(program.getSimpleName() + " ended with status " + status);
    }
    return took;
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }
}
