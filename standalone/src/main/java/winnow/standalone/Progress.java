package winnow.standalone;

import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import winnow.ingest.Turn;

/** Shows on a terminal how far a run is, in one line that is written over; elsewhere nothing. */
final class Progress {
  private static final int BAR = 30;
  private static final String CLEAR = "\r\033[2K";

  private final PrintWriter out;
  private final boolean terminal;
  private int turns;

  /**
   * @param terminal whether somebody is looking
   */
  Progress(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Shows nothing. */
  static Progress none() {
    return new Progress(new PrintWriter(Writer.nullWriter()), false);
  }

  /** Shows it where the launcher found standard error to be a terminal. */
  static Progress onTerminal(PrintWriter out) {
    return new Progress(out, Boolean.getBoolean("winnow.terminal"));
  }

  void stage(String what) {
    show(what);
  }

  synchronized void turn(Turn turn) {
    turns++;
    show("polled " + turns + " feeds, last " + turn.feed());
  }

  /**
   * @param left how long the rest will take, by what was done
   */
  void days(int done, int all, Duration left) {
    int filled = all == 0 ? BAR : done * BAR / all;
    show(
        "[%s%s] %d of %d days, about %d min to go"
            .formatted(
                "#".repeat(filled), ".".repeat(BAR - filled), done, all, left.toMinutes() + 1));
  }

  void lag(long records) {
    if (records > 0) {
      show(records + " records to go");
    }
  }

  void done() {
    if (terminal) {
      out.print(CLEAR);
      out.flush();
    }
  }

  private void show(String line) {
    if (terminal) {
      out.print(CLEAR + line);
      out.flush();
    }
  }
}
