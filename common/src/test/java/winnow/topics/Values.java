package winnow.topics;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import winnow.model.Access;
import winnow.model.AnnounceType;
import winnow.model.Announcement;
import winnow.model.Batch;
import winnow.model.Change;
import winnow.model.Decision;
import winnow.model.Engagement;
import winnow.model.Evidence;
import winnow.model.Fate;
import winnow.model.FeedId;
import winnow.model.FeedState;
import winnow.model.Health;
import winnow.model.Identifier;
import winnow.model.Inquiry;
import winnow.model.Lookup;
import winnow.model.Mention;
import winnow.model.Paper;
import winnow.model.Placement;
import winnow.model.Post;
import winnow.model.Score;
import winnow.model.ShortlistEntry;
import winnow.model.Sighting;
import winnow.model.Suggestion;
import winnow.model.Testimony;

/** Values of every topic: one in which all is said, and one in which only what must be. */
final class Values {
  private static final Identifier ARXIV = Identifier.parse("arxiv:2211.00593");
  private static final Identifier DOI = Identifier.parse("doi:10.1000/xyz");
  private static final FeedId FEED = new FeedId("arxiv:cs.LG");
  private static final Instant THEN = Instant.parse("2026-11-20T05:00:00Z");
  private static final LocalDate DAY = LocalDate.parse("2026-11-20");
  private static final URI LINK = URI.create("https://arxiv.org/abs/2211.00593");
  private static final Lookup LOOKUP = new Lookup(ARXIV, "arxiv", LINK, "no abstract", THEN);
  private static final Engagement LIKED = new Engagement(-3, 7);
  private static final Score SCORE =
      Score.of(List.of(new Score.Reason("keyword", 2.5, "mentions \"circuit\"")));
  private static final Evidence EVIDENCE =
      new Evidence(
          "same-entry",
          1,
          ARXIV,
          DOI,
          FEED,
          "oai:arXiv.org:2211.00593v1",
          0.5,
          "why",
          "dana",
          THEN);
  private static final Suggestion SUGGESTION =
      new Suggestion(DOI, "same-title", 1, 0.75, "the same title");
  private static final Mention MENTION =
      new Mention(
          FEED, "t3_abc", THEN, 1, AnnounceType.CROSS, "Neat!", LIKED, LINK, Access.ANONYMOUS);

  /** A decision about identity, in which all is said that such a one may say. */
  static final Decision MERGE =
      Decision.ofIdentity(Decision.Action.MERGE, ARXIV, DOI, SUGGESTION, "the same", "dana", THEN);

