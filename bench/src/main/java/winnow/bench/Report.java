package winnow.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Prints figures. */
final class Report {
  private static final PrintStream OUT = stream(FileDescriptor.out);
  private static final PrintStream ERR = stream(FileDescriptor.err);
  private static final boolean TERMINAL = Boolean.getBoolean("winnow.terminal");

  private Report() {}

  private static PrintStream stream(FileDescriptor to) {
    return new PrintStream(new FileOutputStream(to), true, StandardCharsets.UTF_8);
  }

  static void line(String format, Object... values) {
    OUT.println(String.format(Locale.ROOT, format, values));
  }

  /** How far long work is; over and over in one line of a terminal, and nowhere else. */
  static void progress(String format, Object... values) {
    if (TERMINAL) {
      ERR.printf("\r%-60s\r", String.format(Locale.ROOT, format, values));
    }
  }

  /** The middle of the values. */
  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** The middle of the values, and between which they lie. */
  static String range(String format, double... values) {
    return String.format(
        Locale.ROOT,
        format + " (" + format + " to " + format + ")",
        median(values),
        Arrays.stream(values).min().orElseThrow(),
        Arrays.stream(values).max().orElseThrow());
  }
}
