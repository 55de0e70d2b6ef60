package winnow.ingest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import winnow.model.Sighting;
import winnow.topics.Json;

/**
 * Short names for what was said, to know it again: 64 bits, eleven characters. Pure. Times are not
 * part of what was said: arXiv and others date an entry anew whenever they serve it.
 */
final class Fingerprints {
  private Fingerprints() {}

  static String of(Sighting sighting) {
    return of(Json.write(timeless(sighting)));
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
        .engagement(sighting.engagement())
        .links(sighting.links())
        .journalReference(sighting.journalReference())
        .licence(sighting.licence())
        .access(sighting.access())
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
