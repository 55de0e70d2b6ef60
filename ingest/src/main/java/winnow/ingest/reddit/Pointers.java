package winnow.ingest.reddit;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import winnow.model.Fate;
import winnow.model.FeedId;
import winnow.model.Identifier;
import winnow.model.Identifiers;
import winnow.model.Sighting;

/** Which papers a post points to. Pure. */
final class Pointers {
  /** Pictures, films and Reddit's own pages: nothing there is a paper. */
  private static final List<String> MEDIA =
      List.of(
          "reddit.com",
          "redd.it",
          "redditmedia.com",
          "redditstatic.com",
          "imgur.com",
          "gfycat.com",
          "giphy.com",
          "streamable.com",
          "youtube.com",
          "youtu.be",
          "vimeo.com",
          "twitch.tv",
          "tiktok.com");

  /** Where what goes with a paper is kept. A link post may be about it; a text only mentions it. */
  private static final List<String> BESIDE =
      List.of(
          "github.com",
          "github.io",
          "gitlab.com",
          "bitbucket.org",
          "huggingface.co",
          "hf.co",
          "colab.research.google.com",
          "kaggle.com",
          "discord.gg",
          "discord.com",
          "x.com",
          "twitter.com",
          "t.co");

  private static final Pattern PICTURE =
      Pattern.compile("(?i).*\\.(?:jpe?g|png|gifv?|webp|mp4|webm)(?:\\?.*)?");

  private final FeedId feed;
  private final Instant seenAt;

  Pointers(FeedId feed, Instant seenAt) {
    this.feed = feed;
    this.seenAt = seenAt;
  }

  /**
   * One sighting for each paper that the post names; if it names none, one of the page it is about.
   */
  List<Sighting> sightings(Post post) {
    Map<Identifier, Pointer> papers = new LinkedHashMap<>();
    List<String> links = new ArrayList<>();
    if (post.url() != null && !post.self()) {
      links.add(post.url());
    }
    links.addAll(post.links());
    for (String link : links) {
      Identifiers.ofLink(link)
          .filter(found -> found.identifier().kind() != Identifier.Kind.URL)
          .ifPresent(
              found -> papers.merge(found.identifier(), Pointer.of(found, link), Pointer::and));
    }
    for (Identifiers.Found found : Identifiers.inText(post.title())) {
      papers.merge(found.identifier(), Pointer.of(found, null), Pointer::and);
    }
    if (papers.isEmpty()) {
      page(post)
          .ifPresent(
              link ->
                  Identifiers.ofLink(link)
                      .ifPresent(found -> papers.put(found.identifier(), Pointer.of(found, link))));
    }
    return papers.entrySet().stream()
        .map(paper -> sighting(post, paper.getKey(), paper.getValue()))
        .toList();
  }

  private static Optional<String> page(Post post) {
    if (post.url() != null && !post.self()) {
      return Optional.of(post.url()).filter(url -> !isMedia(url));
    }
    return post.links().stream()
        .filter(link -> Identifiers.ofLink(link).isPresent())
        .filter(link -> !isMedia(link) && !isOneOf(link, BESIDE))
        .findFirst();
  }

  private Sighting sighting(Post post, Identifier paper, Pointer pointer) {
    Sighting.Builder sighting =
        Sighting.of(feed, post.name(), List.of(paper), seenAt)
            .version(pointer.version())
            .links(pointer.links())
            .publishedAt(post.postedAt())
            .access(post.access());
    return post.deleted()
        ? sighting.fate(Fate.DELETED).build()
        : sighting.headline(post.title()).engagement(post.engagement()).build();
  }

  private static boolean isMedia(String link) {
    return isOneOf(link, MEDIA) || PICTURE.matcher(link).matches();
  }

  private static boolean isOneOf(String link, List<String> domains) {
    return address(link)
        .map(URI::getHost)
        .map(host -> host.toLowerCase(Locale.ROOT))
        .map(host -> domains.stream().anyMatch(d -> host.equals(d) || host.endsWith("." + d)))
        .orElse(true);
  }

  private static Optional<URI> address(String link) {
    try {
      return Optional.of(URI.create(link.strip().replace(" ", "%20")));
    } catch (IllegalArgumentException notALink) {
      return Optional.empty();
    }
  }

  /**
   * Where a post points for one paper.
   *
   * @param version the highest that a link names
   */
  private record Pointer(List<URI> links, @Nullable Integer version) {
    static Pointer of(Identifiers.Found found, @Nullable String link) {
      Optional<URI> address = link == null ? Optional.empty() : address(link);
      return new Pointer(address.map(List::of).orElse(List.of()), found.version());
    }

    Pointer and(Pointer other) {
      List<URI> both = new ArrayList<>(links);
      other.links.stream().filter(link -> !both.contains(link)).forEach(both::add);
      return new Pointer(both, higher(version, other.version));
    }

    private static @Nullable Integer higher(@Nullable Integer one, @Nullable Integer other) {
      if (one == null || other == null) {
        return one == null ? other : one;
      }
      return Math.max(one, other);
    }
  }
}
