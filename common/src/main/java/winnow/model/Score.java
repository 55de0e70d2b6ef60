package winnow.model;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How well a paper fits a newsletter, in points, and why. The total is the sum of its reasons.
 *
 * @param reasons what counted, weightiest first
 */
public record Score(double total, List<Reason> reasons) {
  /**
   * One part of a score.
   *
   * @param part which rule spoke, for example {@code keyword}
   * @param points what it adds; may be negative
   * @param words the same for a reader, for example {@code mentions "reward hacking"}
   */
  public record Reason(String part, double points, String words) {
    public Reason {
      requireNonNull(part, "part is missing");
      requireNonNull(words, "words is missing");
    }
  }

  /** The order in which reasons are told. */
  public static final Comparator<Reason> WEIGHTIEST_FIRST =
      Comparator.comparingDouble((Reason reason) -> -Math.abs(reason.points()))
          .thenComparing(Reason::words);

  public Score {
    requireNonNull(reasons, "reasons is missing");
    reasons = List.copyOf(reasons);
  }

  /** The score that these reasons add up to, rounded to hundredths as each reason is. */
  public static Score of(List<Reason> reasons) {
    double total = reasons.stream().mapToDouble(Reason::points).sum();
    return new Score(Math.round(total * 100) / 100.0, reasons);
  }

  /** The same with a reason more, which has its place by weight. */
  public Score with(Reason reason) {
    List<Reason> more = new ArrayList<>(reasons);
    more.add(reason);
    more.sort(WEIGHTIEST_FIRST);
    return of(more);
  }
}
