package winnow.ingest.announcement;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import winnow.http.Document;
import winnow.ingest.UnreadableFeedException;
import winnow.model.Sighting;

/** Another place of arXiv's that says what was announced in a category on a day. */
public interface Witness {
  /** {@code listing}, {@code api} or {@code oai}. */
  String name();

  /** Whether it tells of papers more than their ids, and so of any day of the past. */
  default boolean givesPapers() {
    return true;
  }

  /** Whether it names, of any past day, what came in a new version too, and in which. */
  default boolean tellsVersions() {
    return false;
  }

  /** What to ask first. */
  URI address(String category, LocalDate day, Instant now);

  /**
   * Reads an answer. The same bytes say the same.
   *
   * @throws UnreadableFeedException if the document is not this witness's
   */
  Statement read(String category, LocalDate day, Document document, Instant now)
      throws UnreadableFeedException;

  /**
   * What one document says of the day.
   *
   * @param named ids without version, by announce type or under {@code unmarked}; empty where there
   *     was no announcement
   * @param counts how many it says there are on all its pages, which may be more than it names
   *     here; empty where it does not say
   * @param sightings of the papers, where it tells more than their ids
   * @param next where the answer goes on; absent at its end
   * @param silence why it cannot say anything of that day; absent where it can
   */
  record Statement(
      Map<String, List<String>> named,
      Map<String, Integer> counts,
      List<Sighting> sightings,
      Optional<URI> next,
      @Nullable String silence) {
    public Statement {
      named = Map.copyOf(named);
      counts = Map.copyOf(counts);
      sightings = List.copyOf(sightings);
    }

    /** It cannot say anything of that day. */
    public static Statement silent(String why) {
      return new Statement(Map.of(), Map.of(), List.of(), Optional.empty(), why);
    }
  }
}
