package winnow.ingest.announcement;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import winnow.http.Document;
import winnow.ingest.Reading;
import winnow.ingest.UnreadableFeedException;

/** Gives the papers that a witness names. */
public interface Archive {
  /** How many papers may be asked for at once. */
  int most();

  /**
   * @param ids arXiv's, without version, at most {@link #most}
   */
  URI address(List<String> ids);

  /**
   * Reads an answer; what was asked for and is not in it is not known to the archive.
   *
   * @throws UnreadableFeedException if the document is no answer of this archive
   */
  Reading read(Document document, Instant now) throws UnreadableFeedException;
}
