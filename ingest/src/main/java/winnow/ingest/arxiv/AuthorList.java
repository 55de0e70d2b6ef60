package winnow.ingest.arxiv;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** arXiv's one string for all authors, as names. Pure. */
final class AuthorList {
  private static final Pattern ADDITION = Pattern.compile("(?i)(?:jr|sr|ii|iii|iv)\\.?");

  private AuthorList() {}

  /**
   * The names in their order. Affiliations in parentheses are dropped, TeX's accents become
   * letters; a comma within parentheses or braces divides nothing.
   */
  static List<String> names(String creator) {
    List<Element> links = creator.contains("</a>") ? Jsoup.parse(creator).select("a") : List.of();
    if (!links.isEmpty()) {
      return links.stream().map(link -> name(link.text())).filter(n -> !n.isEmpty()).toList();
    }
    List<String> names = new ArrayList<>();
    for (String part : split(creator)) {
      String name = name(part);
      if (ADDITION.matcher(name).matches() && !names.isEmpty()) {
        names.set(names.size() - 1, names.get(names.size() - 1) + ", " + name);
      } else if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return names;
  }

  private static String name(String part) {
    return TexAccents.decode(part).replaceAll("\\s+", " ").strip();
  }

  /** Divides at commas outside of parentheses and braces, and leaves out what is in parentheses. */
  private static List<String> split(String creator) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int parentheses = 0;
    int braces = 0;
    for (int at = 0; at < creator.length(); at++) {
      char c = creator.charAt(at);
      parentheses += c == '(' ? 1 : 0;
      braces += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (c == ',' && parentheses <= 0 && braces <= 0) {
        parts.add(part.toString());
        part.setLength(0);
      } else if (parentheses <= 0) {
        part.append(c);
      }
      parentheses -= c == ')' && parentheses > 0 ? 1 : 0;
    }
    parts.add(part.toString());
    return parts;
  }
}
