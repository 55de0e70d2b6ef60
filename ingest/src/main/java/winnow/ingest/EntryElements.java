package winnow.ingest;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jdom2.output.XMLOutputter;
import org.jspecify.annotations.Nullable;

/** What the elements of one document's entries say, in all dialects of RSS and Atom. */
final class EntryElements {
  private static final String DUBLIN_CORE = "http://purl.org/dc/";
  private static final String CONTENT = "http://purl.org/rss/1.0/modules/content/";
  private static final String XHTML = "http://www.w3.org/1999/xhtml";

  /** The namespaces in which RSS and Atom were ever written; older RSS has none. */
  private static final List<String> OURS =
      List.of(
          "http://www.w3.org/2005/Atom",
          "http://purl.org/atom/",
          "http://purl.org/rss/1.0/modules/rss091#",
          "http://purl.org/net/rss1.1#",
          "http://my.netscape.com/",
          "http://channel.netscape.com/",
          "http://backend.userland.com/",
          "http://blogs.law.harvard.edu/",
          "http://purl.org/pie/",
          "http://purl.org/echo/",
          "http://example.com/newformat#",
          "http://example.com/necho",
          "uri/of/echo/namespace#");

  private static final Set<String> NO_PAGE =
      Set.of("self", "edit", "enclosure", "replies", "related", "via", "service.edit");

  private final EntryDates dates = new EntryDates();

  /** Whether elements of a namespace are RSS's or Atom's own. */
  static boolean isOurs(@Nullable String namespace) {
    return namespace == null
        || namespace.isEmpty()
        || namespace.equals("http://purl.org/rss/1.0/")
        || OURS.stream().anyMatch(namespace::startsWith);
  }

  /** An address in a document, by the base that stands around it; as it came if it cannot be. */
  static String resolved(String base, String address) {
    if (base.isEmpty()) {
      return address;
    }
    try {
      return address.isEmpty() ? base : URI.create(base).resolve(address.strip()).toString();
    } catch (IllegalArgumentException notAnAddress) {
      return address;
    }
  }

  /**
   * What an entry says.
   *
   * @param base the {@code xml:base} around it; empty where there is none
   */
  FeedEntry read(Element entry, String base) {
    String link = link(entry, base);
    String id = said(entry, "id", "guid");
    if (id == null) {
      id = about(entry);
    }
    Instant date = dates.of(entry).orElse(null);
    return new FeedEntry(
        id == null ? link : id,
        said(entry, "title"),
        link,
        said(entry, "description", "summary", "abstract"),
        content(entry),
        authors(entry),
        categories(entry),
        said(entry, "rights", "copyright"),
        date,
        dates.isGiven(entry),
        new Xml(entry));
  }

  /** The first of these that is there and not blank; our own elements go before Dublin Core's. */
  private static @Nullable String said(Element entry, String... names) {
    for (String name : names) {
      Optional<String> found =
          Stream.concat(own(entry, name), dublin(entry, name))
              .map(EntryElements::markup)
              .filter(text -> !text.isBlank())
              .findFirst();
      if (found.isPresent()) {
        return found.get();
      }
    }
    return null;
  }

  private static @Nullable String link(Element entry, String base) {
    String inner = resolved(base, attribute(entry, "base", Namespace.XML_NAMESPACE));
    List<Element> links = own(entry, "link").toList();
    for (Element link : links) {
      String address = attribute(link, "href", Namespace.NO_NAMESPACE);
      String rel = attribute(link, "rel", Namespace.NO_NAMESPACE);
      if (!address.isBlank() && (rel.isEmpty() || rel.equals("alternate"))) {
        String around = resolved(inner, attribute(link, "base", Namespace.XML_NAMESPACE));
        return resolved(around, address.strip());
      }
      if (address.isBlank() && !NO_PAGE.contains(rel) && !link.getTextTrim().isEmpty()) {
        return resolved(inner, link.getTextTrim());
      }
    }
    Optional<String> permalink =
        own(entry, "guid")
            .filter(guid -> !attribute(guid, "isPermaLink").equalsIgnoreCase("false"))
            .map(Element::getTextTrim)
            .filter(guid -> guid.startsWith("http"))
            .findFirst();
    String address = attribute(entry, "href");
    return permalink.orElse(address.isEmpty() ? null : resolved(inner, address));
  }

  private static @Nullable String about(Element entry) {
    return entry.getAttributes().stream()
        .filter(one -> one.getName().equals("about") && !one.getValue().isBlank())
        .map(one -> one.getValue().strip())
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String content(Element entry) {
    return entry.getChildren().stream()
        .filter(
            child ->
                switch (child.getName().toLowerCase(Locale.ROOT)) {
                  case "encoded" -> child.getNamespaceURI().equals(CONTENT);
                  case "content" -> isOurs(child.getNamespaceURI());
                  case "body", "div" -> child.getNamespaceURI().equals(XHTML);
                  default -> false;
                })
        .map(EntryElements::markup)
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElse(null);
  }

  private static List<String> authors(Element entry) {
    return Stream.concat(own(entry, "author"), dublin(entry, "creator"))
        .map(author -> own(author, "name").findFirst().orElse(author))
        .map(Element::getTextTrim)
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }

  private static List<String> categories(Element entry) {
    List<String> names = new ArrayList<>();
    own(entry, "category")
        .map(
            one -> one.getTextTrim().isEmpty() ? attribute(one, "term").strip() : one.getTextTrim())
        .forEach(names::add);
    dublin(entry, "subject").map(Element::getTextTrim).forEach(names::add);
    return names.stream().filter(name -> !name.isEmpty()).distinct().toList();
  }

  private static Stream<Element> own(Element entry, String name) {
    return entry.getChildren().stream()
        .filter(child -> child.getName().equalsIgnoreCase(name) && isOurs(child.getNamespaceURI()));
  }

  private static Stream<Element> dublin(Element entry, String name) {
    return entry.getChildren().stream()
        .filter(
            child ->
                child.getName().equals(name) && child.getNamespaceURI().startsWith(DUBLIN_CORE));
  }

  private static String markup(Element element) {
    return element.getChildren().isEmpty()
        ? element.getTextTrim()
        : new XMLOutputter().outputElementContentString(element).strip();
  }

  private static String attribute(Element element, String name) {
    return element.getAttributes().stream()
        .filter(one -> one.getName().equalsIgnoreCase(name))
        .map(org.jdom2.Attribute::getValue)
        .findFirst()
        .orElse("");
  }

  private static String attribute(Element element, String name, Namespace namespace) {
    return element.getAttributeValue(name, namespace, "");
  }

  private record Xml(Element element) implements FeedEntry.Element {
    @Override
    public String text(String namespace, String name) {
      Element child = element.getChild(name, Namespace.getNamespace(namespace));
      return child == null ? "" : child.getText();
    }

    @Override
    public byte[] original() {
      return new XMLOutputter().outputString(element).getBytes(StandardCharsets.UTF_8);
    }
  }
}
