package winnow.model;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * arXiv's batch of a day for a category, and whether it is proved whole.
 *
 * @param counts how many ids each witness gave, for example {@code rss.new}
 */
public record Announcement(
    String category,
    LocalDate date,
    Verdict verdict,
    List<String> reasons,
    Map<String, Integer> counts,
    @Nullable Identifier first,
    @Nullable Identifier last) {
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
  }
}
