package winnow.enrich.identity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A title taken apart.
 *
 * @param parts its telling words, in the parts that colons, brackets and the like make of it; none
 *     is empty
 * @param words all telling words, in their order
 * @param numbers the numbers that it names, in digits
 * @param answer whether it opens as an answer to another paper does
 */
record Title(List<List<String>> parts, List<String> words, Set<String> numbers, boolean answer) {
  private static final Pattern TAGS =
      Pattern.compile("^\\s*(?:\\[[^\\]]{1,20}\\]\\s*)+|(?:\\s*\\[[A-Za-z]\\])+\\s*$");
  private static final Pattern BOUNDARY =
      Pattern.compile("\\s*(?:[:?!()—–]|\\s--?\\s|---?)[\\s:?!()—–-]*");
  private static final String BETWEEN = " : ";
  private static final Pattern PARTS = Pattern.compile(BETWEEN);

  private static final Set<String> ANSWERS =
      Set.of(
          "comment",
          "comments",
          "response",
          "reply",
          "rebuttal",
          "erratum",
          "corrigendum",
          "correction");
  private static final Map<String, String> NUMBERS =
      Map.ofEntries(
          Map.entry("first", "1"),
          Map.entry("second", "2"),
          Map.entry("third", "3"),
          Map.entry("fourth", "4"),
          Map.entry("fifth", "5"),
          Map.entry("ii", "2"),
          Map.entry("iii", "3"),
          Map.entry("iv", "4"),
          Map.entry("vi", "6"),
          Map.entry("vii", "7"));

  /** The same title in one spelling, its parts kept apart; a forum's tags are no part of it. */
  static String plain(String title) {
    String bare = TAGS.matcher(title).replaceAll("");
    return Arrays.stream(BOUNDARY.split(Spelling.plain(bare)))
        .map(part -> String.join(" ", Spelling.words(part)))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(BETWEEN));
  }

  /** Takes a title apart that is in its {@link #plain} spelling. */
  static Title of(String plain) {
    List<List<String>> parts = new ArrayList<>();
    Set<String> numbers = new HashSet<>();
    boolean answer = false;
    for (String part : PARTS.split(plain)) {
      List<String> words = part.isEmpty() ? List.of() : List.of(part.split(" "));
      answer |= parts.isEmpty() && !words.isEmpty() && ANSWERS.contains(words.get(0));
      numbers.addAll(numbersIn(words));
      List<String> telling = Telling.ofTitle(words);
      if (!telling.isEmpty()) {
        parts.add(telling);
      }
    }
    return new Title(
        List.copyOf(parts),
        parts.stream().flatMap(Collection::stream).toList(),
        Set.copyOf(numbers),
        answer);
  }

  /** What part of what both say they share, by words whatever their order: 1 for the same. */
  double shared(Title other) {
    Set<String> both = new HashSet<>(words);
    both.retainAll(other.words);
    Set<String> all = new HashSet<>(words);
    all.addAll(other.words);
    return share(TitleWords.information(both), TitleWords.information(all));
  }

  /**
   * How much the part says that opens one of the two and is a part of the other, as a name before a
   * colon is; half as much where both go on, since a saying opens many titles. A title often closes
   * as others do, and that says nothing. Of the same title it is the whole.
   */
  double samePart(Title other) {
    if (words.equals(other.words)) {
      return TitleWords.information(words);
    }
    double part = Math.max(opening(other), other.opening(this));
    return parts.size() > 1 && other.parts.size() > 1 ? part / 2 : part;
  }

  private double opening(Title other) {
    return !parts.isEmpty() && other.parts.contains(parts.get(0))
        ? TitleWords.information(parts.get(0))
        : 0;
  }

  /** What part of the lesser title the longest run of words is that both have. */
  double sameRun(Title other) {
    List<String> others = other.words;
    double longest = 0;
    double[] runs = new double[others.size() + 1];
    for (String word : words) {
      for (int j = others.size(); j > 0; j--) {
        runs[j] = word.equals(others.get(j - 1)) ? runs[j - 1] + TitleWords.information(word) : 0;
        longest = Math.max(longest, runs[j]);
      }
    }
    return share(longest, Math.min(TitleWords.information(words), TitleWords.information(others)));
  }

  /** Whether each names a number that the other does not, as parts of a series do. */
  boolean otherNumber(Title other) {
    return !numbers.containsAll(other.numbers) && !other.numbers.containsAll(numbers);
  }

  private static double share(double part, double whole) {
    return whole == 0 ? 0 : Math.min(1, part / whole);
  }

  private static Set<String> numbersIn(List<String> words) {
    Set<String> numbers = new HashSet<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean last = i == words.size() - 1;
      boolean ofSeries = i > 0 && words.get(i - 1).equals("part");
      if (Character.isDigit(word.charAt(0))) {
        numbers.add(word);
      } else if (word.equals("i") && (last || ofSeries)) {
        numbers.add("1");
      } else if (word.equals("v") && ofSeries) {
        numbers.add("5");
      } else if (NUMBERS.containsKey(word)) {
        numbers.add(NUMBERS.get(word));
      }
    }
    return numbers;
  }
}
