package winnow.model;

import static java.util.Objects.requireNonNull;

/**
 * Why two identifiers are names of one paper.
 *
 * @param rule the rule's name, for example {@code same-entry}
 * @param ruleVersion counts up when the rule changes
 * @param feed who said so
 * @param entryId in which entry
 */
public record Evidence(
    String rule, int ruleVersion, Identifier one, Identifier other, FeedId feed, String entryId)
    implements Comparable<Evidence> {
  public Evidence {
    requireNonNull(rule, "rule is missing");
    requireNonNull(one, "one is missing");
    requireNonNull(other, "other is missing");
    requireNonNull(feed, "feed is missing");
    requireNonNull(entryId, "entryId is missing");
  }

  @Override
  public int compareTo(Evidence that) {
    return java.util.Comparator.comparing(Evidence::one)
        .thenComparing(Evidence::other)
        .thenComparing(Evidence::rule)
        .thenComparing(Evidence::ruleVersion)
        .thenComparing(Evidence::feed)
        .thenComparing(Evidence::entryId)
        .compare(this, that);
  }
}
