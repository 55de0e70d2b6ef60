package winnow.enrich.score;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A text as its words in order: lower case, letters and digits only, without accents. */
record Words(List<String> inOrder) {
  /** So many letters and a word carries meaning. */
  private static final int TELLING = 4;

  Words {
    inOrder = List.copyOf(inOrder);
  }

  static Words of(String text) {
    return new Words(Tokens.of(text));
  }

  /** Whether there is no letter and no digit. */
  boolean isEmpty() {
    return inOrder.isEmpty();
  }

  /** The words that carry meaning. */
  Set<String> telling() {
    return inOrder.stream().filter(word -> word.length() >= TELLING).collect(Collectors.toSet());
  }
}
