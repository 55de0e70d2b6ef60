package winnow.ingest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jdom2.Verifier;
import org.jdom2.filter.Filters;

/**
 * Walks a document of well-formed XML from entry to entry. One entry at a time is held as a tree,
 * so that a document costs little more than its text. Not safe for many threads.
 */
final class FeedReader {
  /**
   * Three times as many as the longest feed we know of gives. What is more is left out and noted.
   */
  static final int MOST_ENTRIES = 20_000;

  /** More elements than any honest entry has. */
  private static final int LARGEST = 20_000;

  /** Stands for a namespace whose name is none. */
  private static final String NO_URI = "urn:unnamed";

  private static final Set<String> ROOT = Set.of("rss", "feed", "rdf", "channel");
  private static final Set<String> ENTRY = Set.of("item", "entry");
  private static final Set<String> ABOUT = Set.of("description", "subtitle", "tagline", "abstract");

  private final XMLStreamReader xml;
  private final EntryElements elements = new EntryElements();
  private final Deque<String> path = new ArrayDeque<>();
  private final Deque<String> bases = new ArrayDeque<>();
  private final List<FeedEntry> entries = new ArrayList<>();
  private String title = "";
  private String about = "";

  /** The root's own namespace, where nobody knows it: what is in it is meant to be the feed's. */
  private String strange = "";

  private int strays;
  private int surplus;

  private FeedReader(XMLStreamReader xml) {
    this.xml = xml;
  }

  /**
   * Reads a document.
   *
   * @param root where its first element begins
   * @throws XMLStreamException if it is not well-formed
   * @throws UnreadableFeedException if it is no feed, or built to do harm
   */
  static FeedDocument read(String text, int root)
      throws XMLStreamException, UnreadableFeedException {
    try {
      return new FeedReader(Xml.stream(text, root)).read();
    } catch (IllegalArgumentException e) { // no tree can hold it, though it may be well-formed
      throw new UnreadableFeedException("cannot be kept as a tree: " + e.getMessage());
    }
  }

  private FeedDocument read() throws XMLStreamException, UnreadableFeedException {
    bases.push("");
    do {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        open(xml.getLocalName().toLowerCase(Locale.ROOT));
      } else if (event == XMLStreamConstants.END_ELEMENT && !path.isEmpty()) {
        path.pop();
        bases.pop();
      }
    } while (!path.isEmpty());
    if (entries.isEmpty() && strays > 0) {
      throw new UnreadableFeedException(
          "has " + strays + " items or entries, of which none stands where its format has them");
    }
    List<String> notes =
        surplus == 0
            ? List.of()
            : List.of("has " + surplus + " entries above " + MOST_ENTRIES + ", left out");
    return new FeedDocument(title, about, entries, null, notes);
  }

  private void open(String name) throws XMLStreamException, UnreadableFeedException {
    if (path.isEmpty() && !ROOT.contains(name) && !isEntry(name)) {
      throw new UnreadableFeedException(
          "is XML, but no RSS or Atom that can be read: <" + qualified() + ">");
    }
    if (path.isEmpty() && !name.equals("rdf") && !EntryElements.isOurs(space())) {
      strange = space();
    }
    boolean isOurs = EntryElements.isOurs(space());
    if (isEntry(name)) {
      apart(tree()).forEach(this::keep);
    } else if (isOurs && title.isEmpty() && name.equals("title") && isFeedsOwn()) {
      title = tree().getValue().strip();
    } else if (isOurs && about.isEmpty() && ABOUT.contains(name) && isFeedsOwn()) {
      about = tree().getValue().strip();
    } else {
      strays += ENTRY.contains(name) ? 1 : 0;
      push(name);
    }
  }

  /** An entry, and those that somebody put inside it: other versions of it, or of its source. */
  private static List<Element> apart(Element entry) {
    List<Element> all = new ArrayList<>(List.of(entry));
    entry.getDescendants(Filters.element()).forEach(inside -> addIfEntry(inside, all));
    all.subList(1, all.size()).forEach(Element::detach);
    return all;
  }

  private static void addIfEntry(Element element, List<Element> all) {
    String name = element.getName().toLowerCase(Locale.ROOT);
    if (ENTRY.contains(name) && EntryElements.isOurs(element.getNamespaceURI())) {
      all.add(element);
    }
  }

  private void keep(Element entry) {
    if (entries.size() < MOST_ENTRIES) {
      entries.add(elements.read(entry, bases.element()));
    } else {
      surplus++;
    }
  }

  private boolean isEntry(String name) {
    return ENTRY.contains(name) && EntryElements.isOurs(space());
  }

  private String space() {
    String uri = xml.getNamespaceURI();
    return uri == null || uri.equals(strange) ? "" : uri;
  }

  private boolean isFeedsOwn() {
    return path.size() == 1 || (path.size() == 2 && path.element().equals("channel"));
  }

  private void push(String name) throws UnreadableFeedException {
    if (path.size() >= Xml.DEEPEST) {
      throw new UnreadableFeedException("nests more than " + Xml.DEEPEST + " elements");
    }
    path.push(name);
    bases.push(EntryElements.resolved(bases.element(), base()));
  }

  private String base() {
    String base = xml.getAttributeValue(Namespace.XML_NAMESPACE.getURI(), "base");
    return base == null ? "" : base;
  }

  private String qualified() {
    return xml.getPrefix() == null || xml.getPrefix().isEmpty()
        ? xml.getLocalName()
        : xml.getPrefix() + ":" + xml.getLocalName();
  }

  /** The element that was just opened, to its end. */
  private Element tree() throws XMLStreamException, UnreadableFeedException {
    Element root = element();
    Element at = root;
    int depth = 1;
    int size = 1;
    while (depth > 0) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (++depth + path.size() > Xml.DEEPEST || ++size > LARGEST) {
            throw new UnreadableFeedException(
                "has an entry of more than "
                    + LARGEST
                    + " elements, or "
                    + Xml.DEEPEST
                    + " in one another");
          }
          Element child = element();
          at.addContent(child);
          at = child;
        }
        case XMLStreamConstants.END_ELEMENT -> {
          depth--;
          at = at.getParentElement() == null ? root : at.getParentElement();
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            at.addContent(xml.getText());
        default -> {} // comments and instructions say nothing
      }
    }
    return root;
  }

  private Element element() {
    Element element = new Element(xml.getLocalName(), namespace(xml.getPrefix(), space()));
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      element.setAttribute(
          xml.getAttributeLocalName(i),
          xml.getAttributeValue(i),
          namespace(xml.getAttributePrefix(i), xml.getAttributeNamespace(i)));
    }
    return element;
  }

  private static Namespace namespace(String prefix, String uri) {
    if (uri == null || uri.isEmpty()) {
      return Namespace.NO_NAMESPACE;
    }
    String legal = Verifier.checkNamespaceURI(uri) == null ? uri : NO_URI;
    return Namespace.getNamespace(prefix == null ? "" : prefix, legal);
  }
}
