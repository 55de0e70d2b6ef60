package winnow.enrich.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model sees of a paper: its words, their openings and pairs of neighbouring words, counted,
 * the title's counted {@value #TITLE} times; and its categories, the first one also as the primary.
 * By its opening, the first {@value #LETTERS} letters, "attacker" teaches of "attacking" too. A
 * field that is missing is a feature of its own, so that its weight can make up for what the field
 * would have said, and its absence tells nothing.
 */
public final class Features {
  /** How often a word of the title counts. */
  static final int TITLE = 4;

  /** The prefix of what is not a word; no word holds a colon. */
  static final String CATEGORY = "in:";

  static final String PRIMARY = "first:";

  /** The prefix of a word's first letters. */
  static final String OPENING = "opens:";

  private static final int LETTERS = 5;

  /** There is no abstract. */
  public static final String NO_ABSTRACT = "no:abstract";

  /** There are no categories. */
  public static final String NO_CATEGORIES = "no:categories";

  private Features() {}

  /** Each feature with its value: one, and the logarithm of its count more. */
  public static Map<String, Double> of(
      @Nullable String title, @Nullable String abstractText, List<String> categories) {
    Map<String, Integer> counts = new HashMap<>();
    count(counts, Words.of(title).inOrder(), TITLE);
    List<String> body = Words.of(abstractText).inOrder();
    count(counts, body, 1);
    Map<String, Double> values = new HashMap<>();
    counts.forEach((term, count) -> values.put(term, value(count)));
    others(body, categories).forEach(name -> values.put(name, 1.0));
    return values;
  }

  /** The opening of a word; absent where it is too short to have one. */
  static @Nullable String opening(String word) {
    return word.length() < LETTERS ? null : OPENING + word.substring(0, LETTERS);
  }

  /** Whether the feature is of the text. */
  public static boolean isText(String feature) {
    return feature.indexOf(':') < 0 || isOpening(feature);
  }

  /** Whether the feature is a word's first letters. */
  public static boolean isOpening(String feature) {
    return feature.startsWith(OPENING);
  }

  static double value(int count) {
    return count == 0 ? 0 : 1 + Math.log(count);
  }

  static List<String> others(List<String> body, List<String> categories) {
    List<String> names = new ArrayList<>();
    if (body.isEmpty()) {
      names.add(NO_ABSTRACT);
    }
    names.addAll(ofCategories(categories));
    return names;
  }

  static List<String> ofCategories(List<String> categories) {
    if (categories.isEmpty()) {
      return List.of(NO_CATEGORIES);
    }
    List<String> names = new ArrayList<>();
    names.add(PRIMARY + categories.get(0));
    categories.stream().distinct().forEach(category -> names.add(CATEGORY + category));
    return names;
  }

  private static void count(Map<String, Integer> counts, List<String> tokens, int times) {
    for (int i = 0; i < tokens.size(); i++) {
      counts.merge(tokens.get(i), times, Integer::sum);
      String opening = opening(tokens.get(i));
      if (opening != null) {
        counts.merge(opening, times, Integer::sum);
      }
      if (i > 0) {
        counts.merge(tokens.get(i - 1) + " " + tokens.get(i), times, Integer::sum);
      }
    }
  }
}
