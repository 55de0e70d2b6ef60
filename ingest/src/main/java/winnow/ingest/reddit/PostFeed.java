package winnow.ingest.reddit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import winnow.ingest.FeedDocument;
import winnow.ingest.FeedEntry;
import winnow.ingest.Listed;
import winnow.ingest.Reading;
import winnow.ingest.UnreadableFeedException;
import winnow.model.Access;
import winnow.model.FeedId;

/** Reddit's Atom feed. It gives neither score nor comments: they are unknown, not zero. */
final class PostFeed {
  private static final Pattern PERMALINK = Pattern.compile("/comments/([a-z0-9]{1,12})(?:/|$)");

  private PostFeed() {}

  /**
   * Reads a feed of posts.
   *
   * @param newest whether it lists all posts by age
   */
  static Reading read(FeedId feed, String xml, boolean newest, Access access, Instant seenAt)
      throws UnreadableFeedException {
    FeedDocument posts = FeedDocument.read(xml).whole();
    Reading.Builder reading = new Reading.Builder(seenAt);
    posts.notes().forEach(reading::note);
    if (newest && !posts.entries().isEmpty()) {
      reading.listed(
          new Listed(
              posts.entries().stream().map(PostFeed::name).toList(),
              posts.entries().stream()
                  .filter(PostFeed::isGone)
                  .map(PostFeed::name)
                  .collect(Collectors.toSet()),
              access));
    }
    Pointers pointers = new Pointers(feed, seenAt);
    return reading
        .each(
            posts.entries(),
            entry -> pointers.sightings(post(entry, access, reading)),
            FeedEntry::name,
            entry ->
                Redditors.masked(new String(entry.element().original(), StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8))
        .build();
  }

  private static Post post(FeedEntry entry, Access access, Reading.Builder reading) {
    Document content = Jsoup.parse(entry.content() == null ? "" : entry.content());
    String url = url(content);
    String title = entry.title() == null ? "" : entry.title();
    return new Post(
        name(entry),
        title,
        url,
        url == null || PERMALINK.matcher(url).find(),
        content.select("div.md a[href]").eachAttr("href"),
        null,
        reading.believable(entry.date(), entry.dated()),
        isGone(entry),
        access);
  }

  private static boolean isGone(FeedEntry entry) {
    return "[deleted by user]".equals(entry.title());
  }

  private static String name(FeedEntry entry) {
    String id = entry.id() == null ? "" : entry.id();
    Matcher permalink = PERMALINK.matcher(entry.link() == null ? "" : entry.link());
    return !id.startsWith("t3_") && permalink.find() ? "t3_" + permalink.group(1) : id;
  }

  /** What the post points to: the link that Reddit names so, after the poster's own text. */
  private static @Nullable String url(Document content) {
    List<Element> named =
        content.select("a[href]").stream()
            .filter(link -> link.text().strip().equals("[link]"))
            .toList();
    return named.isEmpty() ? null : named.get(named.size() - 1).attr("href");
  }
}
