package winnow.publish.review;

import static winnow.publish.review.Tag.tag;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import winnow.model.Decision;
import winnow.model.FeedId;
import winnow.model.Placement;
import winnow.model.Post;
import winnow.model.Score;
import winnow.model.ShortlistEntry;
import winnow.model.ShortlistEntry.Brief;
import winnow.model.ShortlistEntry.Newsletter;

/** An entry of the shortlist as the page shows it. */
final class Card {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
  private static final int AUTHORS = 3;

  private Card() {}

  /** An article that has the entry's id for its own, and parts whose ids begin with it. */
  static Tag of(ShortlistEntry entry) {
    String id = entry.id().toString();
    return tag("article")
        .with("id", id)
        .with("tabindex", "-1")
        .with("aria-labelledby", id + "#title")
        .add(title(entry.paper(), id))
        .add(score(entry))
        .add(byline(entry.paper()))
        .add(state(entry))
        .add(reasons(entry))
        .add(abstractOf(entry.paper(), id))
        .add(entry.mergedInto() == null ? List.of(Names.of(entry)) : List.of());
  }

  static String date(LocalDate date) {
    return DATE.format(date);
  }

  private static Tag title(Brief paper, String id) {
    return tag("h3").add(tag("a", paper.name()).with("id", id + "#title").leadingTo(paper.link()));
  }

  private static Tag score(ShortlistEntry entry) {
    return entry.score() == null
        ? tag("p", "–").with("class", "score").with("title", "no score: nothing could be said")
        : tag("p", String.format(Locale.ROOT, "%.2f", entry.score().total()))
            .with("class", "score")
            .with("title", "score in points");
  }

  private static List<Tag> byline(Brief paper) {
    List<Tag> lines = new ArrayList<>();
    if (paper.title() != null
        && paper.headline() != null
        && !paper.headline().equals(paper.title())) {
      lines.add(tag("p", "“" + paper.headline() + "”").with("class", "headline"));
    }
    if (!paper.authors().isEmpty()) {
      lines.add(tag("p", authors(paper.authors())).with("class", "authors"));
    }
    lines.add(tag("p", seen(paper)).with("class", "seen"));
    return lines;
  }

  private static String authors(List<String> authors) {
    return authors.size() <= AUTHORS + 1
        ? String.join(", ", authors)
        : String.join(", ", authors.subList(0, AUTHORS))
            + " and "
            + (authors.size() - AUTHORS)
            + " more";
  }

  private static String seen(Brief paper) {
    String categories = String.join(", ", paper.categories());
    String feeds =
        paper.feeds().stream().map(Card::feed).distinct().collect(Collectors.joining(", "));
    return Stream.of(categories, feeds.isEmpty() ? "" : "seen in " + feeds)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" · "));
  }

  private static String feed(FeedId feed) {
    return switch (feed.source()) {
      case "arxiv" -> "arXiv " + feed.name();
      case "reddit" -> "r/" + feed.name();
      default -> feed.name();
    };
  }

  private static Tag state(ShortlistEntry entry) {
    String status = Filter.name(entry.status());
    return tag("p")
        .with("class", "state")
        .add(tag("span", status).with("class", "status " + status))
        .add(tag("span", Filter.sectionOf(entry)).with("class", "section"))
        .add(notes(entry).stream().map(note -> tag("span", note).with("class", "note")).toList());
  }

  /** What else there is to say of where it stands, each in a few words. */
  private static List<String> notes(ShortlistEntry entry) {
    List<String> notes = new ArrayList<>();
    if (entry.paper().withdrawn()) {
      notes.add("taken back by its authors");
    }
    if (entry.mergedInto() != null) {
      notes.add("now part of " + entry.mergedInto());
    }
    if (entry.decision() == Decision.Action.MAYBE) {
      notes.add("maybe");
    }
    if (entry.until() != null) {
      notes.add("until " + date(entry.until()));
    }
    if (entry.newsletter() != null) {
      notes.add(place(entry.newsletter()));
    }
    if (entry.decidedBy() != null) {
      notes.add(decided(entry, entry.decidedBy()));
    }
    if (entry.reason() != null) {
      notes.add("“" + entry.reason() + "”");
    }
    entry.posted().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(post -> posted(post.getValue()) + post.getKey())
        .forEach(notes::add);
    return notes;
  }

  private static String place(Newsletter newsletter) {
    String placement = newsletter.placement() == Placement.FEATURE ? "feature" : "one-liner";
    return newsletter.edition() == null
        ? placement
        : "edition " + newsletter.edition() + ", " + placement;
  }

  private static String decided(ShortlistEntry entry, String by) {
    return entry.decidedAt() == null
        ? "by " + by
        : "by " + by + " on " + date(LocalDate.ofInstant(entry.decidedAt(), ZoneOffset.UTC));
  }

  private static String posted(Post.Stage stage) {
    return stage == Post.Stage.RECEIPT ? "posted on " : "about to be posted on ";
  }

  static Tag reasons(ShortlistEntry entry) {
    List<Score.Reason> reasons = entry.score() == null ? List.of() : entry.score().reasons();
    return tag("ul")
        .with("class", "reasons")
        .with("aria-label", "Why it ranks here")
        .add(reasons.stream().map(Card::reason).toList());
  }

  private static Tag reason(Score.Reason reason) {
    return tag("li", reason.words() + " ").add(tag("b", signed(reason.points())));
  }

  private static Tag abstractOf(Brief paper, String id) {
    return paper.abstractText() == null
        ? tag("p", "No abstract yet.").with("class", "seen")
        : tag("details")
            .with("id", id + "#abstract")
            .add(tag("summary", "Abstract").with("id", id + "#summary"))
            .add(tag("p", paper.abstractText()));
  }

  private static String signed(double points) {
    return points < 0 ? "−" + number(-points) : "+" + number(points);
  }

  /** In hundredths, as scores are, but 2.0 rather than 2.00. */
  private static String number(double points) {
    return String.format(Locale.ROOT, "%.2f", points).replaceFirst("0$", "").replace('-', '−');
  }
}
