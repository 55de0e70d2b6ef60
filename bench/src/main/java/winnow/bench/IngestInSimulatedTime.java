package winnow.bench;

import java.nio.file.Path;
import java.util.Arrays;
import winnow.standalone.Winnow;
import winnow.testing.SimulatedTime;

/** Winnow's command line, whose ingest worker lives in the time that is kept in a file. */
final class IngestInSimulatedTime {
  private IngestInSimulatedTime() {}

  /** The file with the time, and a command with its arguments. */
  public static void main(String[] arguments) {
    SimulatedTime time = SimulatedTime.in(Path.of(arguments[0]));
    String[] command = Arrays.copyOfRange(arguments, 1, arguments.length);
    System.exit(Winnow.run(time, time::sleep, command));
  }
}
