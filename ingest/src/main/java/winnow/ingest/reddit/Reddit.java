package winnow.ingest.reddit;

import java.net.URI;
import java.time.Instant;
import winnow.http.Document;
import winnow.ingest.Decoding;
import winnow.ingest.Reading;
import winnow.ingest.Source;
import winnow.ingest.UnreadableFeedException;
import winnow.model.FeedId;

/** Reddit's posts. Whether a document is JSON or Atom is read from the document. */
public final class Reddit implements Source {
  private final URI site;

  /**
   * @param site what stands before {@code /r/…}
   */
  public Reddit(URI site) {
    this.site = site;
  }

  @Override
  public String name() {
    return "reddit";
  }

  @Override
  public URI address(FeedId feed) {
    return URI.create(
        site.toString().replaceFirst("/+$", "") + "/r/" + feed.name() + "/new.rss?limit=100");
  }

  @Override
  public Reading read(FeedId feed, Document document, Instant seenAt)
      throws UnreadableFeedException {
    String text = Decoding.text(document);
    try {
      return text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[")
          ? Listing.read(feed, text, seenAt)
          : PostFeed.read(feed, text, seenAt);
    } catch (UnreadableFeedException e) {
      throw new UnreadableFeedException(e.reason(), Redditors.masked(text));
    }
  }
}
