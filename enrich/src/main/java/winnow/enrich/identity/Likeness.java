package winnow.enrich.identity;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * How far two wordings speak for one work, by which rule, and why. Symmetric: which of the two is
 * named first makes no difference.
 *
 * <p>Points for what title, authors and abstract have in common are added up, as in a logistic
 * regression, whose probability is the score. A part that either side does not tell has no points,
 * for or against. The weights were fitted to labelled pairs with parts withheld at random, so that
 * which parts a pair happens to have says nothing.
 *
 * @param rule the rule's name, for what the two could be compared by
 * @param ruleVersion counts up when the rule changes
 * @param score from 0, nothing in common, to 1; comparable within one version
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

  /** What is known of two wordings' works besides the words. */
  public enum Named {
    /** Nothing is known of either but its words. */
    NEITHER,
    /** Both are pages, of different hosts, and have no identifier, as arXiv's or a forum's. */
    PAGES,
    /** One has, or each has one of another kind: a work that is named is not guessed at lightly. */
    APART,
    /**
     * Each has one of the same kind, or is a page of the same host, and the two differ: that speaks
     * for two works.
     */
    RIVALS;

    /** What those say who name the two works. */
    static Named of(Set<String> one, Set<String> other) {
      if (!Collections.disjoint(one, other)) {
        return RIVALS;
      }
      if (one.isEmpty() && other.isEmpty()) {
        return NEITHER;
      }
      return guest(one) && guest(other) ? PAGES : APART;
    }

    private static boolean guest(Set<String> namers) {
      return namers.stream().allMatch(namer -> namer.startsWith(Portrait.HOST));
    }
  }

  /** The rule where both sides tell a title and at most one an abstract. */
  public static final String LIKE_TITLE = "like-title";

  /** The rule where both sides tell an abstract. */
  public static final String LIKE_ABSTRACT = "like-abstract";

  /** Of both rules: they share their points. */
  public static final int VERSION = 2;

  /** Of two that cannot be compared. */
  public static final Likeness NONE =
      new Likeness(Verdict.NOTHING, LIKE_TITLE, VERSION, 0, "nothing to compare");

  private static final double NOTHING_SHARED = -2.7;
  private static final double SHARED_WORDS = 2.5;
  private static final double SAME_PART = 3.7;
  private static final double SAME_RUN = 1.4;
  private static final double SHARED_ABSTRACT = 5.2;
  private static final double SHARED_TEAM = 1.5;
  private static final double SAME_FIRST_AUTHOR = 2.1;
  private static final double STRANGERS = -5;

  /** A part of a title that says this much says all that a part can. */
  private static final double LONG_PART = 20;

  /** Of teams that overlap less, a share of the points of strangers is taken off. */
  private static final double ONE_TEAM = 0.5;

  private static final double MERGE_FROM = 0;
  private static final double SUGGEST_FROM = -1.5;

  private static final double APART_FROM = 3;
  private static final double RIVALS_FROM = 4;

  /** What part of the abstract rivals must share, besides: it is the same text. */
  private static final double RIVALS_SHARE = 0.97;

  public Likeness {
    requireNonNull(verdict, "verdict is missing");
    requireNonNull(rule, "rule is missing");
    requireNonNull(reason, "reason is missing");
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("score is not from 0 to 1: " + score);
    }
  }

  /** What two wordings say of works that share no identifier. */
  public static Likeness of(Wording one, Wording other, Named named) {
    return one.compareTo(other) <= 0 ? inOrder(one, other, named) : inOrder(other, one, named);
  }

  private static Likeness inOrder(Wording one, Wording other, Named named) {
    Title title = Title.of(one.title());
    Title otherTitle = Title.of(other.title());
    Names names = Names.of(one.authors(), other.authors());
    boolean abstracts = !one.abstractText().isEmpty() && !other.abstractText().isEmpty();
    double shared = title.shared(otherTitle);
    double abstractShared = one.abstractText().within(other.abstractText());
    double points =
        NOTHING_SHARED
            + SHARED_WORDS * shared
            + SAME_PART * Math.min(1, title.samePart(otherTitle) / LONG_PART)
            + SAME_RUN * title.sameRun(otherTitle)
            + SHARED_ABSTRACT * abstractShared
            + (names.told() ? team(names) : 0);
    boolean series = title.otherNumber(otherTitle) || title.answer() != otherTitle.answer();
    boolean enough =
        !series
            && switch (named) {
              case NEITHER -> points >= MERGE_FROM;
              case PAGES -> points >= (names.shared() == 1 ? APART_FROM : MERGE_FROM);
              case APART -> points >= APART_FROM;
              case RIVALS -> points >= RIVALS_FROM && abstractShared >= RIVALS_SHARE;
            };
    double suggestFrom = named == Named.RIVALS ? RIVALS_FROM : SUGGEST_FROM;
    List<String> reasons = new ArrayList<>();
    reasons.add(percent(shared) + " of the titles' words, by how rare they are");
    if (names.told()) {
      reasons.add(names.shared() + " of " + names.fewer() + " authors");
    }
    if (abstracts) {
      reasons.add(percent(abstractShared) + " of the shorter abstract");
    }
    String common = "in common: " + String.join(", ", reasons);
    return new Likeness(
        enough ? Verdict.MERGE : points >= suggestFrom ? Verdict.SUGGEST : Verdict.NOTHING,
        abstracts ? LIKE_ABSTRACT : LIKE_TITLE,
        VERSION,
        Math.round(1000 / (1 + Math.exp(-points))) / 1000.0,
        series ? common + "; but one of a series, or an answer to the other" : common);
  }

  private static double team(Names names) {
    double overlap = names.overlap();
    return SHARED_TEAM * overlap
        + (names.sameFirst() ? SAME_FIRST_AUTHOR : 0)
        + STRANGERS * (1 - Math.min(1, overlap / ONE_TEAM));
  }

  private static String percent(double share) {
    return Math.round(100 * share) + " %";
  }
}
