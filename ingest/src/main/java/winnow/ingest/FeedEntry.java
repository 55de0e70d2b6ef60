package winnow.ingest;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One element of a feed: what it says, whatever the dialect. Texts are as they came, which may be
 * plain or HTML: no format says it reliably.
 *
 * @param id its guid or id, else its link; absent where it has neither
 * @param link the page that it is about, resolved against the document's {@code xml:base} if there
 *     is one
 * @param authors as they are named, in document order; some give an address of mail
 * @param date when it came out, or else changed; absent where it does not say, or not legibly
 * @param dated whether it gives a date, even one that cannot be read
 * @param element the element itself
 */
public record FeedEntry(
    @Nullable String id,
    @Nullable String title,
    @Nullable String link,
    @Nullable String summary,
    @Nullable String content,
    List<String> authors,
    List<String> categories,
    @Nullable String rights,
    @Nullable Instant date,
    boolean dated,
    Element element) {
  public FeedEntry {
    authors = List.copyOf(authors);
    categories = List.copyOf(categories);
    requireNonNull(element, "element is missing");
  }

  /** An element of a document in whatever syntax. */
  public interface Element {
    /** The text of its first child of that name; empty where it has none. */
    String text(String namespace, String name);

    /** The element as it came, or as near to it as a parser can tell. */
    byte[] original();
  }

  /** What to call it in a message. */
  public String name() {
    if (id != null) {
      return id;
    }
    return title == null ? "entry without a name" : title;
  }
}
