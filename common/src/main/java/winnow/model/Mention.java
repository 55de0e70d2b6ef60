package winnow.model;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The entry a sighting is of, as a paper's record lists it. Two polls of one entry are one mention.
 *
 * @param seenAt when we first heard of it in its present form
 */
public record Mention(
    FeedId feed,
    String entryId,
    Instant seenAt,
    @Nullable Integer version,
    @Nullable AnnounceType announceType,
    @Nullable String headline,
    @Nullable Engagement engagement,
    @Nullable URI link,
    @Nullable Access access) {
  public Mention {
    requireNonNull(feed, "feed is missing");
    requireNonNull(entryId, "entryId is missing");
    requireNonNull(seenAt, "seenAt is missing");
  }
}
