package winnow.ingest;

/**
 * What came of asking archives.
 *
 * @param answered lookups that a sighting answers now
 * @param open lookups that nobody could answer, to be tried again
 * @param givenUp lookups that nobody could answer, too often
 * @param waiting lookups that are due, for which their provider has no patience left
 */
public record LookupReport(int answered, int open, int givenUp, int waiting) {
  /** Nobody was asked. */
  public static final LookupReport NOTHING = new LookupReport(0, 0, 0, 0);

  /** How many were tried. */
  public int tried() {
    return answered + open + givenUp;
  }

  /** Both together; what waits is what waits in the end. */
  public LookupReport then(LookupReport later) {
    return new LookupReport(
        answered + later.answered, open + later.open, givenUp + later.givenUp, later.waiting);
  }
}
