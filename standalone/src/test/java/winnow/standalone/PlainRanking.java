package winnow.standalone;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import winnow.enrich.train.Example;
import winnow.enrich.train.Scorecard;

/**
 * What anybody would try first, to measure the ranking against: a text's words and pairs of words
 * by frequency and rarity, brought to one length, and logistic regression with balanced classes.
 * Relevance is read from the title, twice, the abstract and the categories; the section from the
 * abstract alone. It gives no reasons.
 */
final class PlainRanking {
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}_]+");

  /** A term of one text alone tells nothing; this leaves out most of them. */
  private static final int FEWEST = 2;

  /** How strongly a text outweighs the wish for small weights: the best of 1 and 10. */
  private static final double TRUST = 10;

  private static final double TOLERANCE = 0.01;

  /** Texts as the solver takes them: learned from some, applied to any. */
  private record Texts(Map<String, Integer> ids, double[] rarity) {
    static Texts of(List<String> texts) {
      Map<String, Integer> counts = new TreeMap<>();
      texts.forEach(
          text -> terms(text).keySet().forEach(one -> counts.merge(one, 1, Integer::sum)));
      counts.values().removeIf(count -> count < FEWEST);
      Map<String, Integer> ids = new HashMap<>();
      double[] rarity = new double[counts.size() + 1];
      counts.forEach(
          (term, count) -> {
            ids.put(term, ids.size() + 1);
            rarity[ids.size()] = 1 + Math.log((1.0 + texts.size()) / (1 + count));
          });
      return new Texts(ids, rarity);
    }

    private static Map<String, Integer> terms(String text) {
      Map<String, Integer> counts = new HashMap<>();
      String before = null;
      for (String word : NO_WORD.split(text.toLowerCase(Locale.ROOT))) {
        if (word.length() > 1) {
          counts.merge(word, 1, Integer::sum);
          if (before != null) {
            counts.merge(before + " " + word, 1, Integer::sum);
          }
          before = word;
        }
      }
      return counts;
    }

    /** In the order of the numbers, of length one; the last feature is one that every text has. */
    Feature[] vector(String text) {
      Map<Integer, Double> values = new TreeMap<>();
      terms(text)
          .forEach(
              (term, count) -> {
                Integer id = ids.get(term);
                if (id != null) {
                  values.put(id, count * rarity[id]);
                }
              });
      double length = Math.sqrt(values.values().stream().mapToDouble(one -> one * one).sum());
      List<Feature> vector = new ArrayList<>();
      values.forEach((id, value) -> vector.add(new FeatureNode(id, value / length)));
      vector.add(new FeatureNode(ids.size() + 1, 1));
      return vector.toArray(Feature[]::new);
    }
  }

  /** One regression: from texts to classes. */
  private static final class Classes {
    private final Function<Example, String> text;
    private final Texts texts;
    private final Model model;

    Classes(List<Example> examples, Function<Example, String> text, ToIntFunction<Example> label) {
      this.text = text;
      this.texts = Texts.of(examples.stream().map(text).toList());
      Problem problem = new Problem();
      problem.l = examples.size();
      problem.n = texts.ids().size() + 1;
      problem.x = examples.stream().map(text).map(texts::vector).toArray(Feature[][]::new);
      problem.y = examples.stream().mapToDouble(label::applyAsInt).toArray();
      Map<Integer, Integer> counts = new TreeMap<>();
      examples.forEach(one -> counts.merge(label.applyAsInt(one), 1, Integer::sum));
      Parameter parameter = new Parameter(SolverType.L2R_LR, TRUST, TOLERANCE);
      parameter.setWeights(
          counts.values().stream()
              .mapToDouble(count -> examples.size() / (double) (counts.size() * count))
              .toArray(),
          counts.keySet().stream().mapToInt(Integer::intValue).toArray());
      Linear.disableDebugOutput();
      this.model = Linear.train(problem, parameter);
    }

    /** The likeliest class. */
    int likeliest(Example one) {
      return (int) Linear.predict(model, texts.vector(text.apply(one)));
    }

    /** How likely the first of two classes is, in log-odds. */
    double odds(Example one) {
      double[] odds = new double[model.getNrClass()];
      Linear.predictValues(model, texts.vector(text.apply(one)), odds);
      return model.getLabels()[0] == 1 ? odds[0] : -odds[0];
    }
  }

  private final List<String> sections;
  private final Classes relevance;
  private final Classes bySection;

  PlainRanking(List<String> sections, List<Example> examples) {
    this.sections = sections;
    this.relevance = new Classes(examples, PlainRanking::whole, one -> one.relevant() ? 1 : 0);
    this.bySection =
        new Classes(
            examples.stream().filter(one -> one.section() != null).toList(),
            PlainRanking::body,
            one -> sections.indexOf(one.section()));
  }

  Scorecard card(List<Example> examples) {
    return Scorecard.of(
        examples.stream()
            .map(
                one ->
                    new Scorecard.Item(
                        relevance.odds(one),
                        one.relevant(),
                        sections.get(bySection.likeliest(one)),
                        one.section()))
            .toList());
  }

  private static String whole(Example one) {
    String title = one.title() == null ? "" : one.title();
    return String.join(" ", title, title, body(one), String.join(" ", one.categories()));
  }

  private static String body(Example one) {
    return one.abstractText() == null ? "" : one.abstractText();
  }
}
