package winnow.enrich.train;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import winnow.enrich.score.Features;
import winnow.enrich.score.Model;

/**
 * Learns a model by logistic regression with balanced classes: one for relevance from all examples,
 * and one for each section from those that have a section. Deterministic.
 *
 * <p>Rare words weigh more than common ones, by the logarithm of their rarity; texts are not
 * brought to one length, so that each word's part stays the same whatever stands beside it.
 */
public final class Trainer {
  /** A word that fewer papers use teaches nothing. */
  private static final int FEWEST = 3;

  private static final int FEWEST_IN_SECTIONS = 2;

  /** How strongly the examples outweigh the wish for small weights; found by cross-validation. */
  private static final double TRUST = 1;

  private static final double TRUST_IN_SECTIONS = 0.1;

  /** What a category counts beside a word of rarity one; found by cross-validation. */
  private static final double CATEGORY = 24;

  private static final double CATEGORY_IN_SECTIONS = 3;

  /** Keeps values near one, where the solver likes them. */
  private static final double SCALE = 0.05;

  private static final double TOLERANCE = 0.01;

  /** Weights below this are left out: all of them together move few papers by a hundredth. */
  private static final double SMALLEST = 0.01;

  private record Vocabulary(Map<String, Integer> ids, double[] factors) {
    static Vocabulary of(List<Map<String, Double>> papers, int fewest, double category) {
      Map<String, Integer> counts = new TreeMap<>();
      papers.forEach(paper -> paper.keySet().forEach(name -> counts.merge(name, 1, Integer::sum)));
      counts.values().removeIf(count -> count < fewest);
      Map<String, Integer> ids = new HashMap<>();
      double[] factors = new double[counts.size() + 1];
      for (Map.Entry<String, Integer> one : counts.entrySet()) {
        int id = ids.size() + 1;
        ids.put(one.getKey(), id);
        factors[id - 1] =
            SCALE
                * (Features.isText(one.getKey())
                    ? 1 + Math.log((1.0 + papers.size()) / (1 + one.getValue()))
                    : category);
      }
      factors[ids.size()] = 1;
      return new Vocabulary(ids, factors);
    }

    int base() {
      return ids.size() + 1;
    }

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

  private Trainer() {}

  /**
   * Learns from examples.
   *
   * @param sections the profile's; a section without an example is left out of the model
   * @throws IllegalArgumentException if there is nothing to tell apart
   */
  public static Model train(List<String> sections, List<Example> examples) {
    List<Example> ordered = examples.stream().sorted(Comparator.comparing(Example::id)).toList();
    if (ordered.stream().allMatch(Example::relevant)
        || ordered.stream().noneMatch(Example::relevant)) {
      throw new IllegalArgumentException(
          "training needs papers to propose and papers not to propose; all "
              + ordered.size()
              + " are of one kind");
    }
    List<String> taught =
        sections.stream()
            .filter(
                section -> ordered.stream().anyMatch(example -> section.equals(example.section())))
            .toList();
    Map<String, double[]> weights = new HashMap<>();
    List<Map<String, Double>> papers = ordered.stream().map(Trainer::features).toList();
    Vocabulary vocabulary = Vocabulary.of(papers, FEWEST, CATEGORY);
    fit(vocabulary, ordered, papers, Example::relevant, TRUST)
        .forEach((name, weight) -> put(weights, name, 0, taught.size(), weight));
    sections(taught, ordered, weights);
    neutral(taught.size(), ordered, weights);
    weights.values().removeIf(Trainer::negligible);
    return Model.of(taught, weights);
  }

  private static void sections(
      List<String> taught, List<Example> examples, Map<String, double[]> weights) {
    List<Example> labelled =
        examples.stream()
            .filter(example -> example.section() != null && taught.contains(example.section()))
            .toList();
    List<Map<String, Double>> papers =
        labelled.stream()
            .map(one -> Features.ofSections(one.title(), one.abstractText(), one.categories()))
            .toList();
    Vocabulary vocabulary = Vocabulary.of(papers, FEWEST_IN_SECTIONS, CATEGORY_IN_SECTIONS);
    for (int s = 0; s < taught.size(); s++) {
      String section = taught.get(s);
      int column = s + 1;
      Predicate<Example> here = example -> section.equals(example.section());
      if (!labelled.stream().allMatch(here)) {
        fit(vocabulary, labelled, papers, here, TRUST_IN_SECTIONS)
            .forEach((name, weight) -> put(weights, name, column, taught.size(), weight));
      }
    }
  }

