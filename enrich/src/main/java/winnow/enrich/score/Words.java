package winnow.enrich.score;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A text as words: lower case, without accents or punctuation, one space around each word, so that
 * a phrase is found by plain search and never inside another word.
 */
record Words(String spaced) {
  static Words of(String text) {
    return new Words(" " + String.join(" ", Tokens.of(text)) + " ");
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
