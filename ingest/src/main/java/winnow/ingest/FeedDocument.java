package winnow.ingest;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jdom2.Element;
import org.jdom2.output.XMLOutputter;
import org.jspecify.annotations.Nullable;
import winnow.http.Document;

/**
 * An RSS (0.9x to 2.0, RDF) or Atom document.
 *
 * @param title the feed's own title; empty where it has none
 * @param about the feed's own description; empty where it has none
 * @param entries in document order
 */
public record FeedDocument(String title, String about, List<Entry> entries) {
  private static final Set<String> ENTRY = Set.of("item", "entry");

  public FeedDocument {
    entries = List.copyOf(entries);
  }

  /**
   * One element of a feed.
   *
   * @param said what it says, whatever the dialect
   * @param element the element itself
   * @param date when it came out, or else changed; absent where it does not say, or not legibly
   * @param dated whether it gives a date, even one that cannot be read
   */
  public record Entry(SyndEntry said, Element element, @Nullable Instant date, boolean dated) {
    /** What to call it in a message. */
    public String name() {
      if (said.getUri() != null && !said.getUri().isBlank()) {
        return said.getUri();
      }
      return said.getTitle() == null ? "entry without a name" : said.getTitle();
    }

    /** The element as XML. */
    public byte[] original() {
      return new XMLOutputter().outputString(element).getBytes(StandardCharsets.UTF_8);
    }
  }

  /**
   * Reads a document.
   *
   * @throws UnreadableFeedException if it is not a feed; the message says what it is instead
   */
  public static FeedDocument read(Document document) throws UnreadableFeedException {
    return read(Decoding.text(document));
  }

  /** Reads a document that was decoded already. */
  public static FeedDocument read(String text) throws UnreadableFeedException {
    requireFeed(text);
    org.jdom2.Document xml = Xml.parse(text);
    List<Element> elements = elements(xml.getRootElement());
    EntryDates dates = new EntryDates();
    elements.forEach(dates::take);
    SyndFeed feed = feed(xml);
    dates.putBack();
    if (feed.getEntries().size() != elements.size()) {
      throw new UnreadableFeedException(
          "has "
              + elements.size()
              + " items or entries, of which "
              + feed.getEntries().size()
              + " stand where its format has them");
    }
    List<Entry> entries = new ArrayList<>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      Element element = elements.get(i);
      Instant date = dates.of(element).orElse(null);
      entries.add(new Entry(feed.getEntries().get(i), element, date, dates.isGiven(element)));
    }
    return new FeedDocument(orEmpty(feed.getTitle()), orEmpty(feed.getDescription()), entries);
  }

  private static void requireFeed(String text) throws UnreadableFeedException {
    int at = Decoding.start(text);
    String head = text.substring(at, Math.min(text.length(), at + 60)).toLowerCase(Locale.ROOT);
    if (head.isEmpty()) {
      throw new UnreadableFeedException("the body is blank");
    }
    if (head.startsWith("<!doctype html") || head.startsWith("<html")) {
      throw new UnreadableFeedException("is an HTML page, not a feed");
    }
    if (head.startsWith("<!doctype")) {
      throw new UnreadableFeedException(
          "declares a DOCTYPE, which could name entities and files; such a feed is refused");
    }
    if (!head.startsWith("<")) {
      throw new UnreadableFeedException("is not XML; it begins with: " + head);
    }
  }

  private static SyndFeed feed(org.jdom2.Document xml) throws UnreadableFeedException {
    String root = xml.getRootElement().getQualifiedName();
    try {
      return new SyndFeedInput().build(xml);
    } catch (FeedException | IllegalArgumentException e) {
      throw new UnreadableFeedException(
          "is XML, but no RSS or Atom that can be read: <" + root + ">: " + cause(e));
    } catch (RuntimeException e) { // ROME trips over parts that are missing or misplaced
      throw new UnreadableFeedException(
          "is a feed of which parts are missing or misplaced: <" + root + ">");
    }
  }

  private static List<Element> elements(Element root) {
    List<Element> found = new ArrayList<>();
    for (Element child : root.getChildren()) {
      if (ENTRY.contains(child.getName())) {
        found.add(child);
      } else if (child.getName().equals("channel")) {
        child.getChildren().stream()
            .filter(below -> ENTRY.contains(below.getName()))
            .forEach(found::add);
      }
    }
    return found;
  }

  private static String cause(Exception e) {
    return e.getCause() == null
        ? String.valueOf(e.getMessage())
        : String.valueOf(e.getCause().getMessage());
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
