package winnow.enrich.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How good a ranking is, with the interval that 95 of 100 bootstrap draws of the papers fall into.
 * Deterministic: the draws come from a fixed seed.
 *
 * @param auc the chance that a relevant paper stands above another
 * @param averagePrecision precision at each relevant paper, averaged
 * @param wss95 work saved over reading in any order, when 95 % of the relevant papers are found
 * @param precisionAt100 how many of the first hundred are relevant
 * @param recallAt how many of the relevant papers are in the first part of the pool, by that part
 * @param sectionAccuracy how many of the relevant papers that have a section are suggested it
 * @param confusion for each true section, how often each was suggested
 */
public record Scorecard(
    Figure auc,
    Figure averagePrecision,
    Figure wss95,
    Figure precisionAt100,
    Map<String, Figure> recallAt,
    Figure sectionAccuracy,
    Map<String, Map<String, Integer>> confusion) {
  private static final List<Double> SHARES = List.of(0.01, 0.02, 0.05, 0.1);
  private static final int FIRST = 100;
  private static final double FOUND = 0.95;
  private static final int DRAWS = 400;
  private static final long SEED = 20_26;

  /**
   * A figure; absent where there was nothing to measure.
   *
   * @param low the lower end of the interval
   * @param high its upper end
   */
  public record Figure(@Nullable Double value, @Nullable Double low, @Nullable Double high) {}

  /**
   * A paper that was ranked.
   *
   * @param score higher is better
   * @param suggested the section that the ranking suggests
   * @param section the section that it has
   */
  public record Item(
      double score, boolean relevant, @Nullable String suggested, @Nullable String section) {}

  /** Measures a ranking. */
  public static Scorecard of(List<Item> items) {
    Ranked ranked = new Ranked(items.stream().mapToDouble(Item::score).toArray(), relevant(items));
    double[] value = ranked.figures(SHARES, FIRST, FOUND, ranked.once());
    double[][] draws = new double[DRAWS][];
    Random random = new Random(SEED);
    for (int d = 0; d < DRAWS; d++) {
      draws[d] = ranked.figures(SHARES, FIRST, FOUND, draw(items.size(), random));
    }
    Map<String, Figure> recall = new LinkedHashMap<>();
    for (int s = 0; s < SHARES.size(); s++) {
      recall.put(String.valueOf(SHARES.get(s)), figure(value, draws, 4 + s));
    }
    List<Item> placed =
        items.stream().filter(item -> item.relevant() && item.section() != null).toList();
    return new Scorecard(
        figure(value, draws, 0),
        figure(value, draws, 1),
        figure(value, draws, 2),
        figure(value, draws, 3),
        recall,
        accuracy(placed),
        confusion(placed));
  }

  private static boolean[] relevant(List<Item> items) {
    boolean[] relevant = new boolean[items.size()];
    for (int i = 0; i < relevant.length; i++) {
      relevant[i] = items.get(i).relevant();
    }
    return relevant;
  }

  private static Figure accuracy(List<Item> placed) {
    boolean[] right = new boolean[placed.size()];
    for (int i = 0; i < right.length; i++) {
      right[i] = Objects.equals(placed.get(i).section(), placed.get(i).suggested());
    }
    int[] once = new int[right.length];
    Arrays.fill(once, 1);
    double[][] draws = new double[DRAWS][];
    Random random = new Random(SEED);
    for (int d = 0; d < DRAWS; d++) {
      draws[d] = new double[] {share(right, draw(right.length, random))};
    }
    return figure(new double[] {share(right, once)}, draws, 0);
  }

  private static double share(boolean[] right, int... times) {
    double yes = 0;
    double all = 0;
    for (int i = 0; i < right.length; i++) {
      yes += right[i] ? times[i] : 0;
      all += times[i];
    }
    return yes / all;
  }

  private static Map<String, Map<String, Integer>> confusion(List<Item> placed) {
    Map<String, Map<String, Integer>> confusion = new TreeMap<>();
    for (Item item : placed) {
      confusion
          .computeIfAbsent(String.valueOf(item.section()), ignored -> new TreeMap<>())
          .merge(item.suggested() == null ? "none" : item.suggested(), 1, Integer::sum);
    }
    return confusion;
  }

  private static int[] draw(int size, Random random) {
    int[] times = new int[size];
    for (int i = 0; i < size; i++) {
      times[random.nextInt(size)]++;
    }
    return times;
  }

  private static Figure figure(double[] value, double[][] draws, int column) {
    List<Double> drawn = new ArrayList<>();
    for (double[] draw : draws) {
      if (!Double.isNaN(draw[column])) {
        drawn.add(draw[column]);
      }
    }
    if (Double.isNaN(value[column]) || drawn.isEmpty()) {
      return new Figure(null, null, null);
    }
    drawn.sort(null);
    return new Figure(
        rounded(value[column]),
        rounded(drawn.get((int) (0.025 * drawn.size()))),
        rounded(drawn.get((int) Math.min(drawn.size() - 1, 0.975 * drawn.size()))));
  }

  private static double rounded(double figure) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.4f", figure));
  }
}
