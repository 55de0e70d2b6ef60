package winnow.model;

import org.jspecify.annotations.Nullable;

/**
 * What readers of a post did. A part that the source did not give is absent; absent is unknown, not
 * zero.
 *
 * @param score up votes less down votes; may be negative
 * @param comments how many comments, zero or more
 */
public record Engagement(@Nullable Integer score, @Nullable Integer comments) {
  public Engagement {
    if (comments != null && comments < 0) {
      throw new IllegalArgumentException("comments is below 0: " + comments);
    }
  }
}
