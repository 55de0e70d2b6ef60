package winnow.ingest;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands before a document's first element. None of it reaches the parser, so no DOCTYPE ever
 * does, and what it declares is never expanded. Pure.
 *
 * @param root where the first element begins
 * @param line its line, from 0
 * @param note what was skipped that should not be there; absent where there is nothing to say
 * @param trap what a DOCTYPE declares that may be meant to do harm; absent where there is none
 */
record Prolog(int root, int line, @Nullable String note, @Nullable String trap) {
  private static final Pattern FEED =
      Pattern.compile("(?i)<(?:\\?xml\\s|(?:[a-z][\\w.-]*:)?(?:rss|feed|rdf|channel)[\\s>])");

  private static final Pattern HARMLESS =
      Pattern.compile("<!ENTITY\\s+[\\w.-]+\\s+(?:\"[^\"&%<]*\"|'[^'&%<]*')\\s*>");

  private static final Pattern DOCTYPE = Pattern.compile("(?is)<!doctype.*");

  private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);

  /**
   * Finds the first element.
   *
   * @throws UnreadableFeedException if there is none, or if it is a web page's
   */
  static Prolog of(String text) throws UnreadableFeedException {
    int at = start(text);
    String note = null;
    if (!opensElement(text, at)) {
      Matcher feed = FEED.matcher(text);
      if (!feed.find(Math.min(at, text.length()))) {
        throw new UnreadableFeedException(whatElse(text, at));
      }
      note = "has " + (feed.start() - at) + " characters before its beginning that are not XML";
      at = start(text.substring(feed.start())) + feed.start();
    }
    if (text.regionMatches(true, at, "<html", 0, 5)) {
      throw new UnreadableFeedException("is an HTML page, not a feed");
    }
    int root = at;
    int line = (int) text.chars().limit(root).filter(c -> c == '\n').count();
    return new Prolog(root, line, note, trap(text.substring(0, root)));
  }

  /**
   * Where the first markup of a text begins that says something: after blanks, comments,
   * instructions and DOCTYPE.
   */
  static int start(String text) {
    int at = 0;
    while (at >= 0 && at < text.length()) {
      if (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '\uFEFF') {
        at++;
      } else if (text.startsWith("<?", at)) {
        at = after(text, "?>", at);
      } else if (text.startsWith("<!--", at)) {
        at = after(text, "-->", at);
      } else if (text.regionMatches(true, at, "<!doctype", 0, 9)) {
        at = afterDoctype(text, at);
      } else {
        return at;
      }
    }
    return text.length();
  }

  private static boolean opensElement(String text, int at) {
    return text.length() > at + 1
        && text.charAt(at) == '<'
        && (Character.isLetter(text.charAt(at + 1)) || text.charAt(at + 1) == '_');
  }

  private static String whatElse(String text, int at) {
    if (at >= text.length()) {
      return "the body is blank";
    }
    String head = text.substring(at, Math.min(text.length(), at + 60)).toLowerCase(Locale.ROOT);
    return "is not XML; it begins with: " + head;
  }

  private static int after(String text, String end, int from) {
    int found = text.indexOf(end, from);
    return found < 0 ? -1 : found + end.length();
  }

  private static int afterDoctype(String text, int from) {
    int bracket = text.indexOf('[', from);
    int end = text.indexOf('>', from);
    int last = bracket < 0 || end < bracket ? from : text.indexOf(']', bracket);
    return last < 0 ? -1 : after(text, ">", last);
  }

  /** Entities of plain text are harmless; those that hold markup, others, or an address are not. */
  private static @Nullable String trap(String head) {
    Matcher doctype = DOCTYPE.matcher(COMMENT.matcher(head).replaceAll(""));
    if (!doctype.find()) {
      return null;
    }
    String rest = HARMLESS.matcher(doctype.group()).replaceAll("");
    return rest.contains("<!ENTITY") || rest.contains("%")
        ? "declares a DOCTYPE with entities that lead elsewhere or into one another, which are not"
            + " followed"
        : null;
  }
}
