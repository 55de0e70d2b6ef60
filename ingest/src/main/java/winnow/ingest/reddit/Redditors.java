package winnow.ingest.reddit;

import java.util.regex.Pattern;

/** Redditors' names, taken out of what is kept. Pure. */
final class Redditors {
  private static final Pattern IN_JSON =
      Pattern.compile("(\"(?:author\\w*|\\w*_by)\"\\s*:\\s*)\"(?:[^\"\\\\]|\\\\.){0,200}\"?");
  private static final Pattern IN_LINKS =
      Pattern.compile("(?i)(?<![\\w/])(/?(?:u|user)/)[\\w-]{2,24}");
  private static final Pattern IN_ADDRESSES =
      Pattern.compile("(?i)(reddit\\.com/(?:u|user)/)[\\w-]{2,24}");

  private Redditors() {}

  /** The same text without the names of posters and of those who are linked to. */
  static String masked(String text) {
    String json = IN_JSON.matcher(text).replaceAll("$1\"…\"");
    String links = IN_LINKS.matcher(json).replaceAll("$1…");
    return IN_ADDRESSES.matcher(links).replaceAll("$1…");
  }
}
