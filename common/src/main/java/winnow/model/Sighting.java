package winnow.model;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing a source said about one paper, as parsed. Immutable; what the source did not say is
 * absent.
 *
 * @param feed where it was said
 * @param entryId the source's own name for the entry, versions included ({@code
 *     oai:arXiv.org:2403.02345v1}, {@code t3_1381gd3})
 * @param identifiers names of the paper, strongest first, at least one; the first is the record's
 *     key
 * @param seenAt when we heard it
 * @param title the paper's title; a post's own words are its {@code headline}
 * @param abstractText the abstract, as plain text with its TeX
 * @param version arXiv's version of the paper, from 1
 * @param categories the source's subject classes, the primary one first
 * @param links where the paper can be read, as the source gave them
 */
public record Sighting(
    FeedId feed,
    String entryId,
    List<Identifier> identifiers,
    Instant seenAt,
    @Nullable String title,
    @Nullable String headline,
    List<String> authors,
    @Nullable String abstractText,
    @Nullable Integer version,
    List<String> categories,
    @Nullable AnnounceType announceType,
    @Nullable Engagement engagement,
    @Nullable Instant publishedAt,
    List<URI> links,
    @Nullable String journalReference,
    @Nullable String licence,
    @Nullable Access access,
    @Nullable Fate fate) {
  public Sighting {
    requireNonNull(feed, "feed is missing");
    requireNonNull(entryId, "entryId is missing");
    requireNonNull(identifiers, "identifiers is missing");
    requireNonNull(seenAt, "seenAt is missing");
    if (entryId.isBlank()) {
      throw new IllegalArgumentException("entryId is blank, in " + feed);
    }
    identifiers = identifiers.stream().sorted().distinct().toList();
    if (identifiers.isEmpty()) {
      throw new IllegalArgumentException("no identifier: " + entryId + " in " + feed);
    }
    if (title != null && title.isBlank()) {
      throw new IllegalArgumentException("title is blank: " + entryId + " in " + feed);
    }
    if (version != null && version < 1) {
      throw new IllegalArgumentException("version is below 1: " + version + " in " + entryId);
    }
    authors = authors == null ? List.of() : List.copyOf(authors);
    categories = categories == null ? List.of() : List.copyOf(categories);
    links = links == null ? List.of() : List.copyOf(links);
  }

  /** The strongest identifier, which is the record's key. */
  public Identifier key() {
    return identifiers.get(0);
  }

  /** A sighting of which nothing is known yet but who said it, about what, and when. */
  public static Builder of(
      FeedId feed, String entryId, List<Identifier> identifiers, Instant seenAt) {
    return new Builder(feed, entryId, identifiers, seenAt);
  }

  /** Collects what a source said; each part may be left out. */
  public static final class Builder {
    private final FeedId feed;
    private final String entryId;
    private final List<Identifier> identifiers;
    private final Instant seenAt;
    private @Nullable String title;
    private @Nullable String headline;
    private List<String> authors = List.of();
    private @Nullable String abstractText;
    private @Nullable Integer version;
    private List<String> categories = List.of();
    private @Nullable AnnounceType announceType;
    private @Nullable Engagement engagement;
    private @Nullable Instant publishedAt;
    private List<URI> links = List.of();
    private @Nullable String journalReference;
    private @Nullable String licence;
    private @Nullable Access access;
    private @Nullable Fate fate;

    private Builder(FeedId feed, String entryId, List<Identifier> identifiers, Instant seenAt) {
      this.feed = feed;
      this.entryId = entryId;
      this.identifiers = identifiers;
      this.seenAt = seenAt;
    }

    public Builder title(@Nullable String value) {
      title = value;
      return this;
    }

    public Builder headline(@Nullable String value) {
      headline = value;
      return this;
    }

    public Builder authors(List<String> value) {
      authors = value;
      return this;
    }

    public Builder abstractText(@Nullable String value) {
      abstractText = value;
      return this;
    }

    public Builder version(@Nullable Integer value) {
      version = value;
      return this;
    }

    public Builder categories(List<String> value) {
      categories = value;
      return this;
    }

    public Builder announceType(@Nullable AnnounceType value) {
      announceType = value;
      return this;
    }

    public Builder engagement(@Nullable Engagement value) {
      engagement = value;
      return this;
    }

    public Builder publishedAt(@Nullable Instant value) {
      publishedAt = value;
      return this;
    }

    public Builder links(List<URI> value) {
      links = value;
      return this;
    }

    public Builder journalReference(@Nullable String value) {
      journalReference = value;
      return this;
    }

    public Builder licence(@Nullable String value) {
      licence = value;
      return this;
    }

    public Builder access(@Nullable Access value) {
      access = value;
      return this;
    }

    public Builder fate(@Nullable Fate value) {
      fate = value;
      return this;
    }

    public Sighting build() {
      return new Sighting(
          feed,
          entryId,
          identifiers,
          seenAt,
          title,
          headline,
          authors,
          abstractText,
          version,
          categories,
          announceType,
          engagement,
          publishedAt,
          links,
          journalReference,
          licence,
          access,
          fate);
    }
  }
}
