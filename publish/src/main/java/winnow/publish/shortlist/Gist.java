package winnow.publish.shortlist;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a paper is about: the words that it uses most, those that nearly every paper uses left out.
 * A word of the title counts {@value #TITLE} times.
 *
 * @param words with their counts, at most {@value #MOST}, in their order, so that a sum over them
 *     is the same everywhere
 */
record Gist(Map<String, Integer> words) {
  static final Gist NONE = new Gist(Map.of());

  private static final int MOST = 24;
  private static final int TITLE = 3;
  private static final int SHORTEST = 4;

  /** Said of papers of every kind, so they tell nothing of this one. */
  private static final Set<String> EMPTY_WORDS =
      Set.of(
          ("about across also although among analysis approach approache based because been before"
                  + " being between both capability challenge code compared comprehensive could"
                  + " current data dataset demonstrate demonstrated different does each effective"
                  + " either even evaluate evaluation existing experiment extensive find finding"
                  + " first framework from further furthermore have high however improve improved"
                  + " including information into introduce investigate key large language learning"
                  + " like llms llm machine make many method methods model more most moreover neural"
                  + " network novel often only other over paper performance popular present previous"
                  + " problem process propose proposed provide recent research result results"
                  + " several show significant significantly simple some state still study such"
                  + " system systems task than that their them then there these they this those"
                  + " three through thus train trained training under until used using various very"
                  + " well were what when where whether which while will with within without work"
                  + " would your")
              .split(" "));

  Gist {
    words =
        words == null
            ? Map.of()
            : Collections.unmodifiableMap(new LinkedHashMap<>(new TreeMap<>(words)));
  }

  static Gist of(@Nullable String title, @Nullable String abstractText) {
    Map<String, Integer> counts = new HashMap<>();
    count(counts, title, TITLE);
    count(counts, abstractText, 1);
    Map<String, Integer> most = new HashMap<>();
    counts.entrySet().stream()
        .sorted(
            Comparator.comparingInt((Map.Entry<String, Integer> word) -> -word.getValue())
                .thenComparing(Map.Entry::getKey))
        .limit(MOST)
        .forEach(word -> most.put(word.getKey(), word.getValue()));
    return new Gist(most);
  }

  /** The cosine of the two, each count's logarithm weighing: 0 for no word in common, 1 at most. */
  double likeness(Gist other) {
    double common = 0;
    for (Map.Entry<String, Integer> word : words.entrySet()) {
      Integer there = other.words.get(word.getKey());
      common += there == null ? 0 : weight(word.getValue()) * weight(there);
    }
    return common == 0 ? 0 : Math.min(1, common / (length() * other.length()));
  }

  private double length() {
    double squares = 0;
    for (int count : words.values()) {
      squares += weight(count) * weight(count);
    }
    return Math.sqrt(squares);
  }

  private static double weight(int count) {
    return 1 + Math.log(count);
  }

  private static void count(Map<String, Integer> counts, @Nullable String text, int times) {
    for (String word : words(text == null ? "" : text)) {
      String singular = word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
      if (singular.length() >= SHORTEST
          && singular.chars().anyMatch(Character::isLetter)
          && !EMPTY_WORDS.contains(word)
          && !EMPTY_WORDS.contains(singular)) {
        counts.merge(singular, times, Integer::sum);
      }
    }
  }

  private static List<String> words(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    plain
        .codePoints()
        .forEach(
            letter -> {
              if (Character.isLetterOrDigit(letter)) {
                word.appendCodePoint(letter);
              } else if (!word.isEmpty() && !isMark(letter)) {
                words.add(word.toString());
                word.setLength(0);
              }
            });
    words.add(word.toString());
    return words;
  }

  private static boolean isMark(int letter) {
    int type = Character.getType(letter);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }
}
