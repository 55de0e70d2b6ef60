package winnow.ingest.reddit;

import java.net.URI;
import java.time.Instant;
import java.util.regex.Pattern;
import winnow.http.Document;
import winnow.ingest.Decoding;
import winnow.ingest.Door;
import winnow.ingest.Reading;
import winnow.ingest.Source;
import winnow.ingest.UnreadableFeedException;
import winnow.model.Access;
import winnow.model.FeedId;

/** Reddit's posts. Whether a document is JSON or Atom is read from the document. */
public final class Reddit implements Source {
  private static final Pattern NEWEST = Pattern.compile("/r/[^/+]+/new(?:\\.rss|\\.json)?/?");

  private final URI site;

  /**
   * @param site what stands before {@code /r/…}
   */
  public Reddit(URI site) {
    this.site = site;
  }

  @Override
  public String name() {
    return "reddit";
  }

  @Override
  public URI address(FeedId feed) {
    return URI.create(
        site.toString().replaceFirst("/+$", "") + "/r/" + feed.name() + "/new.rss?limit=100");
  }

  /** The feed that anybody may read. */
  public Door anonymous() {
    return RedditDoors.anonymous(site);
  }

  /** The same feed, with a personal token. */
  public Door token(String token, String user) {
    return RedditDoors.token(site, token, user);
  }

  /**
   * The API, for an app with credentials of its own.
   *
   * @param login where the credentials are exchanged for a token
   */
  public static Door oauth(URI api, URI login, String id, String secret) {
    return new RedditDoors.OAuth(api, login, id, secret);
  }

  @Override
  public Reading read(FeedId feed, Document document, Instant seenAt)
      throws UnreadableFeedException {
    String text = Decoding.text(document);
    try {
      return text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[")
          ? Listing.read(feed, text, isAllOfTheNewest(document), seenAt)
          : PostFeed.read(feed, text, isAllOfTheNewest(document), access(document), seenAt);
    } catch (UnreadableFeedException e) {
      throw new UnreadableFeedException(e.reason(), Redditors.masked(text));
    }
  }

  /** Only in a list by age does it tell something that a post is missing. */
  private static boolean isAllOfTheNewest(Document document) {
    String path = document.address().getPath();
    return path != null && NEWEST.matcher(path).matches();
  }

  /** A personal feed's address has its token. */
  private static Access access(Document document) {
    String query = document.address().getRawQuery();
    return query != null && ("&" + query).contains("&feed=") ? Access.TOKEN : Access.ANONYMOUS;
  }
}
