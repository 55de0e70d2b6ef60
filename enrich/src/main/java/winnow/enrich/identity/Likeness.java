package winnow.enrich.identity;

import static java.util.Objects.requireNonNull;

/**
 * How far two wordings speak for one work, by which rule, and why. Symmetric: who is compared with
 * whom makes no difference.
 *
 * @param rule the rule's name, for example {@code same-title}
 * @param ruleVersion counts up when the rule changes
 * @param score from 0, nothing in common, to 1; comparable within one version of one rule
 * @param reason in words, for a curator
 */
public record Likeness(Verdict verdict, String rule, int ruleVersion, double score, String reason) {
  /** What follows from a likeness. */
  public enum Verdict {
    /** Two works, as far as the words tell. */
    NOTHING,
    /** A curator should look. */
    SUGGEST,
    /** One work, without asking anybody. */
    MERGE
  }

  public Likeness {
    requireNonNull(verdict, "verdict is missing");
    requireNonNull(rule, "rule is missing");
    requireNonNull(reason, "reason is missing");
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("score is not from 0 to 1: " + score);
    }
  }

  /** What two wordings say, where nothing else is known of the two. */
  public static Likeness of(Wording one, Wording other) {
    return of(one, other, false);
  }

  /**
   * What two wordings say.
   *
   * @param rivals whether each side carries an identifier that only one work has, arXiv's for
   *     example, and the two differ: that speaks for two works, so the words must say more
   */
  public static Likeness of(Wording one, Wording other, boolean rivals) {
    boolean sameTitle = !one.title().isEmpty() && one.words().equals(other.words());
    double authors = one.authors().within(other.authors());
    boolean strangers = !one.authors().isEmpty() && !other.authors().isEmpty() && authors == 0;
    if (!sameTitle) {
      return new Likeness(Verdict.NOTHING, "same-title", 1, 0, "the titles differ");
    }
    return new Likeness(
        strangers || rivals ? Verdict.SUGGEST : Verdict.MERGE,
        "same-title",
        1,
        1,
        "the same title");
  }
}
