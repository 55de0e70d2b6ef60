package winnow.model;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A question about an identifier, for a provider; its answer is a {@link Sighting}.
 *
 * @param provider whom to ask, and the record's key: {@code arxiv}, {@code doi}, {@code
 *     openreview}, {@code acl}, or the host of a page
 * @param link where a source said that the paper can be read; absent where the identifier is enough
 * @param reason what is missing, in words
 */
public record Lookup(
    Identifier identifier, String provider, @Nullable URI link, String reason, Instant askedAt) {
  public Lookup {
    requireNonNull(identifier, "identifier is missing");
    requireNonNull(provider, "provider is missing");
    requireNonNull(reason, "reason is missing");
    requireNonNull(askedAt, "askedAt is missing");
    if (provider.isBlank()) {
      throw new IllegalArgumentException("provider is blank: " + identifier);
    }
  }
}
