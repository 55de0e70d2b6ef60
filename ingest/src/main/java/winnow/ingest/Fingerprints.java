package winnow.ingest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.model.Engagement;
import winnow.model.Sighting;
import winnow.topics.Json;

/**
 * Short names for what was said, to know it again: 64 bits, eleven characters. Pure. Times are not
 * part of what was said: arXiv and others date an entry anew whenever they serve it.
 */
final class Fingerprints {
  /** How long the readers of a post still change what they think of it. */
  private static final Duration YOUNG = Duration.ofDays(3);

  private Fingerprints() {}

  /**
   * What a sighting says, in names that may each be new: what it is about; and, while a post is
   * young, how its readers take it, in steps. Which door it came through says nothing.
   */
  static List<String> of(Sighting sighting) {
    String content = of(Json.write(timeless(sighting)));
    String taken = taken(sighting);
    return taken == null
        ? List.of(content)
        : List.of(content, of((content + taken).getBytes(StandardCharsets.UTF_8)));
  }

  private static @Nullable String taken(Sighting sighting) {
    Engagement engagement = sighting.engagement();
    Instant published = sighting.publishedAt();
    if (engagement == null
        || published == null
        || published.isBefore(sighting.seenAt().minus(YOUNG))) {
      return null;
    }
    return "score " + step(engagement.score()) + ", comments " + step(engagement.comments());
  }

  /** Each step is about twice the one before: a few votes on many say nothing new. */
  private static @Nullable Integer step(@Nullable Integer count) {
    return count == null ? null : 32 - Integer.numberOfLeadingZeros(Math.max(0, count));
  }

  static String of(Rejected rejected) {
    return of(rejected.original(), rejected.cause().getBytes(StandardCharsets.UTF_8));
  }

  private static String of(byte[]... parts) {
    MessageDigest digest = sha256();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(ByteBuffer.allocate(8).put(digest.digest(), 0, 8).array());
  }

  private static Sighting timeless(Sighting sighting) {
    return Sighting.of(sighting.feed(), sighting.entryId(), sighting.identifiers(), Instant.EPOCH)
        .title(sighting.title())
        .headline(sighting.headline())
        .authors(sighting.authors())
        .abstractText(sighting.abstractText())
        .version(sighting.version())
        .categories(sighting.categories())
        .announceType(sighting.announceType())
        .links(sighting.links())
        .journalReference(sighting.journalReference())
        .licence(sighting.licence())
        .fate(sighting.fate())
        .build();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
