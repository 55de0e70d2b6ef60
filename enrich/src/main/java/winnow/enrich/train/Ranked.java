package winnow.enrich.train;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Papers in the order of their scores, best first, and what that order is worth. Papers of one
 * score stand together: none of the figures depends on which of them comes first. Each paper may
 * count several times or not at all, which is how a bootstrap draws.
 */
final class Ranked {
  private final boolean[] relevant;
  private final int[] groupEnds;
  private final int[] places;

  /** One score and one truth for each paper. */
  Ranked(double[] scores, boolean[] relevant) {
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble((Integer i) -> -scores[i]));
    this.places = Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    this.relevant = new boolean[scores.length];
    int[] ends = new int[scores.length];
    int groups = 0;
    for (int i = 0; i < places.length; i++) {
      this.relevant[i] = relevant[places[i]];
      if (i + 1 == places.length || scores[places[i]] != scores[places[i + 1]]) {
        ends[groups++] = i + 1;
      }
    }
    this.groupEnds = Arrays.copyOf(ends, groups);
  }

  /** Every paper once. */
  int[] once() {
    int[] times = new int[places.length];
    Arrays.fill(times, 1);
    return times;
  }

  /** For each score, best first: how many relevant papers have it, and how many others. */
  private long[][] groups(int... times) {
    long[][] groups = new long[groupEnds.length][2];
    int from = 0;
    for (int g = 0; g < groupEnds.length; g++) {
      for (int i = from; i < groupEnds[g]; i++) {
        groups[g][relevant[i] ? 0 : 1] += times[i];
      }
      from = groupEnds[g];
    }
    return groups;
  }

  /**
   * All figures: AUC, average precision, work saved, precision at first, and recall at each share
   * of the papers; not a number where a class is empty.
   */
  double[] figures(List<Double> shares, int first, double found, int... times) {
    long[][] groups = groups(times);
    double yes = Arrays.stream(groups).mapToLong(group -> group[0]).sum();
    double no = Arrays.stream(groups).mapToLong(group -> group[1]).sum();
    double all = yes + no;
    double pairs = 0;
    double precision = 0;
    double read = Double.NaN;
    double seenYes = 0;
    double seen = 0;
    double atFirst = 0;
    double[] atShare = new double[shares.size()];
    for (long[] group : groups) {
      double size = group[0] + group[1];
      if (size == 0) {
        continue;
      }
      pairs += group[1] * (seenYes + group[0] / 2.0);
      atFirst += group[0] * part(first, seen, size);
      for (int s = 0; s < atShare.length; s++) {
        atShare[s] += group[0] * part(Math.rint(shares.get(s) * all), seen, size);
      }
      seenYes += group[0];
      seen += size;
      precision += group[0] * seenYes / seen;
      if (Double.isNaN(read) && seenYes >= found * yes - 1e-9) {
        read = seen;
      }
    }
    double[] figures = new double[4 + atShare.length];
    figures[0] = pairs / (yes * no);
    figures[1] = precision / yes;
    figures[2] = (all - read) / all - (1 - found);
    figures[3] = atFirst / Math.min(first, all);
    for (int s = 0; s < atShare.length; s++) {
      figures[4 + s] = atShare[s] / yes;
    }
    return figures;
  }

  /** How much of a group that begins after {@code seen} lies within the limit. */
  private static double part(double limit, double seen, double size) {
    return Math.max(0, Math.min(1, (limit - seen) / size));
  }
}
