package winnow.enrich.score;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * A text as words: lower case, without accents or punctuation, one space around each word, so that
 * a phrase is found by plain search and never inside another word.
 */
record Words(String spaced) {
  static Words of(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}]+", " ")
            .strip();
    return new Words(" " + plain + " ");
  }

  /** Whether the phrase stands here, in the singular or in a regular plural. */
  boolean mention(Words phrase) {
    if (phrase.isEmpty()) {
      return false;
    }
    String words = phrase.spaced.substring(0, phrase.spaced.length() - 1);
    return spaced.contains(words + " ")
        || spaced.contains(words + "s ")
        || spaced.contains(words + "es ")
        || (words.endsWith("y")
            && spaced.contains(words.substring(0, words.length() - 1) + "ies "));
  }

  /** Whether there is no letter and no digit. */
  boolean isEmpty() {
    return spaced.isBlank();
  }

  /** The words that carry meaning: of four letters or more. */
  Set<String> telling() {
    Set<String> telling = new LinkedHashSet<>();
    for (String word : spaced.strip().split(" ")) {
      if (word.length() > 3) {
        telling.add(word);
      }
    }
    return telling;
  }
}
