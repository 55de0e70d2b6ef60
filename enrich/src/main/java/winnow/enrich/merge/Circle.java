package winnow.enrich.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import winnow.enrich.identity.Keys;
import winnow.enrich.identity.Likeness;
import winnow.enrich.identity.Likeness.Verdict;
import winnow.enrich.identity.Statement;
import winnow.enrich.identity.Statement.Says;
import winnow.model.Evidence;
import winnow.model.Identifier;

/**
 * Whom a name has met because their words are alike. Of two the weaker name compares, so each two
 * are compared at one place; the stronger one shows its portrait to those who listen.
 *
 * @param met stronger names that share a key with this one
 * @param listeners weaker names that want its portrait
 */
record Circle(SortedMap<String, Met> met, SortedSet<Identifier> listeners) {
  static final Circle ALONE = new Circle(new TreeMap<>(), new TreeSet<>());

  /** So many are suggested; the others would never be looked at. */
  static final int SUGGESTED = 3;

  /**
   * One who was met.
   *
   * @param keys under which, none of them worn
   * @param likeness how like the two are, if it is known and anything
   */
  record Met(SortedSet<String> keys, @Nullable Likeness likeness) {
    private static Met under(String key) {
      return new Met(new TreeSet<>(List.of(key)), null);
    }

    private Met and(Met more) {
      SortedSet<String> all = new TreeSet<>(keys);
      all.addAll(more.keys);
      return new Met(all, likeness);
    }
  }

  /** Of another's words the place says this. */
  static String place(Identifier self) {
    return "words of " + self;
  }

  /** Shares keys with these, which stand by the key that is shared. */
  Circle meeting(Map<String, ? extends Collection<Identifier>> others) {
    SortedMap<String, Met> now = new TreeMap<>(met);
    others.forEach(
        (key, sharing) ->
            sharing.forEach(one -> now.merge(one.toString(), Met.under(key), Met::and)));
    return new Circle(now, listeners);
  }

  /** Without what rests on this key alone. */
  Circle without(String key) {
    return keeping((other, one) -> !one.equals(key));
  }

  /** Without what rests on keys by which the two would not meet today. */
  Circle stillMeeting(Identifier self) {
    return keeping((other, key) -> Keys.meet(key, Identifier.parse(other), self));
  }

  private Circle keeping(BiPredicate<String, String> otherAndKey) {
    SortedMap<String, Met> now = new TreeMap<>();
    met.forEach(
        (other, it) -> {
          SortedSet<String> keys = new TreeSet<>(it.keys());
          keys.removeIf(key -> !otherAndKey.test(other, key));
          if (!keys.isEmpty()) {
            now.put(other, new Met(keys, it.likeness()));
          }
        });
    return new Circle(now, listeners);
  }

  /** Compared with one it has met; what was lost from sight meanwhile is not compared. */
  Circle comparing(Identifier other, Likeness likeness) {
    Met it = met.get(other.toString());
    if (it == null) {
      return this;
    }
    SortedMap<String, Met> now = new TreeMap<>(met);
    now.put(
        other.toString(),
        new Met(it.keys(), likeness.verdict() == Verdict.NOTHING ? null : likeness));
    return new Circle(now, listeners);
  }

  Circle listenedToBy(Identifier other, boolean listens) {
    SortedSet<Identifier> now = new TreeSet<>(listeners);
    boolean changes = listens ? now.add(other) : now.remove(other);
    return changes ? new Circle(met, now) : this;
  }

  /** What follows: all that are like enough to be one, and the likest of the others. */
  List<Statement> said(Identifier self) {
    Stream<Statement> merges = statements(self, Verdict.MERGE);
    Stream<Statement> suggestions =
        statements(self, Verdict.SUGGEST)
            .sorted(
                Comparator.comparingDouble(Circle::score)
                    .reversed()
                    .thenComparing(Comparator.naturalOrder()))
            .limit(SUGGESTED);
    return Stream.concat(merges, suggestions).toList();
  }

  private Stream<Statement> statements(Identifier self, Verdict verdict) {
    List<Statement> all = new ArrayList<>();
    met.forEach(
        (other, it) -> {
          Likeness likeness = it.likeness();
          if (likeness != null && likeness.verdict() == verdict) {
            all.add(statement(self, Identifier.parse(other), likeness));
          }
        });
    return all.stream();
  }

  private static double score(Statement one) {
    Double score = one.evidence().score();
    return score == null ? 0 : score;
  }

  private static Statement statement(Identifier self, Identifier other, Likeness likeness) {
    return new Statement(
        place(self),
        0,
        likeness.verdict() == Verdict.MERGE ? Says.MERGE : Says.SUGGEST,
        new Evidence(
            likeness.rule(),
            likeness.ruleVersion(),
            other,
            self,
            null,
            null,
            likeness.score(),
            likeness.reason(),
            null,
            null));
  }
}
