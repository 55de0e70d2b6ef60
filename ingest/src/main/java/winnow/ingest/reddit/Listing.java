package winnow.ingest.reddit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import winnow.ingest.Listed;
import winnow.ingest.Reading;
import winnow.ingest.UnreadableFeedException;
import winnow.model.Access;
import winnow.model.Engagement;
import winnow.model.FeedId;

/** Reddit's JSON: a listing, or several in an array. What is no post in it is passed over. */
final class Listing {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Unless asked with {@code raw_json}, Reddit writes these three as entities in every text. */
  private static final Pattern ESCAPED = Pattern.compile("&(?:amp|lt|gt);");

  private static final Set<String> GONE = Set.of("[deleted]", "[removed]");

  private Listing() {}

  /**
   * Reads a listing.
   *
   * @param newest whether it lists all posts by age
   */
  static Reading read(FeedId feed, String json, boolean newest, Instant seenAt)
      throws UnreadableFeedException {
    List<JsonNode> posts = posts(tree(json));
    Reading.Builder reading = new Reading.Builder(seenAt);
    if (newest && !posts.isEmpty()) {
      reading.listed(
          new Listed(
              posts.stream().map(post -> text(post, "name")).toList(),
              posts.stream()
                  .filter(Listing::isGone)
                  .map(post -> text(post, "name"))
                  .collect(Collectors.toSet()),
              Access.OAUTH));
    }
    Pointers pointers = new Pointers(feed, seenAt);
    return reading
        .each(
            posts,
            post -> pointers.sightings(post(post, reading)),
            post -> text(post, "name"),
            post -> Redditors.masked(post.toString()).getBytes(StandardCharsets.UTF_8))
        .build();
  }

  private static JsonNode tree(String json) throws UnreadableFeedException {
    try {
      return MAPPER.readTree(json);
    } catch (JacksonException e) {
      throw new UnreadableFeedException("is cut off or no JSON: " + e.getOriginalMessage());
    }
  }

  private static List<JsonNode> posts(JsonNode root) throws UnreadableFeedException {
    List<JsonNode> listings = new ArrayList<>();
    if (root.isArray()) {
      root.forEach(listings::add);
    } else {
      listings.add(root);
    }
    List<JsonNode> posts = new ArrayList<>();
    for (JsonNode listing : listings) {
      requireListing(listing);
      for (JsonNode child : listing.path("data").path("children")) {
        if (text(child, "kind").equals("t3")) {
          posts.add(child.path("data"));
        }
      }
    }
    return posts;
  }

  private static void requireListing(JsonNode node) throws UnreadableFeedException {
    if (node.has("error")) {
      throw new UnreadableFeedException(
          "Reddit answers with an error: " + text(node, "error") + " " + text(node, "message"));
    }
    if (!text(node, "kind").equals("Listing") || !node.path("data").path("children").isArray()) {
      throw new UnreadableFeedException("is JSON, but no listing of posts");
    }
  }

  private static Post post(JsonNode post, Reading.Builder reading) {
    JsonNode parent = post.path("crosspost_parent_list").path(0);
    JsonNode content = parent.isObject() ? parent : post;
    List<String> links = new ArrayList<>(links(text(post, "selftext_html")));
    if (parent.isObject()) {
      links.addAll(links(text(content, "selftext_html")));
    }
    String url = plain(text(content, "url"));
    return new Post(
        text(post, "name"),
        plain(text(post, "title")),
        url.isBlank() ? null : url,
        content.path("is_self").asBoolean(false),
        links,
        engagement(post),
        reading.believable(postedAt(post), post.hasNonNull("created_utc")),
        isGone(post),
        Access.OAUTH);
  }

  private static List<String> links(String html) {
    String once =
        html.stripLeading().startsWith("&lt;") ? Parser.unescapeEntities(html, false) : html;
    return Jsoup.parse(once).select("a[href]").eachAttr("href");
  }

  private static @Nullable Engagement engagement(JsonNode post) {
    JsonNode comments = post.path("num_comments");
    JsonNode score = post.path("score");
    if (!score.isInt() && !comments.isInt()) {
      return null;
    }
    return new Engagement(
        score.isInt() && !post.path("hide_score").asBoolean(false) ? score.intValue() : null,
        comments.isInt() && comments.intValue() >= 0 ? comments.intValue() : null);
  }

  private static @Nullable Instant postedAt(JsonNode post) {
    JsonNode seconds = post.path("created_utc");
    return seconds.isNumber() ? Instant.ofEpochSecond(seconds.longValue()) : null;
  }

  private static boolean isGone(JsonNode post) {
    return post.hasNonNull("removed_by_category")
        || GONE.contains(text(post, "selftext"))
        || text(post, "title").equals("[deleted by user]");
  }

  private static String plain(String text) {
    return ESCAPED.matcher(text).find() ? Parser.unescapeEntities(text, false) : text;
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isValueNode() && !value.isNull() ? value.asString() : "";
  }
}
