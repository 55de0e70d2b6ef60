package winnow.enrich.train;

import java.util.List;

/**
 * Logistic regression with an offset for each row and a constant that costs nothing: the weights
 * that make the rows likeliest, less half the caution times their squares. Plain descent with a
 * step that grows while it helps and shrinks when it does not.
 */
final class Fit {
  /**
   * A paper.
   *
   * @param ids of what it has
   * @param values of what it has, in the same order
   * @param offset what is known of it before, in log-odds
   * @param weight how much it counts
   */
  @SuppressWarnings("ArrayRecordComponent") // read here alone, thousands of times
  record Row(int[] ids, double[] values, double offset, boolean yes, double weight) {}

  private final List<Row> rows;
  private final int size;
  private final double caution;

  Fit(List<Row> rows, int size, double caution) {
    this.rows = List.copyOf(rows);
    this.size = size;
    this.caution = caution;
  }

  /** The weights after so many steps; the constant is left out. */
  double[] weights(int steps) {
    double[] at = new double[size + 1];
    double cost = cost(at);
    double step = 1.0 / (1 + rows.size());
    for (int i = 0; i < steps; i++) {
      double[] slope = slope(at);
      double[] next = moved(at, slope, step);
      double then = cost(next);
      if (then <= cost) {
        at = next;
        cost = then;
        step *= 1.5;
      } else {
        step /= 3;
      }
    }
    return java.util.Arrays.copyOf(at, size);
  }

  /** How unlikely the rows are, and what the weights cost. */
  double cost(double... at) {
    double sum = 0;
    for (int id = 0; id < size; id++) {
      sum += caution / 2 * at[id] * at[id];
    }
    for (Row row : rows) {
      double odds = odds(row, at);
      double against = row.yes() ? -odds : odds;
      sum += row.weight() * (Math.max(against, 0) + Math.log1p(Math.exp(-Math.abs(against))));
    }
    return sum;
  }

  private double[] slope(double... at) {
    double[] slope = new double[size + 1];
    for (int id = 0; id < size; id++) {
      slope[id] = caution * at[id];
    }
    for (Row row : rows) {
      double likely = 1 / (1 + Math.exp(-odds(row, at)));
      double excess = row.weight() * (likely - (row.yes() ? 1 : 0));
      for (int i = 0; i < row.ids().length; i++) {
        slope[row.ids()[i]] += excess * row.values()[i];
      }
      slope[size] += excess;
    }
    return slope;
  }

  private double odds(Row row, double... at) {
    double odds = row.offset() + at[size];
    for (int i = 0; i < row.ids().length; i++) {
      odds += at[row.ids()[i]] * row.values()[i];
    }
    return odds;
  }

  private static double[] moved(double[] at, double[] slope, double step) {
    double[] next = at.clone();
    for (int i = 0; i < next.length; i++) {
      next[i] -= step * slope[i];
    }
    return next;
  }
}