  /** By topic; in every topic's records, every component is there. */
  static final Map<Topic<?>, Object> FULL =
      Map.of(
          Topics.SIGHTINGS,
          Sighting.of(FEED, "oai:arXiv.org:2211.00593v1", List.of(ARXIV, DOI), THEN)
              .title("Interpretability in the Wild")
              .headline("Neat!")
              .authors(List.of("Kevin Wang", "Jacob Steinhardt"))
              .abstractText("We explain a circuit, $x < y$.")
              .version(1)
              .categories(List.of("cs.LG", "cs.CL"))
              .announceType(AnnounceType.REPLACE_CROSS)
              .engagement(LIKED)
              .publishedAt(THEN)
              .links(List.of(LINK))
              .journalReference("ICLR 2023")
              .licence("http://creativecommons.org/licenses/by/4.0/")
              .access(Access.OAUTH)
              .fate(Fate.WITHDRAWN)
              .build(),
          Topics.LOOKUPS,
          LOOKUP,
          Topics.INQUIRIES,
          new Inquiry(
              LOOKUP,
              "arxiv",
              Inquiry.State.OPEN,
              1,
              THEN,
              THEN.plusSeconds(3600),
              "arxiv does not know it"),
          Topics.FEEDS,
          new FeedState(
              FEED,
              THEN,
              "\"abc\"",
              "Fri, 20 Nov 2026 05:00:00 GMT",
              Health.UNREACHABLE,
              "HTTP 503",
              Duration.ofMinutes(70),
              2,
              List.of("0123abcd"),
              List.of(new FeedState.Mentioned("t3_abc", List.of(ARXIV), Access.ANONYMOUS, true))),
          Topics.ANNOUNCEMENTS,
          new Announcement(
              "cs.LG",
              DAY,
              Announcement.Verdict.PARTIAL,
              List.of("the listing names 83, the feed 80"),
              Map.of("rss.new", 80, "listing.new", 83),
              ARXIV,
              ARXIV,
              new Batch(
                  Batch.Answer.ENTRIES,
                  Map.of("new", List.of("2211.00593"), "replace-cross", List.of("2210.00001")),
                  "the batch of 2026-06-02 again"),
              List.of(
                  new Testimony(
                      "listing",
                      THEN,
                      "shows another day",
                      Map.of("new", 83),
                      80,
                      List.of("2211.00594"),
                      List.of("2211.00595")))),
          Topics.PAPERS,
          new Paper(
              ARXIV,
              List.of(ARXIV, DOI),
              "Interpretability in the Wild",
              List.of("Kevin Wang"),
              "We explain a circuit.",
              1,
              List.of("cs.LG"),
              List.of(LINK),
              List.of(MENTION),
              List.of(EVIDENCE),
              List.of(new Change(2, 1, THEN, 0.25, 0.5, true)),
              List.of(SUGGESTION),
              SCORE,
              "Monitoring",
              true,
              DOI),
          Topics.DECISIONS,
          new Decision(
              ARXIV,
              Decision.Action.SNOOZE,
              12,
              "Monitoring",
              Placement.ONE_LINER,
              "A circuit",
              "It is explained.",
              Map.of("x", "A circuit, explained"),
              DAY,
              "later",
              "dana",
              THEN,
              null,
              null,
              null,
              null),
          Topics.SHORTLIST,
          new ShortlistEntry(
              ARXIV,
              ShortlistEntry.Status.APPROVED,
              SCORE,
              "Monitoring",
              "Robustness",
              new ShortlistEntry.Brief(
                  "Interpretability in the Wild",
                  "Neat!",
                  List.of("Kevin Wang"),
                  "We explain a circuit.",
                  LINK,
                  List.of(ARXIV, DOI),
                  List.of("cs.LG"),
                  1,
                  true,
                  List.of(FEED),
                  List.of(SUGGESTION)),
              new ShortlistEntry.Newsletter(12, Placement.FEATURE, "A circuit", "Explained."),
              Map.of("x", "A circuit, explained"),
              Map.of("x", Post.Stage.INTENT),
              DAY,
              DAY,
              Decision.Action.APPROVE,
              "good",
              "dana",
              THEN,
              DOI,
              3),
          Topics.POSTED,
          new Post(ARXIV, "x", Post.Stage.RECEIPT, "A circuit, explained", LINK, THEN));

  /** By topic; what may be absent is. */
  static final Map<Topic<?>, Object> MINIMAL =
      Map.of(
          Topics.SIGHTINGS,
          Sighting.of(FEED, "t3_abc", List.of(ARXIV), THEN).build(),
          Topics.LOOKUPS,
          new Lookup(ARXIV, "arxiv", null, "", THEN),
          Topics.INQUIRIES,
          new Inquiry(
              new Lookup(ARXIV, "arxiv", null, "", THEN),
              "arxiv",
              Inquiry.State.ANSWERED,
              1,
              THEN,
              null,
              null),
          Topics.FEEDS,
          new FeedState(FEED, THEN, null, null, Health.QUIET, null, null, 0, List.of()),
          Topics.ANNOUNCEMENTS,
          new Announcement(
              "cs.LG",
              DAY,
              Announcement.Verdict.UNKNOWN,
              List.of(),
              Map.of(),
              null,
              null,
              null,
              List.of()),
          Topics.PAPERS,
          Paper.redirect(ARXIV, DOI),
          Topics.DECISIONS,
          new Decision(
              ARXIV,
              Decision.Action.UNDO,
              null,
              null,
              null,
              null,
              null,
              Map.of(),
              null,
              null,
              "dana",
              THEN,
              null,
              null,
              null,
              null),
          Topics.SHORTLIST,
          new ShortlistEntry(
              ARXIV,
              ShortlistEntry.Status.PROPOSED,
              null,
              null,
              null,
              new ShortlistEntry.Brief(
                  null, null, List.of(), null, LINK, List.of(), List.of(), null, false, List.of(),
                  List.of()),
              null,
              Map.of(),
              Map.of(),
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              1),
          Topics.POSTED,
          new Post(ARXIV, "x", Post.Stage.INTENT, "", null, THEN));

  private Values() {}
}
