package winnow.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A question about an identifier, for a provider; its answer is a {@link Sighting}.
 *
 * @param provider whom to ask, and the record's key
 * @param reason what is missing, in words
 */
public record Lookup(Identifier identifier, String provider, String reason, Instant askedAt) {
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
