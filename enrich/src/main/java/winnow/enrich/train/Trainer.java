package winnow.enrich.train;

import de.bwaldvogel.liblinear.Feature;
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
import java.util.function.Predicate;
import winnow.enrich.score.Features;
import winnow.enrich.score.Model;

/**
 * Learns a model by logistic regression with balanced classes: one for relevance from all examples,
 * and one for each section from those that have a section. Deterministic.
 *
 * <p>{@link Views} says what is shown of a paper, {@link Vocabulary} what each feature counts.
 * Texts are not brought to one length, so that each word's part stays the same whatever stands
 * beside it.
 */
public final class Trainer {
  /**
   * What is learned with which settings; all were found by cross-validation.
   *
   * @param fewest a feature that fewer papers have teaches nothing
   * @param scale what each kind of feature counts
   * @param titles every how many papers one is shown by its title alone
   * @param trust how strongly a paper outweighs the wish for small weights
   */
  private record Lesson(int fewest, Vocabulary.Scale scale, int titles, double trust) {}

  private static final Lesson RELEVANCE = new Lesson(3, new Vocabulary.Scale(80, 0.5, 0.3), 5, 0.3);
  private static final Lesson SECTION = new Lesson(2, new Vocabulary.Scale(1, 1, 0.5), 1, 0.1);
  private static final double TOLERANCE = 0.01;

  /** Weights below this are left out: all of them together move few papers by a hundredth. */
  private static final double SMALLEST = 0.01;

  private Trainer() {}

  /**
   * Learns from examples.
   *
   * @param sections the profile's; a section without an example is left out of the model
   * @throws IllegalArgumentException if there is nothing to tell apart
   */
  public static Model train(List<String> sections, List<Example> examples) {
    return train(sections, examples, List.of());
  }

  /**
   * Learns from examples and from further papers to propose, of another collection than the
   * examples: of these the text alone is read, for relevance alone, at half weight.
   */
  public static Model train(List<String> sections, List<Example> examples, List<Example> further) {
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
    learn(RELEVANCE, ordered, Example::relevant, further)
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
    for (int s = 0; s < taught.size(); s++) {
      String section = taught.get(s);
      int column = s + 1;
      Predicate<Example> here = example -> section.equals(example.section());
      if (!labelled.stream().allMatch(here)) {
        learn(SECTION, labelled, here, List.of())
            .forEach((name, weight) -> put(weights, name, column, taught.size(), weight));
      }
    }
  }

  /** Each feature's weight, for values as they come. */
  private static Map<String, Double> learn(
      Lesson lesson, List<Example> examples, Predicate<Example> wanted, List<Example> further) {
    Vocabulary vocabulary = Vocabulary.of(examples, wanted, lesson.fewest(), lesson.scale());
    List<Feature[]> rows = new ArrayList<>();
    List<Double> labels = new ArrayList<>();
    for (int place = 0; place < examples.size(); place++) {
      Example example = examples.get(place);
      for (Views.View view : Views.of(example, place % lesson.titles() == 0)) {
        rows.addAll(Collections.nCopies(view.times(), vocabulary.vector(view.features())));
      }
      labels.addAll(
          Collections.nCopies(rows.size() - labels.size(), wanted.test(example) ? 1.0 : 0.0));
    }
    for (Example example : further) {
      rows.add(vocabulary.vector(Views.text(example.title(), example.abstractText())));
      labels.add(1.0);
    }
    Problem problem = new Problem();
    problem.l = rows.size();
    problem.n = vocabulary.base();
    problem.x = rows.toArray(Feature[][]::new);
    problem.y = labels.stream().mapToDouble(Double::doubleValue).toArray();
    double yes = labels.stream().filter(label -> label == 1).count();
    double all = labels.size();
    double trust = lesson.trust() * examples.size() / all;
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
        examples.stream().mapToDouble(one -> model.relevance(Views.whole(one))).toArray();
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
