package winnow.standalone;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Predicate;
import winnow.enrich.identity.Keys;
import winnow.enrich.identity.Likeness;
import winnow.enrich.identity.Likeness.Named;
import winnow.enrich.identity.Likeness.Verdict;
import winnow.enrich.identity.Portrait;
import winnow.enrich.identity.Wording;
import winnow.enrich.train.Scorecard.Figure;
import winnow.model.Identifier;
import winnow.standalone.PairLines.Pair;

/**
 * How well merges and suggestions meet what people know of pairs. Two that are known by their words
 * alone count as found only if they share a key, since otherwise nobody would compare them.
 *
 * @param judged the labelled pairs with what was made of them
 */
record MergeCard(List<Judged> judged) {
  /** What a side goes by that names nothing, or may not: pages that have no host in common. */
  private static final Identifier A_PAGE = Identifier.parse("url:https://one.invalid/");

  private static final Identifier ANOTHER_PAGE = Identifier.parse("url:https://other.invalid/");
  private static final double DEVIATIONS = 1.959964;

  /**
   * A pair and what was made of it.
   *
   * @param meet whether the two are compared at all
   * @param named whether both sides have an identifier
   */
  record Judged(
      Pair pair,
      boolean same,
      Verdict verdict,
      boolean meet,
      boolean named,
      double score,
      String why) {
    boolean abstracts() {
      return pair.a().hasAbstract() && pair.b().hasAbstract();
    }
  }

  /** Precision and recall of what was found; absent where there is nothing to measure. */
  record Found(Figure precision, Figure recall) {}

  /** The figures of some pairs: of automatic merges, and of these with suggestions. */
  record Figures(int pairs, int same, Found automatic, Found suggested) {}

  /** Judges each labelled pair by identifiers first, and by words. */
  static MergeCard withIdentifiers(Collection<Pair> pairs) {
    return of(pairs, false);
  }

  /** Judges each labelled pair by words alone. */
  static MergeCard masked(Collection<Pair> pairs) {
    return of(pairs, true);
  }

  private static MergeCard of(Collection<Pair> pairs, boolean masked) {
    List<Judged> judged = new ArrayList<>();
    for (Pair pair : pairs) {
      Boolean same = pair.same_work();
      if (same != null) {
        judged.add(judge(pair, same, masked));
      }
    }
    return new MergeCard(List.copyOf(judged));
  }

  private static Judged judge(Pair pair, boolean same, boolean masked) {
    SortedSet<Identifier> one = pair.a().identifiers();
    SortedSet<Identifier> other = pair.b().identifiers();
    boolean named = !one.isEmpty() && !other.isEmpty();
    if (!masked && !Collections.disjoint(one, other)) {
      return new Judged(pair, same, Verdict.MERGE, true, named, 1, "they share an identifier");
    }
    Wording a = pair.a().masked();
    Wording b = pair.b().masked();
    Identifier name = masked || one.isEmpty() ? A_PAGE : one.first();
    Identifier otherName = masked || other.isEmpty() ? ANOTHER_PAGE : other.first();
    Likeness likeness =
        masked
            ? Likeness.of(a, b, Named.NEITHER)
            : Portrait.of(name, one, List.of(a)).like(Portrait.of(otherName, other, List.of(b)));
    boolean meet =
        a.keys().stream()
            .anyMatch(key -> b.keys().contains(key) && Keys.meet(key, name, otherName));
    return new Judged(
        pair,
        same,
        meet ? likeness.verdict() : Verdict.NOTHING,
        meet,
        named,
        likeness.score(),
        likeness.rule()
            + " "
            + likeness.ruleVersion()
            + ", "
            + likeness.reason()
            + (meet ? "" : "; they share no key"));
  }

  Figures all() {
    return figures(one -> true);
  }

  /** Where both sides tell an abstract. */
  Figures abstracts() {
    return figures(Judged::abstracts);
  }

  /** Where both sides have an identifier. */
  Figures named() {
    return figures(Judged::named);
  }

  Map<String, Figures> kinds() {
    Map<String, Figures> kinds = new TreeMap<>();
    for (Judged one : judged) {
      kinds.computeIfAbsent(
          one.pair().kind(), kind -> figures(other -> other.pair().kind().equals(kind)));
    }
    return new LinkedHashMap<>(kinds);
  }

  /** How many of the same works share a key. */
  Figure meet() {
    List<Judged> same = judged.stream().filter(Judged::same).toList();
    return figure(same.stream().filter(Judged::meet).count(), same.size());
  }

  /** The mistakes that cost most: different works made one, and then works not even suggested. */
  List<Judged> mistakes(int most) {
    List<Judged> mistakes = new ArrayList<>();
    judged.stream()
        .filter(one -> !one.same() && one.verdict() == Verdict.MERGE)
        .sorted(Comparator.comparingDouble((Judged one) -> -one.score()))
        .forEach(mistakes::add);
    judged.stream()
        .filter(one -> one.same() && one.verdict() == Verdict.NOTHING)
        .sorted(Comparator.comparingDouble((Judged one) -> -one.score()))
        .forEach(mistakes::add);
    return mistakes.stream().limit(most).toList();
  }

  private Figures figures(Predicate<Judged> some) {
    List<Judged> these = judged.stream().filter(some).toList();
    return new Figures(
        these.size(),
        (int) these.stream().filter(Judged::same).count(),
        found(these, Verdict.MERGE),
        found(these, Verdict.SUGGEST));
  }

  private static Found found(List<Judged> these, Verdict from) {
    List<Judged> found = these.stream().filter(one -> one.verdict().compareTo(from) >= 0).toList();
    long right = found.stream().filter(Judged::same).count();
    return new Found(
        figure(right, found.size()), figure(right, these.stream().filter(Judged::same).count()));
  }

  /** A share with Wilson's interval, which keeps its 95 % near 0 and 1 too. */
  static Figure figure(long right, long all) {
    if (all == 0) {
      return new Figure(null, null, null);
    }
    double share = (double) right / all;
    double square = DEVIATIONS * DEVIATIONS;
    double centre = share + square / (2 * all);
    double half = DEVIATIONS * Math.sqrt((share * (1 - share) + square / (4 * all)) / all);
    double scale = 1 + square / all;
    return new Figure(
        share,
        Math.max(0, Math.min(share, (centre - half) / scale)),
        Math.min(1, Math.max(share, (centre + half) / scale)));
  }
}
