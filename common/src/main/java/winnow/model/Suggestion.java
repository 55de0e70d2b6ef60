package winnow.model;

import static java.util.Objects.requireNonNull;

/**
 * Another paper that may be the same one: for a curator to say.
 *
 * @param paper the other paper's id
 * @param score how sure the rule is, from 0 to 1
 * @param reason in words
 */
public record Suggestion(
    Identifier paper, String rule, int ruleVersion, double score, String reason) {
  public Suggestion {
    requireNonNull(paper, "paper is missing");
    requireNonNull(rule, "rule is missing");
    requireNonNull(reason, "reason is missing");
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("score is not from 0 to 1: " + score);
    }
  }
}
