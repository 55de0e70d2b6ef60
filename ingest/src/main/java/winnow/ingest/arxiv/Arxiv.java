package winnow.ingest.arxiv;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import winnow.http.Document;
import winnow.ingest.Archive;
import winnow.ingest.FeedDocument;
import winnow.ingest.FeedEntry;
import winnow.ingest.Reading;
import winnow.ingest.Source;
import winnow.ingest.UnreadableFeedException;
import winnow.ingest.announcement.Witness;
import winnow.model.FeedId;

/**
 * arXiv: its feeds, and its other places that say what was announced. Which of its formats a
 * document is in is read from the document.
 */
public final class Arxiv implements Source {
  private static final Pattern ERROR = Pattern.compile("(?i)\\berrors?\\b");

  private final URI rss;

  /**
   * @param rss the address to which a category is added, for example {@code
   *     https://rss.arxiv.org/rss}
   */
  public Arxiv(URI rss) {
    this.rss = rss;
  }

  /** Its listing pages, below this address. */
  public static Witness listing(URI base) {
    return new ListingPages(base);
  }

  /** Its query API, as a witness. */
  public static Witness api(URI base) {
    return new ApiAnswers(base);
  }

  /** Its query API, as an archive. */
  public static Archive archive(URI base) {
    return new ApiAnswers(base);
  }

  /** Its OAI-PMH. */
  public static Witness oai(URI base) {
    return new OaiRecords(base);
  }

  @Override
  public String name() {
    return "arxiv";
  }

  @Override
  public URI address(FeedId feed) {
    return URI.create(rss.toString().replaceFirst("/+$", "") + "/" + feed.name());
  }

  @Override
  public Reading read(FeedId feed, Document document, Instant seenAt)
      throws UnreadableFeedException {
    FeedDocument batch = FeedDocument.read(document).whole();
    if (ERROR.matcher(batch.title()).find()) {
      throw new UnreadableFeedException(
          "arXiv answers with an error: " + batch.title() + ": " + batch.about());
    }
    Reading.Builder reading = new Reading.Builder(seenAt);
    batch.notes().forEach(reading::note);
    Announced announced = new Announced(feed, seenAt, reading);
    Reading whole =
        reading
            .each(
                batch.entries(),
                entry -> List.of(announced.sighting(entry)),
                FeedEntry::name,
                entry -> entry.element().original())
            .build();
    if (whole.said().isEmpty() && !whole.rejected().isEmpty()) {
      throw new UnreadableFeedException(
          "none of its "
              + whole.entries()
              + " entries can be read: "
              + whole.rejected().get(0).cause());
    }
    return whole;
  }
}
