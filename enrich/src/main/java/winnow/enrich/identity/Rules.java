package winnow.enrich.identity;

/** The rules by which names are one paper's, all of them together. */
public final class Rules {
  /**
   * Raised with the version of any of them, and when words get other keys or are compared
   * otherwise: what was heard before is then to be keyed again.
   */
  public static final int VERSION = 5;

  private Rules() {}
}
