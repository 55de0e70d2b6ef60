package winnow.publish.shortlist;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import winnow.model.Identifier;

/**
 * The contenders of one day, and the best of them. A function of the set of contenders: the order
 * in which they came leaves no trace.
 *
 * @param points by paper id
 */
record Day(Map<String, Double> points) {
  static final Day EMPTY = new Day(Map.of());

  Day {
    points = points == null ? Map.of() : Map.copyOf(points);
  }

  Day with(Contender contender) {
    Map<String, Double> now = new TreeMap<>(points);
    if (contender.points() == null) {
      now.remove(contender.id().toString());
    } else {
      now.put(contender.id().toString(), contender.points());
    }
    return new Day(now);
  }

  /** The best, at most this many; of two alike the one whose id comes first. */
  Set<Identifier> best(int atMost) {
    List<Identifier> best =
        points.entrySet().stream()
            .sorted(
                Comparator.comparingDouble((Map.Entry<String, Double> one) -> -one.getValue())
                    .thenComparing(Map.Entry::getKey))
            .limit(atMost)
            .map(one -> Identifier.parse(one.getKey()))
            .toList();
    return new HashSet<>(best);
  }
}
