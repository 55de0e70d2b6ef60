package winnow.enrich.identity;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One spelling for a text, however it writes case, spaces, accents, TeX and punctuation. */
final class Spelling {
  private static final Pattern ENTITY =
      Pattern.compile("&(?:#(\\d{2,6})|#[xX]([0-9a-fA-F]{2,5})|amp);");
  private static final Pattern ACCENT =
      Pattern.compile("\\\\(?:[\"'`^~=.]|[vcuHdbktr](?![a-zA-Z]))\\s*\\{?\\\\?([A-Za-z])\\}?");
  private static final Pattern LETTER =
      Pattern.compile("\\\\(o|O|l|L|ss|ae|AE|oe|OE|aa|AA|i|j)\\b\\s?");
  private static final Pattern FONT =
      Pattern.compile("\\\\(?:math|text|em|bf|it|rm|sc|tt|sf|operatorname|boldsymbol)[a-z]*\\b");
  private static final Pattern NOTHING = Pattern.compile("[$^{}_\\\\\\p{M}'’‘`´]");
  private static final String ASCII_NOTHING = "$^{}_'`";

  private Spelling() {}

  /** The words and numbers of a text, in its order; {@code GPT4} is a word and a number. */
  static List<String> words(String text) {
    String plain = plain(text);
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < plain.length()) {
      int end = end(plain, at, Character::isLetter);
      if (end > at) {
        end = end(plain, end, letter -> letter == '+');
      } else {
        end = end(plain, at, Spelling::isNumber);
      }
      if (end > at) {
        words.add(plain.substring(at, end));
        at = end;
      } else {
        at += Character.charCount(plain.codePointAt(at));
      }
    }
    return words;
  }

  /** Where such letters end that begin here. */
  private static int end(String text, int from, IntPredicate such) {
    int at = from;
    while (at < text.length()) {
      int letter = text.codePointAt(at);
      if (!such.test(letter)) {
        break;
      }
      at += Character.charCount(letter);
    }
    return at;
  }

  private static boolean isNumber(int letter) {
    int type = Character.getType(letter);
    return type == Character.DECIMAL_DIGIT_NUMBER
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }

  /** Lower case, without accents, TeX and marks inside words; other punctuation stays. */
  static String plain(String text) {
    String simple = simple(text);
    return simple == null ? folded(text) : simple;
  }

  /** The same without a search: most texts are ASCII and write no TeX. */
  private static @Nullable String simple(String text) {
    char[] plain = text.toCharArray();
    int length = 0;
    for (char letter : plain) {
      if (letter > 127 || letter == '\\' || letter == '&') {
        return null;
      }
      if (ASCII_NOTHING.indexOf(letter) < 0) {
        plain[length] = Character.toLowerCase(letter);
        length++;
      }
    }
    return new String(plain, 0, length);
  }

  private static String folded(String text) {
    String tex = ENTITY.matcher(text).replaceAll(Spelling::character);
    tex = ACCENT.matcher(tex).replaceAll("$1");
    tex = LETTER.matcher(tex).replaceAll("$1");
    tex = FONT.matcher(tex).replaceAll("");
    String folded = Normalizer.normalize(tex, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    return NOTHING
        .matcher(folded)
        .replaceAll("")
        .replace('ø', 'o')
        .replace('ł', 'l')
        .replace('đ', 'd')
        .replace('ı', 'i')
        .replace("ß", "ss")
        .replace("æ", "ae")
        .replace("œ", "oe");
  }

  private static String character(MatchResult entity) {
    if (entity.group(1) == null && entity.group(2) == null) {
      return "&";
    }
    int code =
        entity.group(1) == null
            ? Integer.parseInt(entity.group(2), 16)
            : Integer.parseInt(entity.group(1));
    return Matcher.quoteReplacement(Character.toString(code));
  }
}
