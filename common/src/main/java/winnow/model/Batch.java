package winnow.model;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a feed gave of one day's announcement.
 *
 * @param ids arXiv's ids without version ({@code 2411.00001}), in feed order, under {@code new},
 *     {@code cross}, {@code replace} and {@code replace-cross}, or under {@code unmarked} where the
 *     format does not say
 * @param reason what stood in the way, or whose batch came again; absent where there is nothing to
 *     say
 */
public record Batch(Answer answer, Map<String, List<String>> ids, @Nullable String reason) {
  /** How the feed answered on that day. */
  public enum Answer {
    /** With entries that no earlier day had. */
    ENTRIES,
    /** Without entries. */
    EMPTY,
    /** With the entries of an earlier day. */
    REPEATED,
    /** It turned us away, or asked us to wait. */
    BLOCKED,
    /** It could not be reached or read. */
    FAILED
  }

  public Batch {
    requireNonNull(answer, "answer is missing");
    Map<String, List<String>> copy = new LinkedHashMap<>();
    (ids == null ? Map.<String, List<String>>of() : ids)
        .forEach((type, some) -> copy.put(type, List.copyOf(some)));
    ids = Map.copyOf(copy);
  }

  /** How many entries it has. */
  public int size() {
    return ids.values().stream().mapToInt(List::size).sum();
  }
}
