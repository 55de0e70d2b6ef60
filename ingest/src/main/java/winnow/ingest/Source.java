package winnow.ingest;

import java.net.URI;
import java.time.Instant;
import winnow.http.Document;
import winnow.model.FeedId;

/** A kind of place. Knows how its documents are read, and nothing of when or how they come. */
public interface Source {
  /** The first half of its feeds' ids: {@code arxiv} in {@code arxiv:cs.LG}. */
  String name();

  /**
   * Where a feed is served, unless the configuration says otherwise.
   *
   * @throws IllegalArgumentException if only the configuration can say it
   */
  URI address(FeedId feed);

  /**
   * Reads one document. The same bytes give the same sightings, in feed order.
   *
   * @param seenAt when the document came; also what its dates are judged by
   * @throws UnreadableFeedException if the document as a whole is not this source's; one bad
   *     element is skipped and rejected instead
   */
  Reading read(FeedId feed, Document document, Instant seenAt) throws UnreadableFeedException;
}
