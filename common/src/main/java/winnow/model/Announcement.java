package winnow.model;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * arXiv's batch of a day for a category, and whether it is proved whole.
 *
 * @param date the day in arXiv's own time zone, US Eastern
 * @param reasons why the verdict is what it is, in words
 * @param counts how many ids each witness gave, for example {@code rss.new}
 * @param first the least of the ids that the feed gave as new; absent where it gave none
 * @param last the greatest of them
 * @param rss what the feed gave; absent where nobody asked it on that day
 * @param witnesses what others say, by name
 */
public record Announcement(
    String category,
    LocalDate date,
    Verdict verdict,
    List<String> reasons,
    Map<String, Integer> counts,
    @Nullable Identifier first,
    @Nullable Identifier last,
    @Nullable Batch rss,
    List<Testimony> witnesses) {
  /** What can be said of a day. Only two independent witnesses make it complete or quiet. */
  public enum Verdict {
    COMPLETE,
    QUIET,
    STALE,
    PARTIAL,
    BLOCKED,
    UNKNOWN
  }

  public Announcement {
    requireNonNull(category, "category is missing");
    requireNonNull(date, "date is missing");
    requireNonNull(verdict, "verdict is missing");
    reasons = reasons == null ? List.of() : List.copyOf(reasons);
    counts = counts == null ? Map.of() : Map.copyOf(counts);
    witnesses = witnesses == null ? List.of() : List.copyOf(witnesses);
  }
}
