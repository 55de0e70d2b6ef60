package winnow.ingest;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import winnow.http.Document;

/**
 * An RSS (0.9x to 2.0, RDF, 1.1), Atom, CDF or JSON Feed document. What is broken in a common way
 * is repaired, and {@link #notes} says so.
 *
 * @param title the feed's own title; empty where it has none
 * @param about the feed's own description; empty where it has none
 * @param entries in document order, the whole ones
 * @param cut where the document breaks off, or why not all of it can be told; absent where it is
 *     whole
 * @param notes what was repaired or left out, in words
 */
public record FeedDocument(
    String title, String about, List<FeedEntry> entries, @Nullable Cut cut, List<String> notes) {
  public FeedDocument {
    requireNonNull(title, "title is missing");
    requireNonNull(about, "about is missing");
    entries = List.copyOf(entries);
    notes = List.copyOf(notes);
  }

  /**
   * Why a document is not the whole one that was meant.
   *
   * @param reason in words
   * @param rest the entry in which it does, as far as it goes; empty if between two
   */
  public record Cut(String reason, String rest) {
    public Cut {
      requireNonNull(reason, "reason is missing");
      requireNonNull(rest, "rest is missing");
    }
  }

  /**
   * Reads a document.
   *
   * @throws UnreadableFeedException if it is not a feed; the message says what it is instead
   */
  public static FeedDocument read(Document document) throws UnreadableFeedException {
    Decoding.Decoded decoded = Decoding.lenient(document);
    FeedDocument read = read(decoded.text());
    return decoded.note() == null ? read : read.noted(decoded.note());
  }

  /** Reads a document that was decoded already. */
  public static FeedDocument read(String text) throws UnreadableFeedException {
    if (text.stripLeading().startsWith("{")) {
      return JsonFeed.read(text);
    }
    Prolog prolog = Prolog.of(text);
    FeedDocument read = read(text, prolog);
    FeedDocument safe = prolog.trap() == null ? read : read.trapped(prolog.trap());
    return prolog.note() == null ? safe : safe.noted(prolog.note());
  }

  private static FeedDocument read(String text, Prolog prolog) throws UnreadableFeedException {
    try {
      return FeedReader.read(text, prolog.root());
    } catch (XMLStreamException e) {
      String trouble =
          "line " + (prolog.line() + e.getLocation().getLineNumber()) + ": " + cause(e);
      Repair.Repaired repaired = Repair.repair(text.substring(prolog.root()), trouble);
      return reread(repaired, trouble);
    }
  }

  private static FeedDocument reread(Repair.Repaired repaired, String trouble)
      throws UnreadableFeedException {
    String broken = "is cut off or no well-formed XML: " + trouble;
    try {
      FeedDocument read = FeedReader.read(repaired.text(), 0);
      return repaired.rest() == null
          ? read.noted("is no well-formed XML and was repaired: " + trouble)
          : new FeedDocument(
              read.title, read.about, read.entries, new Cut(broken, repaired.rest()), read.notes);
    } catch (XMLStreamException beyondRepair) {
      throw new UnreadableFeedException(broken);
    }
  }

  /**
   * This document, if it does not break off.
   *
   * @throws UnreadableFeedException if it does: for a feed of which a part must never pass for the
   *     whole
   */
  public FeedDocument whole() throws UnreadableFeedException {
    if (cut != null) {
      throw new UnreadableFeedException(cut.reason());
    }
    return this;
  }

  FeedDocument noted(String note) {
    List<String> all = new ArrayList<>(notes);
    all.add(note);
    return new FeedDocument(title, about, entries, cut, all);
  }

  /** What stands in it is read, with nothing expanded; but nobody means well who writes it so. */
  private FeedDocument trapped(String trap) throws UnreadableFeedException {
    if (entries.isEmpty()) {
      throw new UnreadableFeedException(trap);
    }
    return cut != null ? this : new FeedDocument(title, about, entries, new Cut(trap, ""), notes);
  }

  private static String cause(XMLStreamException e) {
    String message = String.valueOf(e.getMessage());
    return Optional.of(message.indexOf("Message: "))
        .filter(at -> at >= 0)
        .map(at -> message.substring(at + "Message: ".length()))
        .orElse(message);
  }
}
