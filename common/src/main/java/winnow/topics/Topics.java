package winnow.topics;

import java.util.List;
import java.util.Optional;
import winnow.model.Announcement;
import winnow.model.Decision;
import winnow.model.FeedState;
import winnow.model.Inquiry;
import winnow.model.Lookup;
import winnow.model.Paper;
import winnow.model.Post;
import winnow.model.ShortlistEntry;
import winnow.model.Sighting;

/** The topics that cross a module's wall. Topics between a worker's own stages are the worker's. */
public final class Topics {
  public static final Topic<Sighting> SIGHTINGS =
      new Topic<>(
          "sightings",
          "ingest",
          "strongest identifier known",
          Topic.Keep.days(30),
          Sighting.class,
          "sighting/1");

  public static final Topic<Lookup> LOOKUPS =
      new Topic<>("lookups", "enrich", "provider", Topic.Keep.days(7), Lookup.class, "lookup/1");

  public static final Topic<Inquiry> INQUIRIES =
      new Topic<>(
          "inquiries", "ingest", "identifier", Topic.Keep.LATEST, Inquiry.class, "inquiry/1");

  public static final Topic<FeedState> FEEDS =
      new Topic<>("feeds", "ingest", "feed", Topic.Keep.LATEST, FeedState.class, "feed-state/1");

  public static final Topic<Announcement> ANNOUNCEMENTS =
      new Topic<>(
          "announcements",
          "ingest",
          "category and date",
          Topic.Keep.LATEST,
          Announcement.class,
          "announcement/1");

  public static final Topic<Paper> PAPERS =
      new Topic<>("papers", "enrich", "paper id", Topic.Keep.LATEST, Paper.class, "paper/1");

  public static final Topic<Decision> DECISIONS =
      new Topic<>(
          "decisions", "curators", "paper id", Topic.Keep.ALWAYS, Decision.class, "decision/1");

  public static final Topic<ShortlistEntry> SHORTLIST =
      new Topic<>(
          "shortlist",
          "publish",
          "paper id",
          Topic.Keep.LATEST,
          ShortlistEntry.class,
          "shortlist-entry/1");

  public static final Topic<Post> POSTED =
      new Topic<>("posted", "posters", "paper id|channel", Topic.Keep.LATEST, Post.class, "post/1");

  /** Values are what was turned away, byte for byte; the cause is in the headers. */
  public static final Topic<byte[]> DEAD_LETTERS =
      new Topic<>(
          "dead-letters",
          "every stage",
          "as the original",
          Topic.Keep.days(90),
          byte[].class,
          "dead-letter/1");

  /** In the order in which a paper meets them. */
  public static final List<Topic<?>> ALL =
      List.of(
          SIGHTINGS,
          LOOKUPS,
          INQUIRIES,
          FEEDS,
          ANNOUNCEMENTS,
          PAPERS,
          DECISIONS,
          SHORTLIST,
          POSTED,
          DEAD_LETTERS);

  private Topics() {}

  /** The topic of that name, without prefix. */
  public static Optional<Topic<?>> named(String name) {
    return ALL.stream().filter(topic -> topic.name().equals(name)).findFirst();
  }
}
