package winnow.ingest;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.config.Settings;
import winnow.model.FeedId;

/**
 * One configured address of a source.
 *
 * @param doors the ways to it, where there are several; absent where its address is the only one
 * @param category whose announcements it carries; absent where it is not arXiv's
 */
record Feed(
    FeedId id,
    Source source,
    URI address,
    Provider provider,
    @Nullable String category,
    @Nullable Doors doors) {
  /** A feed whose address is the only way to it. */
  Feed(FeedId id, Source source, URI address, Provider provider, @Nullable String category) {
    this(id, source, address, provider, category, null);
  }

  /**
   * A feed as the configuration has it.
   *
   * @param sources by name
   */
  static Feed of(
      Settings.Feed feed, Map<String, Source> sources, Map<String, Settings.Provider> providers) {
    Source source = sources.get(feed.source());
    if (source == null) {
      throw new IllegalArgumentException("no source reads " + feed.id() + ": " + feed.source());
    }
    URI address = address(feed, source);
    return new Feed(
        new FeedId(feed.id()),
        source,
        address,
        Provider.of(source.name(), address, providers),
        feed.arxiv());
  }

  /** The same feed, reached in other ways. */
  Feed through(Doors newDoors) {
    return new Feed(id, source, address, provider, category, newDoors);
  }

  private static URI address(Settings.Feed feed, Source source) {
    if (feed.url() != null) {
      return feed.url();
    }
    if (feed.rss() != null) {
      return feed.rss();
    }
    String name = feed.arxiv() != null ? feed.arxiv() : String.valueOf(feed.reddit());
    return source.address(new FeedId(source.name() + ":" + name));
  }
}