  private static Map<String, Double> features(Example example) {
    return Features.of(example.title(), example.abstractText(), example.categories());
  }

  /** Each feature's weight, for values as they come. */
  private static Map<String, Double> fit(
      Vocabulary vocabulary,
      List<Example> examples,
      List<Map<String, Double>> papers,
      Predicate<Example> wanted,
      double trust) {
    Problem problem = new Problem();
    problem.l = papers.size();
    problem.n = vocabulary.base();
    problem.x = papers.stream().map(vocabulary::vector).toArray(Feature[][]::new);
    problem.y = examples.stream().mapToDouble(one -> wanted.test(one) ? 1 : 0).toArray();
    double yes = examples.stream().filter(wanted).count();
    double all = examples.size();
    Parameter parameter = new Parameter(SolverType.L2R_LR, trust, TOLERANCE);
    parameter.setWeights(new double[] {all / (2 * yes), all / (2 * (all - yes))}, new int[] {1, 0});
    Linear.disableDebugOutput();
    de.bwaldvogel.liblinear.Model learned = Linear.train(problem, parameter);
    double[] raw = learned.getFeatureWeights();
    double sign = learned.getLabels()[0] == 1 ? 1 : -1;
    Map<String, Double> weights = new HashMap<>();
    vocabulary
        .ids()
        .forEach(
            (name, id) -> weights.put(name, sign * raw[id - 1] * vocabulary.factors()[id - 1]));
    weights.put(Model.BASE, sign * raw[vocabulary.base() - 1]);
    return weights;
  }

  /**
   * Gives a missing field the weight that makes up for it: so much that papers known by the other
   * fields alone are, over both classes, where they would be if the model had always seen them so.
   */
  private static void neutral(int sections, List<Example> examples, Map<String, double[]> weights) {
    Model model = Model.of(Collections.nCopies(sections, ""), weights);
    List<Example> bare =
        examples.stream()
            .map(
                one ->
                    new Example(
                        one.id(), one.title(), null, one.categories(), one.relevant(), null))
            .toList();
    put(weights, Features.NO_ABSTRACT, 0, sections, offset(model, bare));
    if (!weights.containsKey(Features.NO_CATEGORIES)) {
      List<Example> unfiled =
          examples.stream()
              .map(
                  one ->
                      new Example(
                          one.id(),
                          one.title(),
                          one.abstractText(),
                          List.of(),
                          one.relevant(),
                          null))
              .toList();
      put(weights, Features.NO_CATEGORIES, 0, sections, offset(model, unfiled));
    }
  }

  /** The constant that makes these examples likeliest, both classes weighing the same. */
  private static double offset(Model model, List<Example> examples) {
    double yes = examples.stream().filter(Example::relevant).count();
    double[] weigh = {0.5 / (examples.size() - yes), 0.5 / yes};
    double[] scores =
        examples.stream().mapToDouble(one -> model.relevance(features(one))).toArray();
    double low = -100;
    double high = 100;
    for (int step = 0; step < 60; step++) {
      double middle = (low + high) / 2;
      double excess = 0;
      for (int i = 0; i < scores.length; i++) {
        int label = examples.get(i).relevant() ? 1 : 0;
        excess += weigh[label] * (1 / (1 + Math.exp(-scores[i] - middle)) - label);
      }
      if (excess > 0) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return (low + high) / 2;
  }

  private static void put(
      Map<String, double[]> weights, String name, int column, int sections, double weight) {
    weights.computeIfAbsent(name, ignored -> new double[sections + 1])[column] = weight;
  }

  private static boolean negligible(double[] weights) {
    for (double weight : weights) {
      if (Math.abs(weight) >= SMALLEST) {
        return false;
      }
    }
    return true;
  }
}
