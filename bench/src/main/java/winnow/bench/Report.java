package winnow.bench;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;

/** Prints figures. */
final class Report {
  private static final PrintStream OUT =
      new PrintStream(
          new java.io.FileOutputStream(java.io.FileDescriptor.out),
          true,
          java.nio.charset.StandardCharsets.UTF_8);

  private Report() {}

  static void line(String format, Object... values) {
    OUT.println(String.format(Locale.ROOT, format, values));
  }

  /** The middle of the values. */
  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
