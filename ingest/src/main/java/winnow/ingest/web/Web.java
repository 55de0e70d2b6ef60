package winnow.ingest.web;

import java.net.URI;
import java.time.Instant;
import winnow.http.Document;
import winnow.ingest.FeedDocument;
import winnow.ingest.Reading;
import winnow.ingest.Source;
import winnow.ingest.UnreadableFeedException;
import winnow.model.FeedId;

/** Any RSS (0.9x to 2.0, RDF) or Atom feed: a blog, a journal, a lab's news. */
public final class Web implements Source {
  @Override
  public String name() {
    return "web";
  }

  @Override
  public URI address(FeedId feed) {
    throw new IllegalArgumentException("a web feed's address is its rss: setting: " + feed);
  }

  @Override
  public Reading read(FeedId feed, Document document, Instant seenAt)
      throws UnreadableFeedException {
    FeedDocument pages = FeedDocument.read(document);
    Reading.Builder reading = new Reading.Builder(seenAt);
    Page page = new Page(feed, document.address(), seenAt, reading);
    return reading
        .each(
            pages.entries(),
            page::sightings,
            FeedDocument.Entry::name,
            FeedDocument.Entry::original)
        .build();
  }
}
