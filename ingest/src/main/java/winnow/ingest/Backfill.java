package winnow.ingest;

/**
 * How far a backfill has come.
 *
 * @param days how many days of categories there are to ask about
 * @param asked how many of them were asked about
 * @param silent how many of those nobody could say anything of
 * @param stopped why it ended early; empty where it did not
 */
public record Backfill(int days, int asked, int silent, String stopped) {
  Backfill spoke(boolean said) {
    return new Backfill(days, asked + 1, silent + (said ? 0 : 1), stopped);
  }

  Backfill stoppedBy(String why) {
    return new Backfill(days, asked, silent, why);
  }
}
