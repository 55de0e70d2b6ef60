package winnow.publish.shortlist;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import winnow.model.Change;
import winnow.model.Decision;
import winnow.model.Decision.Action;
import winnow.model.Identifier;
import winnow.model.Mention;
import winnow.model.Paper;
import winnow.model.Placement;
import winnow.model.Post;
import winnow.model.Profile;
import winnow.model.Score;
import winnow.model.Score.Reason;
import winnow.model.ShortlistEntry;
import winnow.model.ShortlistEntry.Brief;
import winnow.model.ShortlistEntry.Newsletter;
import winnow.model.ShortlistEntry.Status;

/**
 * All that is known of one candidate, and the shortlist entry that follows from it at a moment.
 *
 * <p>A decision lasts until it is undone, whatever becomes of the paper's rank; without one, a
 * paper is proposed while it is among the best of its day and not too old.
 *
 * @param paper absent while nobody told of it
 * @param decisions in the order in which they came; none is ever dropped
 * @param posts what posters did under each id and channel, in their order
 * @param day the day that it is a candidate of: the first on which we heard of it, in UTC
 * @param chosen whether that day said that it is among its best
 * @param near why that day took points off it; absent where it did not
 * @param revision of the last entry that was told
 */
record Standing(
    @Nullable Paper paper,
    List<Decision> decisions,
    List<Post> posts,
    @Nullable LocalDate day,
    boolean chosen,
    @Nullable Reason near,
    @Nullable ShortlistEntry told,
    long revision) {
  static final Standing UNKNOWN =
      new Standing(null, List.of(), List.of(), null, false, null, null, 0);

  /** What was posted stays posted, whatever was meant to be posted under another id. */
  private static final Comparator<Post> FURTHER =
      Comparator.comparing(Post::stage).thenComparing(Post::at);

  Standing {
    decisions = decisions == null ? List.of() : List.copyOf(decisions);
    posts = posts == null ? List.of() : List.copyOf(posts);
  }

  /** A paper as it is now; absent when its sources took back all they had said. */
  Standing with(@Nullable Paper now) {
    LocalDate first = earliest(day, now);
    boolean still = chosen && Objects.equals(first, day);
    return new Standing(now, decisions, posts, first, still, still ? near : null, told, revision);
  }

  /** The same decision again changes nothing. */
  Standing with(Fact fact) {
    if (fact.chosen() != null) {
      if (!Objects.equals(fact.day(), day)) {
        return this; // a day that it was a candidate of until an earlier one was heard of
      }
      return new Standing(paper, decisions, posts, day, fact.chosen(), fact.near(), told, revision);
    }
    if (fact.post() != null) {
      return new Standing(paper, decisions, posted(fact.post()), day, chosen, near, told, revision);
    }
    Decision decision = fact.decision();
    if (decision == null || decisions.contains(decision)) {
      return this;
    }
    List<Decision> more = new ArrayList<>(decisions);
    more.add(decision);
    return new Standing(paper, more, posts, day, chosen, near, told, revision);
  }

  Standing told(@Nullable ShortlistEntry entry) {
    return new Standing(
        paper,
        decisions,
        posts,
        day,
        chosen,
        near,
        entry,
        entry == null ? revision : entry.revision());
  }

  /**
   * How it competes for a place among the best of its day; empty where it does not, as what past
   * editions carried does not.
   */
  Optional<Contender> contender(ShortlistTopology.Terms terms) {
    if (paper == null || paper.score() == null || paper.withdrawn() || day == null) {
      return Optional.empty();
    }
    double points = paper.score().total();
    return points < terms.threshold()
            || paper.identifiers().stream().anyMatch(terms.past()::contains)
        ? Optional.empty()
        : Optional.of(
            new Contender(
                paper.id(),
                points,
                brief(paper).name(),
                Gist.of(brief(paper).name(), paper.abstractText())));
  }

  /**
   * What to tell, with the next revision; empty where there is nothing to tell of, and the same as
   * told where nothing changed.
   *
   * @param keep how long an undecided candidate is offered
   */
  Optional<ShortlistEntry> entry(Instant now, Duration keep) {
    if (paper == null) {
      return Optional.empty();
    }
    Decision standing = standing();
    Status status = status(paper, standing, now, keep);
    if (standing == null && told == null && status == Status.WITHDRAWN) {
      return Optional.empty();
    }
    ShortlistEntry next =
        new ShortlistEntry(
            paper.id(),
            status,
            score(paper),
            chosen(standing).orElse(paper.section()),
            chosen(standing).map(any -> suggested(paper)).orElse(null),
            paper.mergedInto() != null && told != null ? told.paper() : brief(paper),
            status == Status.APPROVED && standing != null ? newsletter(standing) : null,
            status == Status.APPROVED && standing != null ? standing.social() : Map.of(),
            postedByChannel(),
            day,
            status == Status.SNOOZED && standing != null ? standing.until() : null,
            standing == null ? null : standing.action(),
            reason(standing),
            standing == null ? null : standing.by(),
            standing == null ? null : standing.at(),
            paper.mergedInto(),
            revision);
    return Optional.of(next.equals(told) ? next : next.revised(revision + 1));
  }

  /** When, if nothing comes, the entry changes by itself. */
  Optional<Instant> deadline(Instant now, Duration keep) {
    Decision standing = standing();
    if (paper == null || paper.mergedInto() != null) {
      return Optional.empty();
    }
    if (standing != null && standing.action() == Action.SNOOZE) {
      return snoozedUntil(standing).filter(now::isBefore);
    }
    return standing != null || !chosen ? Optional.empty() : expiry(keep).filter(now::isBefore);
  }

  /**
   * The last decision that was not undone. Under one id decisions come in the order in which they
   * were made. Those made under an id that became a name of this paper come when that is found out,
   * so among ids the time decides, and what was undone under another id is lifted there first.
   * Those made under an id that is a name of it no more, since the two were split, went with that
   * id.
   */
  @Nullable Decision standing() {
    List<Decision> made = new ArrayList<>();
    for (Decision decision : decisions) {
      if (!isName(decision.id())) {
        continue;
      }
      if (decision.action() == Action.UNDO) {
        lift(made, decision);
      } else {
        made.add(1 + lastOf(made, known -> !madeLaterElsewhere(known, decision)), decision);
      }
    }
    return made.isEmpty() ? null : made.get(made.size() - 1);
  }

  private void lift(List<Decision> made, Decision undo) {
    int last = isOwn(undo) ? -1 : lastOf(made, known -> known.id().equals(undo.id()));
    if (last < 0) {
      last =
          lastOf(made, known -> !madeLaterElsewhere(known, undo) && (isOwn(undo) || !isOwn(known)));
    }
    if (last >= 0) {
      made.remove(last);
    }
  }

  private boolean isName(Identifier id) {
    return paper == null || paper.identifiers().contains(id);
  }

  private boolean isOwn(Decision decision) {
    return paper == null || paper.id().equals(decision.id());
  }

  private static boolean madeLaterElsewhere(Decision known, Decision decision) {
    return !known.id().equals(decision.id()) && known.at().isAfter(decision.at());
  }

  private static int lastOf(List<Decision> made, Predicate<Decision> that) {
    int at = made.size() - 1;
    while (at >= 0 && !that.test(made.get(at))) {
      at--;
    }
    return at;
  }

  private Status status(Paper of, @Nullable Decision standing, Instant now, Duration keep) {
    if (of.mergedInto() != null || of.withdrawn()) {
      return Status.WITHDRAWN;
    }
    if (rewritten(standing).isPresent()) {
      return Status.PROPOSED;
    }
    if (standing != null && standing.action() == Action.APPROVE) {
      return Status.APPROVED;
    }
    if (standing != null && standing.action() == Action.REJECT) {
      return Status.REJECTED;
    }
    if (standing != null
        && standing.action() == Action.SNOOZE
        && snoozedUntil(standing).filter(now::isBefore).isPresent()) {
      return Status.SNOOZED;
    }
    if (standing != null) {
      return Status.PROPOSED;
    }
    boolean offered = chosen && expiry(keep).filter(now::isBefore).isPresent();
    return offered ? Status.PROPOSED : Status.WITHDRAWN;
  }

  /** The latest version that changed much since the paper was rejected, or approved and posted. */
  private Optional<Change> rewritten(@Nullable Decision standing) {
    if (paper == null || standing == null) {
      return Optional.empty();
    }
    boolean done =
        standing.action() == Action.REJECT
            || (standing.action() == Action.APPROVE
                && postedByChannel().containsValue(Post.Stage.RECEIPT));
    return paper.changes().stream()
        .filter(change -> done && change.material() && change.seenAt().isAfter(standing.at()))
        .reduce((earlier, later) -> later);
  }

  private @Nullable String reason(@Nullable Decision standing) {
    return rewritten(standing)
        .map(Standing::inWords)
        .orElse(standing == null ? null : standing.reason());
  }

  private static String inWords(Change change) {
    boolean ofAbstract = change.abstractText() != null;
    Double part = ofAbstract ? change.abstractText() : change.title();
    return String.format(
        Locale.ROOT,
        "version %d changed %.0f %% of the %s since it was decided",
        change.version(),
        100 * (part == null ? 0 : part),
        ofAbstract ? "abstract" : "title");
  }

  private static @Nullable LocalDate earliest(@Nullable LocalDate known, @Nullable Paper paper) {
    if (paper == null) {
      return known;
    }
    Stream<LocalDate> days =
        paper.sightings().stream()
            .map(mention -> LocalDate.ofInstant(mention.seenAt(), ZoneOffset.UTC));
    return Stream.concat(Stream.ofNullable(known), days).min(LocalDate::compareTo).orElse(null);
  }

  private Optional<Instant> expiry(Duration keep) {
    return Optional.ofNullable(day)
        .map(first -> first.atStartOfDay(ZoneOffset.UTC).toInstant().plus(keep));
  }

  private static Optional<Instant> snoozedUntil(Decision snooze) {
    return Optional.ofNullable(snooze.until())
        .map(until -> until.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private static Newsletter newsletter(Decision approval) {
    return new Newsletter(
        approval.edition(),
        approval.placement() == null ? Placement.ONE_LINER : approval.placement(),
        approval.heading(),
        approval.text());
  }

  /** The paper's own, less what its day took off. */
  private @Nullable Score score(Paper of) {
    return of.score() == null || near == null ? of.score() : of.score().with(near);
  }

  private static Optional<String> chosen(@Nullable Decision standing) {
    return Optional.ofNullable(standing).map(Decision::section);
  }

  private static String suggested(Paper of) {
    return of.section() == null ? Profile.OTHER : of.section();
  }

  private Map<String, Post.Stage> postedByChannel() {
    Map<String, Post.Stage> byChannel = new TreeMap<>();
    posts.stream()
        .filter(post -> isName(post.id()))
        .sorted(FURTHER)
        .forEach(post -> byChannel.put(post.channel(), post.stage()));
    return byChannel;
  }

  private List<Post> posted(Post post) {
    Map<String, Post> latest = new TreeMap<>();
    posts.forEach(known -> latest.put(known.key(), known));
    latest.merge(
        post.key(), post, (known, more) -> FURTHER.compare(known, more) > 0 ? known : more);
    return List.copyOf(latest.values());
  }

  private static Brief brief(Paper of) {
    return new Brief(
        of.title(),
        of.sightings().stream()
            .map(Mention::headline)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null),
        of.authors(),
        of.abstractText(),
        link(of),
        of.identifiers(),
        of.categories(),
        of.version(),
        of.withdrawn(),
        of.sightings().stream().map(Mention::feed).distinct().sorted().toList(),
        of.suggestions());
  }

  private static URI link(Paper of) {
    String value = of.id().value();
    return switch (of.id().kind()) {
      case ARXIV -> at("arxiv.org", "/abs/" + value, null);
      case DOI -> at("doi.org", "/" + value, null);
      case OPENREVIEW -> at("openreview.net", "/forum", "id=" + value);
      case ACL -> at("aclanthology.org", "/" + value + "/", null);
      case URL -> URI.create(value);
    };
  }

  /** An address whose path may hold what must be escaped, as old DOIs do. */
  private static URI at(String host, String path, @Nullable String query) {
    try {
      return new URI("https", host, path, query, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no address can be made of " + host + path, e);
    }
  }
}
