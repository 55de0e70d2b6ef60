package winnow.enrich.train;

import de.bwaldvogel.liblinear.Feature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import winnow.enrich.score.Features;
import winnow.enrich.score.Model;

/**
 * Learns from decisions what to add to a ranking that is there: the weights, as small as they can
 * be, that together with the old points tell best what was taken from what was not; and in the same
 * way what was put into a section from what was put into another. Deterministic, and a function of
 * the set of examples.
 *
 * <p>Logistic regression with the old points as an offset, which the kept library does not offer.
 * What was taken weighs as much as all else; of that half belongs to what was refused and half to
 * what was left lying, since a shortlist alone shows nothing of what never came near it; but the
 * tenth of it that looks most like what was taken says nothing, since it may have been overlooked.
 * What all decided papers have in common is not learned: they were all on the shortlist, so it
 * would only move every paper's points.
 */
public final class Lessons {
  /**
   * How it is learned; {@code docs/ranking.md} says on what these were tried.
   *
   * @param fewest a feature that fewer papers have teaches nothing
   * @param scale what each kind of feature counts
   * @param caution how strongly small weights are wished for, against one decision's say
   * @param most so many weights are kept, the heaviest, since a lesson is one record
   */
  private record Manner(int fewest, Vocabulary.Scale scale, double caution, int most) {}

  private static final Manner RELEVANCE =
      new Manner(3, new Vocabulary.Scale(8, 0.5, 0.3), 0.05, 10_000);
  private static final Manner SECTION = new Manner(2, new Vocabulary.Scale(1, 1, 0.5), 10, 1_000);

  /** Of what was left lying this part may have been wanted, and nobody came to it. */
  private static final double OVERLOOKED = 0.1;

  /** What a section counts that was suggested and left standing, against one that was named. */
  private static final double LEFT_STANDING = 0.5;

  /** Weights below this change no paper by a hundredth. */
  private static final double SMALLEST = 0.01;

  private static final int STEPS = 60;

  private record Weighed(Example paper, double weight) {}

  private record Placed(Example paper, double points) {}

  private Lessons() {}

  /**
   * Learns what is worth proposing.
   *
   * @param decided what was taken and what was refused
   * @param left what nobody decided about; may be empty
   * @param points what the ranking that is there gives an example
   * @return a model of weights to add; it knows no sections
   */
  public static Model learn(
      List<Example> decided, List<Example> left, ToDoubleFunction<Example> points) {
    Model first = relevance(weighed(decided, left), points);
    int overlooked = (int) (OVERLOOKED * left.size());
    return overlooked == 0
        ? first
        : relevance(weighed(decided, others(left, overlooked, first, points)), points);
  }

  /** Without those that look most like what was taken. */
  private static List<Example> others(
      List<Example> left, int overlooked, Model first, ToDoubleFunction<Example> points) {
    return left.stream()
        .map(one -> new Placed(one, points.applyAsDouble(one) + first.relevance(Views.whole(one))))
        .sorted(
            Comparator.comparingDouble(Placed::points)
                .reversed()
                .thenComparing(one -> one.paper().id()))
        .skip(overlooked)
        .map(Placed::paper)
        .toList();
  }

  private static Model relevance(List<Weighed> papers, ToDoubleFunction<Example> points) {
    Map<String, double[]> weights = new HashMap<>();
    learn(RELEVANCE, papers, Example::relevant, points)
        .forEach((name, weight) -> weights.put(name, new double[] {weight}));
    return Model.of(List.of(), weights);
  }

  /**
   * Learns where papers belong.
   *
   * @param sections the profile's
   * @param taken papers that were taken; one without a section was left where it was suggested
   * @param odds how likely each section is by the ranking that is there, for those it can tell
   * @return a model of weights to add, for sections alone
   */
  public static Model sections(
      List<String> sections, List<Example> taken, Function<Example, Map<String, Double>> odds) {
    List<Weighed> placed = new ArrayList<>();
    for (Example one : taken) {
      String section = one.section() == null ? likeliest(odds.apply(one)) : one.section();
      if (section != null && sections.contains(section)) {
        placed.add(new Weighed(one.in(section), one.section() == null ? LEFT_STANDING : 1));
      }
    }
    placed.sort(Comparator.comparing(one -> one.paper().id()));
    Map<String, double[]> weights = new HashMap<>();
    for (int s = 0; s < sections.size(); s++) {
      String section = sections.get(s);
      int column = s + 1;
      Predicate<Example> here = one -> section.equals(one.section());
      learn(SECTION, even(placed, here), here, one -> odds.apply(one).getOrDefault(section, 0.0))
          .forEach(
              (name, weight) ->
                  weights.computeIfAbsent(name, none -> new double[sections.size() + 1])[column] =
                      weight);
    }
    return Model.of(sections, weights);
  }

  /** Those in a section weighing as much as all others; none where there is nothing to tell. */
  private static List<Weighed> even(List<Weighed> placed, Predicate<Example> here) {
    double all = placed.stream().mapToDouble(Weighed::weight).sum();
    double yes =
        placed.stream().filter(one -> here.test(one.paper())).mapToDouble(Weighed::weight).sum();
    return yes == 0 || yes == all
        ? List.of()
        : placed.stream()
            .map(
                one ->
                    new Weighed(
                        one.paper(),
                        one.weight() * all / 2 / (here.test(one.paper()) ? yes : all - yes)))
            .toList();
  }

  private static @Nullable String likeliest(Map<String, Double> odds) {
    return odds.entrySet().stream()
        .max(
            Map.Entry.<String, Double>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  private static Map<String, Double> learn(
      Manner how,
      List<Weighed> papers,
      Predicate<Example> wanted,
      ToDoubleFunction<Example> before) {
    Vocabulary vocabulary =
        Vocabulary.of(
            papers.stream().map(Weighed::paper).toList(), wanted, how.fewest(), how.scale());
    List<Fit.Row> rows =
        papers.stream().map(one -> row(vocabulary, one, wanted.test(one.paper()), before)).toList();
    double[] learned = new Fit(rows, vocabulary.ids().size(), how.caution()).weights(STEPS);
    Map<String, Double> weights = new HashMap<>();
    vocabulary
        .ids()
        .forEach((name, id) -> weights.put(name, learned[id - 1] * vocabulary.factors()[id - 1]));
    return weights.entrySet().stream()
        .filter(one -> Math.abs(one.getValue()) >= SMALLEST)
        .sorted(
            Comparator.comparingDouble((Map.Entry<String, Double> one) -> -Math.abs(one.getValue()))
                .thenComparing(Map.Entry::getKey))
        .limit(how.most())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Fit.Row row(
      Vocabulary vocabulary, Weighed one, boolean yes, ToDoubleFunction<Example> before) {
    Map<String, Double> features = Views.whole(one.paper());
    features.remove(Features.NO_ABSTRACT);
    features.remove(Features.NO_CATEGORIES);
    Feature[] all = vocabulary.vector(features);
    Feature[] own = Arrays.copyOf(all, all.length - 1); // Fit has a constant of its own
    return new Fit.Row(
        Arrays.stream(own).mapToInt(feature -> feature.getIndex() - 1).toArray(),
        Arrays.stream(own).mapToDouble(Feature::getValue).toArray(),
        before.applyAsDouble(one.paper()),
        yes,
        one.weight());
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
}
