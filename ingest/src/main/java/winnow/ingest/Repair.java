package winnow.ingest;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.DocumentType;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities.EscapeMode;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.XmlDeclaration;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Makes well-formed XML of what is nearly that: control characters, entities that only HTML knows,
 * bare ampersands, elements not closed or wrongly nested, prefixes without a namespace, a missing
 * end. What comes out is read like any other document. Pure.
 */
final class Repair {
  /** A tree of more elements would cost too much memory. */
  private static final int MOST_TAGS = 200_000;

  private static final Pattern ENTRY =
      Pattern.compile("<(/?)(?:[\\w.-]+:)?(?i:item|entry)(?=[\\s/>])");

  private static final Pattern ILLEGAL =
      Pattern.compile("[^\\t\\n\\r\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

  private static final Pattern QUALIFIED =
      Pattern.compile("[\\p{L}_][\\w\\p{L}.-]*(?::[\\p{L}_][\\w\\p{L}.-]*)?");

  /** Prefixes that are used without being declared, and what they are known to stand for. */
  private static final Map<String, String> KNOWN =
      Map.of(
          "atom", "http://www.w3.org/2005/Atom",
          "content", "http://purl.org/rss/1.0/modules/content/",
          "dc", "http://purl.org/dc/elements/1.1/",
          "dcterms", "http://purl.org/dc/terms/",
          "arxiv", "http://arxiv.org/schemas/atom",
          "rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");

  /**
   * A repaired document.
   *
   * @param rest the entry in which it breaks off, as far as it goes; empty if between two, absent
   *     if it does not break off
   */
  record Repaired(String text, @Nullable String rest) {}

  private Repair() {}

  /**
   * Repairs a document.
   *
   * @param text from its first element on
   * @param trouble what is wrong with it
   * @throws UnreadableFeedException if it is beyond repair
   */
  static Repaired repair(String text, String trouble) throws UnreadableFeedException {
    if (text.chars().filter(c -> c == '<').count() > MOST_TAGS) {
      throw new UnreadableFeedException(
          "is cut off or no well-formed XML, and too large to be repaired: " + trouble);
    }
    String rest = rest(text);
    String kept = rest == null ? text : text.substring(0, text.length() - rest.length());
    Document tree = Jsoup.parse(kept, "", Parser.xmlParser());
    Element root = tree.firstElementChild();
    if (root == null) {
      throw new UnreadableFeedException("is cut off or no well-formed XML: " + trouble);
    }
    unnest(root);
    clean(root);
    tree.outputSettings()
        .syntax(Document.OutputSettings.Syntax.xml)
        .escapeMode(EscapeMode.xhtml)
        .prettyPrint(false);
    return new Repaired(legal(root.outerHtml()), rest);
  }

  /** What follows the last whole entry of a document whose root is never closed. */
  private static @Nullable String rest(String text) {
    Matcher root = Pattern.compile("^<([^\\s/>]+)").matcher(text);
    String end = root.find() ? "</" + root.group(1) + ">" : "</";
    Matcher entry = ENTRY.matcher(text);
    int opened = -1;
    int closed = -1;
    while (entry.find()) {
      if (entry.group(1).isEmpty()) {
        opened = entry.start();
      } else {
        closed = entry.start();
      }
    }
    if (text.indexOf(end, Math.max(0, closed)) >= 0) {
      return null;
    }
    return opened > closed ? text.substring(opened) : "";
  }

  /** An entry that is never closed has the next one inside. */
  private static void unnest(Element root) {
    for (Element entry : List.copyOf(root.getAllElements())) {
      Element outer = isEntry(entry) ? around(entry) : null;
      if (outer != null) {
        outer.after(entry);
      }
    }
  }

  private static @Nullable Element around(Element entry) {
    Element outer = entry.parent();
    while (outer != null && !isEntry(outer)) {
      outer = outer.parent();
    }
    return outer;
  }

  private static boolean isEntry(Element element) {
    return element.tagName().equalsIgnoreCase("item")
        || element.tagName().equalsIgnoreCase("entry");
  }

  private static void clean(Element root) {
    Set<String> prefixes = new HashSet<>();
    for (Element element : root.getAllElements()) {
      if (!isName(element.tagName())) {
        element.tagName("unnamed");
      }
      note(element.tagName(), prefixes);
      for (Attribute attribute : element.attributes().asList()) {
        String name = attribute.getKey();
        boolean isEmptyPrefix = name.startsWith("xmlns:") && attribute.getValue().isBlank();
        if (!isName(name) || isEmptyPrefix) {
          element.removeAttr(name);
        } else {
          note(name, prefixes);
        }
      }
      for (Node node : List.copyOf(element.childNodes())) {
        if (node instanceof Comment
            || node instanceof XmlDeclaration
            || node instanceof DocumentType) {
          node.remove();
        }
      }
    }
    for (String prefix : prefixes) {
      if (!root.hasAttr("xmlns:" + prefix)) {
        root.attr("xmlns:" + prefix, KNOWN.getOrDefault(prefix, "urn:undeclared:" + prefix));
      }
    }
  }

  private static void note(String name, Set<String> prefixes) {
    int colon = name.indexOf(':');
    if (colon > 0 && !name.startsWith("xml:") && !name.startsWith("xmlns:")) {
      prefixes.add(name.substring(0, colon));
    }
  }

  private static boolean isName(String name) {
    return QUALIFIED.matcher(name).matches();
  }

  /** Without the characters that no XML may hold, written out or as a number. */
  private static String legal(String text) {
    return ILLEGAL.matcher(text).replaceAll("");
  }
}
