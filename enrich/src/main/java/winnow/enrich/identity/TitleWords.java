package winnow.enrich.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How common words are in titles: a constant, counted once over a quarter of arXiv's announcements
 * and too long to be written here. Its first line says over how many titles; each other line is a
 * count and the words that so many titles hold.
 */
public final class TitleWords {
  /** Words in fewer titles are not listed, and all count as equally rare. */
  private static final int LISTED_FROM = 5;

  private static final String TABLE = "/winnow/enrich/title-words.txt";
  private static final double MOST = 9;

  private static final class Counted {
    private static final Map<String, Double> INFORMATION = read();
  }

  private TitleWords() {}

  /**
   * How much it says that two titles share this word: the natural logarithm of how rare it is, from
   * about 1 for the commonest to 9.
   */
  static double information(String word) {
    return Counted.INFORMATION.getOrDefault(word, MOST);
  }

  /** The sum over words. */
  static double information(Iterable<String> words) {
    double sum = 0;
    for (String word : words) {
      sum += information(word);
    }
    return sum;
  }

  /** The table as it is kept, counted over these titles. */
  public static Stream<String> table(Iterable<String> titles) {
    Map<String, Integer> counts = new HashMap<>();
    int total = 0;
    for (String title : titles) {
      total++;
      new HashSet<>(Title.of(Title.plain(title)).words())
          .forEach(word -> counts.merge(word, 1, Integer::sum));
    }
    SortedMap<Integer, String> lines = new TreeMap<>();
    new TreeMap<>(counts)
        .forEach(
            (word, count) -> {
              if (count >= LISTED_FROM) {
                lines.merge(count, word, (all, one) -> all + " " + one);
              }
            });
    return Stream.concat(
        Stream.of(String.valueOf(total)),
        lines.entrySet().stream().map(line -> line.getKey() + " " + line.getValue()));
  }

  private static Map<String, Double> read() {
    try (BufferedReader table =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(TitleWords.class.getResourceAsStream(TABLE), TABLE),
                StandardCharsets.UTF_8))) {
      double titles = Double.parseDouble(table.readLine());
      Map<String, Double> information = new HashMap<>();
      for (String line = table.readLine(); line != null; line = table.readLine()) {
        String[] words = line.split(" ");
        double rare = Math.log((titles + 1) / (Integer.parseInt(words[0]) + 1));
        for (int i = 1; i < words.length; i++) {
          information.put(words[i], Math.min(rare, MOST));
        }
      }
      return Map.copyOf(information);
    } catch (IOException e) {
      throw new UncheckedIOException(TABLE + " cannot be read", e);
    }
  }
}
