package winnow.model;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.model.Decision.Action;

/**
 * What curators are offered and what they made of it: the public contract for poster bots.
 *
 * @param status where it stands; a bot may post what is {@link Status#APPROVED} and nothing else
 * @param score in points, with reasons; absent where nothing could be said
 * @param section the one that a curator chose, else the one that the ranking suggests
 * @param suggestedSection beside a section that a curator chose, the one that the ranking suggests,
 *     Other where it finds none that fits; absent where nobody chose
 * @param newsletter where and how an edition carries it; absent until it is approved
 * @param social the approved text, by channel
 * @param posted what was posted, by channel
 * @param day the day it is a candidate of, in UTC
 * @param until when a snoozed paper comes back
 * @param decision the standing decision's action; absent where nobody decided
 * @param mergedInto the id that this one became a name of; its status is withdrawn
 * @param revision counts the changes of this entry, from 1
 */
public record ShortlistEntry(
    Identifier id,
    Status status,
    @Nullable Score score,
    @Nullable String section,
    @Nullable String suggestedSection,
    Brief paper,
    @Nullable Newsletter newsletter,
    Map<String, String> social,
    Map<String, Post.Stage> posted,
    @Nullable LocalDate day,
    @Nullable LocalDate until,
    @Nullable Action decision,
    @Nullable String reason,
    @Nullable String decidedBy,
    @Nullable Instant decidedAt,
    @Nullable Identifier mergedInto,
    long revision) {
  /** Where an entry stands. */
  public enum Status {
    PROPOSED,
    APPROVED,
    REJECTED,
    SNOOZED,
    /** No longer offered: taken back by its authors, merged away, or displaced by better ones. */
    WITHDRAWN
  }

  /** What a bot needs of the paper. */
  public record Brief(
      @Nullable String title,
      @Nullable String headline,
      List<String> authors,
      @Nullable String abstractText,
      URI link,
      List<Identifier> identifiers,
      List<String> categories,
      @Nullable Integer version,
      boolean withdrawn,
      List<FeedId> feeds,
      List<Suggestion> suggestions) {
    public Brief {
      requireNonNull(link, "link is missing");
      authors = authors == null ? List.of() : List.copyOf(authors);
      identifiers = identifiers == null ? List.of() : List.copyOf(identifiers);
      categories = categories == null ? List.of() : List.copyOf(categories);
      feeds = feeds == null ? List.of() : List.copyOf(feeds);
      suggestions = suggestions == null ? List.of() : List.copyOf(suggestions);
    }

    /** What to call the paper: its title, else a poster's headline, else its address. */
    public String name() {
      return title != null ? title : headline != null ? headline : link.toString();
    }
  }

  /** How an edition carries the paper. */
  public record Newsletter(
      @Nullable Integer edition,
      Placement placement,
      @Nullable String heading,
      @Nullable String text) {
    public Newsletter {
      requireNonNull(placement, "placement is missing");
    }
  }

  public ShortlistEntry {
    requireNonNull(id, "id is missing");
    requireNonNull(status, "status is missing");
    requireNonNull(paper, "paper is missing");
    if (decision != null && decision.aboutIdentity()) {
      throw new IllegalArgumentException("not about what becomes of a paper: " + decision);
    }
    social = social == null ? Map.of() : Map.copyOf(social);
    posted = posted == null ? Map.of() : Map.copyOf(posted);
  }

  /** The same entry with another count. */
  public ShortlistEntry revised(long newRevision) {
    return new ShortlistEntry(
        id,
        status,
        score,
        section,
        suggestedSection,
        paper,
        newsletter,
        social,
        posted,
        day,
        until,
        decision,
        reason,
        decidedBy,
        decidedAt,
        mergedInto,
        newRevision);
  }
}
