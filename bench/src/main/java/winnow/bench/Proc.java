package winnow.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux tells of processes. A process that has ended has nothing. */
final class Proc {
  private Proc() {}

  /** Megabytes of memory that are resident. */
  static long resident(long process) {
    return lines(process, "status").stream()
            .filter(line -> line.startsWith("VmRSS"))
            .map(line -> line.replaceAll("\\D", ""))
            .mapToLong(Long::parseLong)
            .sum()
        / 1024;
  }

  /** Hundredths of a second on a processor so far. */
  static long ticks(long process) {
    return sum(process, 11, 12);
  }

  /** The same of this process's children, and theirs, that have ended and were waited for. */
  static long ticksOfChildren() {
    return sum(ProcessHandle.current().pid(), 13, 14);
  }

  private static long sum(long process, int one, int other) {
    return lines(process, "stat").stream()
        .findFirst()
        .map(stat -> stat.substring(stat.lastIndexOf(')') + 2).split(" "))
        .map(fields -> Long.parseLong(fields[one]) + Long.parseLong(fields[other]))
        .orElse(0L);
  }

  private static List<String> lines(long process, String file) {
    try {
      return Files.readAllLines(Path.of("/proc", String.valueOf(process), file));
    } catch (IOException ended) {
      return List.of();
    }
  }
}
