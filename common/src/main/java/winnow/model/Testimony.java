package winnow.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a second witness says of one day's announcement.
 *
 * @param witness {@code listing}, {@code api} or {@code oai}
 * @param askedAt when it was asked last
 * @param trouble why it could not say; absent where it did
 * @param counts how many ids it names, by announce type or under {@code unmarked}
 * @param shared how many of the feed's ids it names too
 * @param missing ids that it names and nothing has given us yet
 * @param filled ids that were fetched because it names them
 */
public record Testimony(
    String witness,
    Instant askedAt,
    @Nullable String trouble,
    Map<String, Integer> counts,
    int shared,
    List<String> missing,
    List<String> filled) {
  public Testimony {
    requireNonNull(witness, "witness is missing");
    requireNonNull(askedAt, "askedAt is missing");
    counts = counts == null ? Map.of() : Map.copyOf(counts);
    missing = missing == null ? List.of() : List.copyOf(missing);
    filled = filled == null ? List.of() : List.copyOf(filled);
    if (shared < 0) {
      throw new IllegalArgumentException("shared is below 0: " + shared + " of " + witness);
    }
  }

  /** It could not say anything of the day. */
  public static Testimony none(String witness, Instant askedAt, String trouble) {
    return new Testimony(witness, askedAt, trouble, Map.of(), 0, List.of(), List.of());
  }

  /** The same, where it was asked again and could say nothing more. */
  public Testimony askedAgain(Instant now) {
    return new Testimony(witness, now, trouble, counts, shared, missing, filled);
  }

  /** The same, after these came; it misses them no longer. */
  public Testimony after(Set<String> came) {
    return new Testimony(
        witness,
        askedAt,
        trouble,
        counts,
        shared,
        missing.stream().filter(id -> !came.contains(id)).toList(),
        filled);
  }

  /** Whether it said anything of the day, even that there was nothing. */
  public boolean spoke() {
    return trouble == null;
  }

  /** How many ids it names. */
  public int named() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
