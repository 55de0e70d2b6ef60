package winnow.publish.shortlist;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import winnow.model.Identifier;
import winnow.model.Score.Reason;

/**
 * The contenders of one day, and the best of them. A function of the set of contenders: the order
 * in which they came leaves no trace.
 *
 * @param contenders by paper id; each has points
 */
record Day(Map<String, Contender> contenders) {
  static final Day EMPTY = new Day(Map.of());

  /** How alike two papers are from which on the second is less worth a curator's time. */
  static final double NEAR = 0.35;

  /**
   * A contender, and the one most like it of those placed before.
   *
   * @param compared how many of those placed it was put beside
   */
  private record Nearest(
      Contender contender, int compared, @Nullable Contender like, double likeness) {
    /** What is left of its points. */
    double left(double diversity) {
      Double points = contender.points();
      return points == null
          ? Double.NEGATIVE_INFINITY
          : cents(points - cents(diversity * likeness));
    }

    Nearest beside(List<Contender> placed) {
      Contender nearest = like;
      double most = likeness;
      for (Contender one : placed.subList(compared, placed.size())) {
        double alike = one.gist().likeness(contender.gist());
        if (alike >= NEAR && alike > most) {
          nearest = one;
          most = alike;
        }
      }
      return new Nearest(contender, placed.size(), nearest, most);
    }

    Optional<Reason> reason(double diversity) {
      double lost = cents(diversity * likeness);
      return like == null || lost == 0
          ? Optional.empty()
          : Optional.of(
              new Reason("diversity", -lost, "much like “" + like.name() + "” of the same day"));
    }
  }

  Day {
    contenders = Map.copyOf(contenders);
  }

  Day with(Contender contender) {
    Map<String, Contender> now = new TreeMap<>(contenders);
    if (contender.points() == null) {
      now.remove(contender.id().toString());
    } else {
      now.put(contender.id().toString(), contender);
    }
    return new Day(now);
  }

  /**
   * The best, at most so many: the highest points first, then again and again the highest of the
   * rest, less what each loses because one much like it is placed already. Of two alike the one
   * whose id comes first. What falls below the threshold has no place.
   *
   * <p>Points are only ever lost, so a contender is put beside those placed since it was last
   * looked at when it comes first, and not before.
   *
   * @return each with the reason why it lost points, where it did
   */
  Map<Identifier, Optional<Reason>> best(ShortlistTopology.Terms terms) {
    double diversity = terms.diversity();
    Queue<Nearest> rest =
        new PriorityQueue<>(
            Comparator.<Nearest>comparingDouble(one -> -one.left(diversity))
                .thenComparing(one -> one.contender().id().toString()));
    contenders.values().forEach(one -> rest.add(new Nearest(one, 0, null, 0)));
    List<Contender> placed = new ArrayList<>();
    Map<Identifier, Optional<Reason>> best = new TreeMap<>();
    while (placed.size() < terms.perDay() && !rest.isEmpty()) {
      Nearest first = rest.remove();
      if (first.left(diversity) < terms.threshold()) {
        break;
      }
      if (first.compared() == placed.size()) {
        placed.add(first.contender());
        best.put(first.contender().id(), first.reason(diversity));
      } else {
        rest.add(first.beside(placed));
      }
    }
    return best;
  }

  private static double cents(double points) {
    return Math.round(points * 100) / 100.0;
  }
}
