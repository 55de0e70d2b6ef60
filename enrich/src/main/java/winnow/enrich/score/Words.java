package winnow.enrich.score;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A text as its words in order: lower case, letters and digits only, without accents. */
record Words(List<String> inOrder) {
  /** So many letters and a word carries meaning. */
  private static final int TELLING = 4;

  Words {
    inOrder = List.copyOf(inOrder);
  }

  /** Those of a text; none of one that is absent. */
  static Words of(@Nullable String text) {
    return text == null ? new Words(List.of()) : read(text);
  }

  private static Words read(String text) {
    String plain = ascii(text) ? text : unaccented(text);
    List<String> tokens = new ArrayList<>(plain.length() / 6 + 1);
    StringBuilder token = new StringBuilder();
    for (int i = 0; i < plain.length(); i++) {
      char letter = plain.charAt(i);
      if (Character.isLetterOrDigit(letter)) {
        token.append(Character.toLowerCase(letter));
      } else if (!token.isEmpty()) {
        tokens.add(token.toString());
        token.setLength(0);
      }
    }
    if (!token.isEmpty()) {
      tokens.add(token.toString());
    }
    return new Words(tokens);
  }

  /** Whether there is no letter and no digit. */
  boolean isEmpty() {
    return inOrder.isEmpty();
  }

  /** The words that carry meaning. */
  Set<String> telling() {
    return inOrder.stream().filter(word -> word.length() >= TELLING).collect(Collectors.toSet());
  }

  private static boolean ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }

  private static String unaccented(String text) {
    String apart = Normalizer.normalize(text, Normalizer.Form.NFKD);
    StringBuilder plain = new StringBuilder(apart.length());
    for (int i = 0; i < apart.length(); i++) {
      if (Character.getType(apart.charAt(i)) != Character.NON_SPACING_MARK) {
        plain.append(apart.charAt(i));
      }
    }
    return plain.toString();
  }
}
