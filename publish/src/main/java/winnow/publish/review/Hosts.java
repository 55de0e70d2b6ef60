package winnow.publish.review;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names under which the page answers. A page elsewhere can have its own name point here (DNS
 * rebinding), and would then read the list through its visitor's browser; it cannot choose which
 * name the browser sends.
 *
 * @param own what the page listens on
 */
record Hosts(String own) {
  /** Why another name is not welcome, for whoever used it. */
  static final String REASON =
      "This page answers to its own address, localhost and 127.0.0.1, not to other names.";

  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<String> ANY = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");
  private static final Pattern HEADER = Pattern.compile("(\\[[^\\]]*\\]|[^:]*)(?::\\d{0,5})?");
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+\\]");

  /** Whether a request with this Host header may be answered; its port does not matter. */
  boolean welcome(@Nullable String header) {
    if (header == null || !HEADER.matcher(header).matches()) {
      return false;
    }
    String name = header.replaceFirst(":\\d{0,5}$", "").toLowerCase(Locale.ROOT);
    return LOCAL.contains(name)
        || name.equals(inUrl())
        || (ANY.contains(own) && ADDRESS.matcher(name).matches());
  }

  private String inUrl() {
    String name = own.toLowerCase(Locale.ROOT);
    return name.contains(":") ? "[" + name + "]" : name;
  }
}
