package winnow.enrich.score;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import winnow.model.Mention;
import winnow.model.Paper;

/**
 * What curators' decisions taught: a small model that is added to a profile's own, or to its
 * keywords. The lesson with the highest number is in force.
 *
 * @param number counts the lessons that came into force, from 1; 0 where nothing was learned
 * @param since papers first seen before that keep the rank that they have; never falls
 * @param weights a model as {@link Model#write} writes it; absent where nothing is added
 * @param before the weights that were in force before
 */
public record Lesson(int number, Instant since, @Nullable String weights, @Nullable String before) {
  /** Nothing was learned. */
  public static final Lesson NONE = new Lesson(0, Instant.EPOCH, null, null);

  public Lesson {
    requireNonNull(since, "since is missing");
    if (number < 0) {
      throw new IllegalArgumentException("number is below 0: " + number);
    }
  }

  /** The lesson that follows this one. */
  public Lesson next(Model learned, Instant from) {
    return next(new String(learned.write(), StandardCharsets.UTF_8), from);
  }

  /** Back to what was in force before this one; back again leads here. */
  public Lesson rolledBack(Instant from) {
    return next(before, from);
  }

  /** Whether it says how this paper ranks. */
  public boolean concerns(Paper paper) {
    return paper.mergedInto() == null
        && paper.sightings().stream().map(Mention::seenAt).noneMatch(seen -> seen.isBefore(since));
  }

  private Lesson next(@Nullable String newWeights, Instant from) {
    return new Lesson(number + 1, from.isBefore(since) ? since : from, newWeights, weights);
  }

  /**
   * What is added; absent where nothing is.
   *
   * @throws IllegalArgumentException if the weights are not a whole model
   */
  public @Nullable Model model() {
    return weights == null ? null : Model.read(weights.getBytes(StandardCharsets.UTF_8));
  }
}
