package winnow.enrich.train;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import winnow.enrich.score.Features;

/**
 * The features that are learned, numbered from one, and what each counts before anything is
 * learned: the solver wants small weights, so that it trusts first what counts most.
 *
 * <p>Text counts by the logarithm of its rarity and by a power of its contrast: how much more often
 * it stands in one class than in the other, as log-count ratios say it (Wang and Manning, 2012).
 */
record Vocabulary(Map<String, Integer> ids, double[] factors) {
  /** Keeps values near one, where the solver likes them. */
  private static final double SMALL = 0.05;

  /** The contrast of what stands alike in both classes; found by cross-validation. */
  private static final double LEAST_CONTRAST = 0.3;

  /**
   * What each kind of feature counts beside a word of rarity and contrast one.
   *
   * @param category a category
   * @param opening a word's first letters
   * @param power to which the contrast is raised; at 0 it counts nothing
   */
  record Scale(double category, double opening, double power) {
    private double of(String name, double rarity, double contrast) {
      if (!Features.isText(name)) {
        return category;
      }
      double text = rarity * Math.pow(LEAST_CONTRAST + contrast, power);
      return Features.isOpening(name) ? opening * text : text;
    }
  }

  /**
   * The features of these papers.
   *
   * @param fewest a feature that fewer papers have teaches nothing
   */
  static Vocabulary of(List<Example> papers, Predicate<Example> wanted, int fewest, Scale scale) {
    Map<String, int[]> counts = new TreeMap<>();
    int[] all = new int[2];
    for (Example paper : papers) {
      int label = wanted.test(paper) ? 1 : 0;
      all[label]++;
      Views.whole(paper)
          .keySet()
          .forEach(name -> counts.computeIfAbsent(name, ignored -> new int[2])[label]++);
    }
    counts.values().removeIf(count -> count[0] + count[1] < fewest);
    Map<String, Integer> ids = new HashMap<>();
    double[] factors = new double[counts.size() + 1];
    counts.forEach(
        (name, count) -> {
          factors[ids.size()] = SMALL * scale.of(name, rarity(count, all), contrast(count, all));
          ids.put(name, ids.size() + 1);
        });
    factors[ids.size()] = 1;
    return new Vocabulary(ids, factors);
  }

  private static double rarity(int[] count, int[] all) {
    return 1 + Math.log((1.0 + all[0] + all[1]) / (1 + count[0] + count[1]));
  }

  private static double contrast(int[] count, int[] all) {
    return Math.abs(
        Math.log((count[1] + 1.0) / (all[1] + 2.0)) - Math.log((count[0] + 1.0) / (all[0] + 2.0)));
  }

  /** The number of the feature that every paper has. */
  int base() {
    return ids.size() + 1;
  }

  /** What is seen of a paper, as the solver takes it. */
  Feature[] vector(Map<String, Double> paper) {
    List<Feature> vector = new ArrayList<>();
    paper.forEach(
        (name, value) -> {
          Integer id = ids.get(name);
          if (id != null) {
            vector.add(new FeatureNode(id, value * factors[id - 1]));
          }
        });
    vector.add(new FeatureNode(base(), 1));
    vector.sort(Comparator.comparingInt(Feature::getIndex));
    return vector.toArray(Feature[]::new);
  }
}
