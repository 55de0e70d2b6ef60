package winnow.enrich.identity;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
  private static final int ASCII = 128;

  /** What the letters of a word are, one like the other. */
  private enum Kind {
    LETTER,
    PLUS,
    NUMBER,
    OTHER;

    private static final Kind[] OF_ASCII = new Kind[ASCII];

    static {
      for (int letter = 0; letter < ASCII; letter++) {
        OF_ASCII[letter] = looked(letter);
      }
    }

    static Kind of(int letter) {
      return letter < ASCII ? OF_ASCII[letter] : looked(letter);
    }

    private static Kind looked(int letter) {
      if (Character.isLetter(letter)) {
        return LETTER;
      }
      return switch (Character.getType(letter)) {
        case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
            NUMBER;
        default -> letter == '+' ? PLUS : OTHER;
      };
    }
  }

  private Spelling() {}

  /** The words and numbers of a text, in its order; {@code GPT4} is a word and a number. */
  static List<String> words(String text) {
    String plain = plain(text);
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < plain.length()) {
      int letter = plain.codePointAt(at);
      Kind kind = Kind.of(letter);
      int from = at;
      at = end(plain, at + Character.charCount(letter), kind);
      if (kind == Kind.LETTER) {
        at = end(plain, at, Kind.PLUS);
      }
      if (kind == Kind.LETTER || kind == Kind.NUMBER) {
        words.add(plain.substring(from, at));
      }
    }
    return words;
  }

  /** Where letters of this kind end that begin here. */
  private static int end(String text, int from, Kind kind) {
    int at = from;
    while (at < text.length()) {
      int letter = text.codePointAt(at);
      if (Kind.of(letter) != kind) {
        break;
      }
      at += Character.charCount(letter);
    }
    return at;
  }

  /** Lower case, without accents, TeX and marks inside words; other punctuation stays. */
  static String plain(String text) {
    String tex = withoutTex(text);
    return isAscii(tex)
        ? ascii(tex.toLowerCase(Locale.ROOT))
        : folded(Normalizer.normalize(tex, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT));
  }

  /** The same as {@link #folded}, of letters that most texts are written in alone. */
  private static String ascii(String lower) {
    char[] plain = lower.toCharArray();
    int length = 0;
    for (char letter : plain) {
      if (!isNothing(letter)) {
        plain[length] = letter;
        length++;
      }
    }
    return new String(plain, 0, length);
  }

  private static String folded(String lower) {
    StringBuilder plain = new StringBuilder(lower.length());
    lower
        .codePoints()
        .forEach(
            letter -> {
              switch (letter) {
                case 'ø' -> plain.append('o');
                case 'ł' -> plain.append('l');
                case 'đ' -> plain.append('d');
                case 'ı' -> plain.append('i');
                case 'ß' -> plain.append("ss");
                case 'æ' -> plain.append("ae");
                case 'œ' -> plain.append("oe");
                default -> {
                  if (!isNothing(letter)) {
                    plain.appendCodePoint(letter);
                  }
                }
              }
            });
    return plain.toString();
  }

  /** Whether it stands inside words and is no letter of them. */
  private static boolean isNothing(int letter) {
    return switch (letter) {
      case '$', '^', '{', '}', '_', '\\', '\'', '’', '‘', '`', '´' -> true;
      default -> letter >= ASCII && isMark(letter);
    };
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= ASCII) {
        return false;
      }
    }
    return true;
  }

  private static String withoutTex(String text) {
    String tex =
        text.indexOf('&') < 0 ? text : ENTITY.matcher(text).replaceAll(Spelling::character);
    if (tex.indexOf('\\') < 0) {
      return tex;
    }
    tex = ACCENT.matcher(tex).replaceAll("$1");
    tex = LETTER.matcher(tex).replaceAll("$1");
    return FONT.matcher(tex).replaceAll("");
  }

  private static boolean isMark(int letter) {
    return switch (Character.getType(letter)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          true;
      default -> false;
    };
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
