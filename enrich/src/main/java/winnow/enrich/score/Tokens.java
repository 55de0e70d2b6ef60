package winnow.enrich.score;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/** A text's words in order: lower case, letters and digits only, without accents. */
final class Tokens {
  private Tokens() {}

  static List<String> of(String text) {
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
    return tokens;
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
