package winnow.publish.letter;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Strangers' words made plain, before any format is thought of. */
final class Plain {
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");
  private static final Pattern TURNS = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");
  private static final Pattern BROKEN = Pattern.compile("[\\p{Cs}\\uFFFE\\uFFFF]");
  private static final Pattern EMPTY_LINE = Pattern.compile("\\R\\s*\\R");

  private Plain() {}

  /**
   * The text as one line: spaces and control characters become single spaces, characters that turn
   * the direction of what follows go, and what no document may hold becomes U+FFFD.
   */
  static String line(String text) {
    String straight = TURNS.matcher(text).replaceAll("");
    String whole = BROKEN.matcher(straight).replaceAll("\uFFFD");
    return SPACE.matcher(whole).replaceAll(" ").strip();
  }

  /** The text's paragraphs, which empty lines part, each as one line; none is empty. */
  static List<String> paragraphs(@Nullable String text) {
    return text == null
        ? List.of()
        : Stream.of(EMPTY_LINE.split(text)).map(Plain::line).filter(p -> !p.isEmpty()).toList();
  }

  /** The link if a browser may follow it, that is http or https with a host; else nothing. */
  static @Nullable URI link(URI link) {
    boolean web =
        "http".equalsIgnoreCase(link.getScheme()) || "https".equalsIgnoreCase(link.getScheme());
    return web && link.getHost() != null ? link : null;
  }

  /** Both with a space between them, or the one that is not empty. */
  static String joined(String first, String second) {
    return first.isEmpty() || second.isEmpty() ? first + second : first + " " + second;
  }

  /** The text as HTML and XML write it, in an element or between double quotes. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
