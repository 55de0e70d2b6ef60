package winnow.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a version of a paper changed in the words of the version before it, of those that were seen.
 *
 * @param version the later version
 * @param since the earlier version
 * @param seenAt when the later version was first heard of
 * @param title the part of the title that changed, from 0 to 1; absent where one version has none
 * @param abstractText the part of the abstract that changed, likewise
 * @param material whether so much changed that it should be looked at again
 */
public record Change(
    int version,
    int since,
    Instant seenAt,
    @Nullable Double title,
    @Nullable Double abstractText,
    boolean material) {
  public Change {
    requireNonNull(seenAt, "seenAt is missing");
    if (since < 1 || version <= since) {
      throw new IllegalArgumentException("not a later version: " + version + " after " + since);
    }
  }
}
