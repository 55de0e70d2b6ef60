package winnow.enrich.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Logistic regression with an offset for each row and a constant that costs nothing: the weights
 * that make the rows likeliest, less half the caution times their squares. Descent by L-BFGS
 * (Nocedal, 1980): the slope, bent by what the last steps showed of how it turns.
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

  /** A step that was made, and how much the slope changed by it. */
  private record Turn(double[] step, double[] change) {
    double product() {
      return dot(step, change);
    }
  }

  private static final int REMEMBERED = 8;
  private static final int HALVINGS = 30;

  /** Where a step makes the rows no likelier than by this part, the weights are found. */
  private static final double ENOUGH = 1e-7;

  private final List<Row> rows;
  private final int size;
  private final double caution;

  Fit(List<Row> rows, int size, double caution) {
    this.rows = List.copyOf(rows);
    this.size = size;
    this.caution = caution;
  }

  /** The weights after at most so many steps; the constant is left out. */
  double[] weights(int steps) {
    double[] at = new double[size + 1];
    double[] slope = slope(at);
    double cost = cost(at);
    List<Turn> turns = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      double[] way = way(slope, turns);
      double length = 1;
      double[] next = moved(at, way, length);
      double then = cost(next);
      for (int half = 0; then > cost && half < HALVINGS; half++) {
        length /= 2;
        next = moved(at, way, length);
        then = cost(next);
      }
      if (then > cost - ENOUGH * cost) {
        break;
      }
      double[] newSlope = slope(next);
      remember(turns, new Turn(moved(next, at, 1), moved(newSlope, slope, 1)));
      at = next;
      slope = newSlope;
      cost = then;
    }
    return Arrays.copyOf(at, size);
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

  /** The way up; the first is a short one, since nothing is known of how the slope turns. */
  private static double[] way(double[] slope, List<Turn> turns) {
    double[] way = slope.clone();
    double[] parts = new double[turns.size()];
    for (int i = turns.size() - 1; i >= 0; i--) {
      parts[i] = dot(turns.get(i).step(), way) / turns.get(i).product();
      way = moved(way, turns.get(i).change(), parts[i]);
    }
    double scale = 1 / (1 + Math.sqrt(dot(slope, slope)));
    if (!turns.isEmpty()) {
      Turn last = turns.get(turns.size() - 1);
      scale = last.product() / dot(last.change(), last.change());
    }
    for (int id = 0; id < way.length; id++) {
      way[id] *= scale;
    }
    for (int i = 0; i < turns.size(); i++) {
      double back = dot(turns.get(i).change(), way) / turns.get(i).product();
      way = moved(way, turns.get(i).step(), back - parts[i]);
    }
    return way;
  }

  private static void remember(List<Turn> turns, Turn turn) {
    if (turn.product() > 0) {
      turns.add(turn);
    }
    if (turns.size() > REMEMBERED) {
      turns.remove(0);
    }
  }

  private static double dot(double[] one, double... other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  /** From here against that way. */
  private static double[] moved(double[] at, double[] way, double length) {
    double[] next = at.clone();
    for (int i = 0; i < next.length; i++) {
      next[i] -= length * way[i];
    }
    return next;
  }
}
