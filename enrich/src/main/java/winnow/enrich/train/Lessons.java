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
 * What was taken weighs as much as all else; of that half belongs to what was refused and half to
 * what was left lying, since a shortlist alone shows nothing of what never came near it. What all
 * decided papers have in common is not learned: they were all on the shortlist, so it would only
 * move every paper's points.
 */
public final class Lessons {
  /** A word that fewer decided papers use teaches nothing. */
  private static final int FEWEST = 3;

  /** How strongly small weights are wished for, against one decision's say. */
  private static final double CAUTION = 1;

  /** Weights below this change no paper by a hundredth. */
  private static final double SMALLEST = 0.01;

  private static final int STEPS = 150;

  private record Weighed(Example paper, double weight) {}

  private Lessons() {}

  /**
   * Learns.
   *
   * @param decided what was taken and what was refused
   * @param left what nobody decided about; may be empty
   * @param points what the ranking that is there gives an example
   * @return a model of weights to add; it knows no sections
   */
  public static Model learn(
      List<Example> decided, List<Example> left, ToDoubleFunction<Example> points) {
    List<Weighed> examples = weighed(decided, left);
    List<Map<String, Double>> papers =
        examples.stream()
            .map(Weighed::paper)
            .map(one -> Features.of(one.title(), one.abstractText(), one.categories()))
            .toList();
    Map<String, Double> rarity = rarity(papers);
    List<String> names = List.copyOf(rarity.keySet());
    Map<String, Integer> ids = new HashMap<>();
    names.forEach(name -> ids.put(name, ids.size()));
    List<Fit.Row> rows = new ArrayList<>();
    for (int i = 0; i < papers.size(); i++) {
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
      Example one = examples.get(i).paper();
      rows.add(
          new Fit.Row(
              values.keySet().stream().mapToInt(Integer::intValue).toArray(),
              values.values().stream().mapToDouble(Double::doubleValue).toArray(),
              points.applyAsDouble(one),
              one.relevant(),
              examples.get(i).weight()));
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

  /** In an order of their own, so that the order in which they came leaves no trace. */
  private static List<Weighed> weighed(List<Example> decided, List<Example> left) {
    double yes = decided.stream().filter(Example::relevant).count();
    double half = decided.size() / 2.0;
    double refused = left.isEmpty() ? half : half / 2;
    List<Weighed> all = new ArrayList<>();
    for (Example one : decided) {
      double weight = one.relevant() ? half / yes : refused / (decided.size() - yes);
      all.add(new Weighed(one, weight));
    }
    left.forEach(one -> all.add(new Weighed(one, (half - refused) / left.size())));
    all.sort(Comparator.comparing(one -> one.paper().id()));
    return all;
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
