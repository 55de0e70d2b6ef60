package winnow.ingest.arxiv;

import static java.util.Map.entry;

import java.text.Normalizer;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** TeX's accents and letters as Unicode. What is not known stays as it is. Pure. */
final class TexAccents {
  private static final Map<String, Character> COMBINING =
      Map.ofEntries(
          entry("'", '\u0301'),
          entry("`", '\u0300'),
          entry("^", '\u0302'),
          entry("\"", '\u0308'),
          entry("~", '\u0303'),
          entry("=", '\u0304'),
          entry(".", '\u0307'),
          entry("u", '\u0306'),
          entry("v", '\u030C'),
          entry("H", '\u030B'),
          entry("c", '\u0327'),
          entry("k", '\u0328'),
          entry("r", '\u030A'),
          entry("d", '\u0323'),
          entry("b", '\u0331'));

  private static final Map<String, String> LETTERS =
      Map.ofEntries(
          entry("ss", "ß"),
          entry("o", "ø"),
          entry("O", "Ø"),
          entry("l", "ł"),
          entry("L", "Ł"),
          entry("ae", "æ"),
          entry("AE", "Æ"),
          entry("oe", "œ"),
          entry("OE", "Œ"),
          entry("aa", "å"),
          entry("AA", "Å"),
          entry("i", "ı"),
          entry("j", "ȷ"),
          entry("dh", "ð"),
          entry("DH", "Ð"),
          entry("dj", "đ"),
          entry("DJ", "Đ"),
          entry("th", "þ"),
          entry("TH", "Þ"),
          entry("ng", "ŋ"),
          entry("NG", "Ŋ"));

  /** {@code \'e}, {@code \'{e}}, {@code \v{c}}, {@code \v c}, {@code \'\i}, {@code \'{\i}}. */
  private static final Pattern ACCENT =
      Pattern.compile(
          "\\\\(?:(['`^\"~=.])\\s*|([uvHckrdb])(?=[{\\s\\\\])\\s*)"
              + "(?:\\{\\s*(\\\\[ij]|\\p{L})\\s*\\}|(\\\\[ij])(?!\\p{L})\\s?|(\\p{L}))");

  /** {@code \ss}, {@code {\ss}}, {@code \ss{}}; a blank after the bare form ends its name. */
  private static final Pattern LETTER =
      Pattern.compile("\\\\([A-Za-z]{1,2})(?![A-Za-z])(?:\\{\\}|\\s(?=\\p{L}))?");

  /** Braces that hold nothing but letters, and belong to no command. */
  private static final Pattern BRACES =
      Pattern.compile("(?<!\\\\[A-Za-z]{1,20})\\{([\\p{L}\\p{M}.' -]*)\\}");

  private TexAccents() {}

  static String decode(String text) {
    if (text.indexOf('\\') < 0 && text.indexOf('{') < 0) {
      return text;
    }
    String accented = ACCENT.matcher(text).replaceAll(TexAccents::accented);
    String lettered = LETTER.matcher(accented).replaceAll(TexAccents::letter);
    String bare = lettered;
    for (int depth = 0; depth < 3; depth++) {
      bare = BRACES.matcher(bare).replaceAll("$1");
    }
    return Normalizer.normalize(bare, Normalizer.Form.NFC);
  }

  private static String accented(MatchResult match) {
    String accent = match.group(1) != null ? match.group(1) : match.group(2);
    String base =
        match.group(3) != null
            ? match.group(3)
            : match.group(4) != null ? match.group(4) : match.group(5);
    String letter = base.startsWith("\\") ? base.substring(1) : base;
    return Matcher.quoteReplacement(letter + COMBINING.get(accent));
  }

  private static String letter(MatchResult match) {
    String known = LETTERS.get(match.group(1));
    return Matcher.quoteReplacement(known == null ? match.group() : known);
  }
}
