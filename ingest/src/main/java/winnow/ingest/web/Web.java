package winnow.ingest.web;

import java.net.URI;
import java.time.Instant;
import winnow.http.Document;
import winnow.ingest.FeedDocument;
import winnow.ingest.FeedEntry;
import winnow.ingest.Reading;
import winnow.ingest.Source;
import winnow.ingest.UnreadableFeedException;
import winnow.model.FeedId;

/**
 * Any RSS, Atom or JSON feed: a blog, a journal, a lab's news. Of a document that breaks off, the
 * whole entries are read.
 */
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
    pages.notes().forEach(reading::note);
    Page page = new Page(feed, document.address(), seenAt, reading);
    reading.each(
        pages.entries(), page::sightings, FeedEntry::name, entry -> entry.element().original());
    FeedDocument.Cut cut = pages.cut();
    return cut == null ? reading.build() : reading.cut(cut.reason(), cut.rest()).build();
  }
}
