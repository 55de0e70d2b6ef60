package winnow.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Why two identifiers are names of one paper. The two are in order, so that a pair is written one
 * way.
 *
 * @param rule the rule's name, for example {@code same-entry}
 * @param ruleVersion counts up when the rule changes
 * @param one the stronger name
 * @param feed which feed said so; absent where two sightings were compared, or a curator spoke
 * @param entryId in which entry; absent likewise
 * @param score how sure the rule is, from 0 to 1; absent where a rule does not weigh
 * @param reason in words; absent where the rule's name says it
 * @param by the curator who said so; absent for what feeds and texts say
 * @param at when the curator said so
 */
public record Evidence(
    String rule,
    int ruleVersion,
    Identifier one,
    Identifier other,
    @Nullable FeedId feed,
    @Nullable String entryId,
    @Nullable Double score,
    @Nullable String reason,
    @Nullable String by,
    @Nullable Instant at)
    implements Comparable<Evidence> {
  private static final Comparator<Evidence> ORDER =
      Comparator.comparing(Evidence::one)
          .thenComparing(Evidence::other)
          .thenComparing(Evidence::rule)
          .thenComparing(Evidence::ruleVersion)
          .thenComparing(Evidence::feed, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Evidence::toString);

  public Evidence {
    requireNonNull(rule, "rule is missing");
    requireNonNull(one, "one is missing");
    requireNonNull(other, "other is missing");
    if (one.compareTo(other) >= 0) {
      throw new IllegalArgumentException("not in order: " + one + ", " + other);
    }
    if ((feed == null) != (entryId == null)) {
      throw new IllegalArgumentException("feed and entryId go together: " + feed + " " + entryId);
    }
    if (score != null && !(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("score is not from 0 to 1: " + score);
    }
    if ((by == null) != (at == null)) {
      throw new IllegalArgumentException("by and at go together: " + by + " " + at);
    }
  }

  /** What an entry of a feed says. */
  public static Evidence said(
      String rule, int ruleVersion, Identifier one, Identifier other, FeedId feed, String entryId) {
    return new Evidence(rule, ruleVersion, one, other, feed, entryId, null, null, null, null);
  }

  @Override
  public int compareTo(Evidence that) {
    return equals(that) ? 0 : ORDER.compare(this, that); // the same is often said again
  }
}
