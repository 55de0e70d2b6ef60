package winnow.enrich.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import winnow.enrich.score.Features;
import winnow.enrich.score.Model;

/**
 * Learns from decisions what to add to a ranking that is there: the weights, as small as they can
 * be, that together with the old points tell best what was taken from what was not. Deterministic,
 * and a function of the set of examples.
 *
 * <p>Logistic regression with the old points as an offset, which the kept library does not offer.
 * Both classes weigh the same. What all decided papers have in common is not learned: they were all
 * on the shortlist, so it would only move every paper's points.
 */
public final class Lessons {
  /** A word that fewer decided papers use teaches nothing. */
  private static final int FEWEST = 3;

  /** How strongly small weights are wished for, against one decision's say. */
  private static final double CAUTION = 4;

  /** Weights below this change no paper by a hundredth. */
  private static final double SMALLEST = 0.01;

  private static final int STEPS = 300;

  private Lessons() {}

  /**
   * @param points what the ranking that is there gives an example
   * @return a model of weights to add; it knows no sections
   */
  public static Model learn(List<Example> examples, ToDoubleFunction<Example> points) {
    List<Example> ordered = examples.stream().sorted(Comparator.comparing(Example::id)).toList();
    List<Map<String, Double>> papers =
        ordered.stream()
            .map(one -> Features.of(one.title(), one.abstractText(), one.categories()))
            .toList();
    Map<String, Double> rarity = rarity(papers);
    List<String> names = List.copyOf(rarity.keySet());
    Map<String, Integer> ids = new HashMap<>();
    names.forEach(name -> ids.put(name, ids.size()));
    double yes = ordered.stream().filter(Example::relevant).count();
    List<Fit.Row> rows = new ArrayList<>();
    for (int i = 0; i < ordered.size(); i++) {
      Example one = ordered.get(i);
      Map<Integer, Double> values = new TreeMap<>();
      papers
          .get(i)
          .forEach(
              (name, value) -> {
                Integer id = ids.get(name);
                if (id != null) {
                  values.put(id, value * rarity.getOrDefault(name, 0.0));
                }
              });
      double alike = one.relevant() ? yes : ordered.size() - yes;
      rows.add(
          new Fit.Row(
              values.keySet().stream().mapToInt(Integer::intValue).toArray(),
              values.values().stream().mapToDouble(Double::doubleValue).toArray(),
              points.applyAsDouble(one),
              one.relevant(),
              ordered.size() / (2 * alike)));
    }
    double[] learned = new Fit(rows, names.size(), CAUTION).weights(STEPS);
    Map<String, double[]> weights = new TreeMap<>();
    for (int id = 0; id < learned.length; id++) {
      double weight = learned[id] * rarity.getOrDefault(names.get(id), 0.0);
      if (Math.abs(weight) >= SMALLEST) {
        weights.put(names.get(id), new double[] {weight});
      }
    }
    return Model.of(List.of(), weights);
  }

  /** Each feature that enough papers have, with what it counts; the rarest counts one. */
  private static Map<String, Double> rarity(List<Map<String, Double>> papers) {
    Map<String, Integer> counts = new TreeMap<>();
    papers.forEach(
        paper ->
            paper.keySet().stream()
                .filter(
                    name ->
                        !name.equals(Features.NO_ABSTRACT) && !name.equals(Features.NO_CATEGORIES))
                .forEach(name -> counts.merge(name, 1, Integer::sum)));
    Map<String, Double> rarity = new TreeMap<>();
    double most = Math.log((1.0 + papers.size()) / (1 + FEWEST));
    counts.forEach(
        (name, count) -> {
          if (count >= FEWEST && most > 0) {
            rarity.put(name, Math.log((1.0 + papers.size()) / (1 + count)) / most);
          }
        });
    return rarity;
  }
}
