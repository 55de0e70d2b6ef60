package winnow.ingest;

/**
 * How far a backfill has come.
 *
 * @param days how many days of arXiv's categories there are to ask about
 * @param asked how many of them were asked about
 * @param silent how many of those nobody could say anything of
 * @param pages how many pages of Reddit's listings were read
 * @param stopped why it ended early; empty where it did not
 */
public record Backfill(int days, int asked, int silent, int pages, String stopped) {
  Backfill spoke(boolean said) {
    return new Backfill(days, asked + 1, silent + (said ? 0 : 1), pages, stopped);
  }

  Backfill readPage() {
    return new Backfill(days, asked, silent, pages + 1, stopped);
  }

  Backfill stoppedBy(String why) {
    String all = stopped.isEmpty() ? why : stopped + "; " + why;
    return new Backfill(days, asked, silent, pages, all);
  }
}
