package winnow.ingest;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import winnow.http.Document;
import winnow.http.Fetcher;
import winnow.model.Lookup;

/** A place that can be asked about papers by their identifiers. */
public interface Archive {
  /** What messages call it. */
  String name();

  /** The source whose provider's patience it spends; {@code web} where it is its host's own. */
  default String source() {
    return "web";
  }

  /** How far its addresses are trusted. */
  default Fetcher.Trust trust() {
    return Fetcher.Trust.CONFIGURED;
  }

  /** How many papers may be asked for at once. */
  int most();

  /**
   * Where the answer about these is.
   *
   * @param asked at least one, at most {@link #most}, each of a kind that it knows
   */
  URI address(List<Lookup> asked);

  /**
   * Reads an answer; what was asked for and is not in it is not known to the archive. An answer's
   * first identifiers may be stronger than the one that was asked for.
   *
   * @throws UnreadableFeedException if the document is no answer of this archive
   */
  Reading read(List<Lookup> asked, Document document, Instant now) throws UnreadableFeedException;
}
