package winnow.publish.letter;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import winnow.model.Decision;
import winnow.model.FeedId;
import winnow.model.Identifier;
import winnow.model.Placement;
import winnow.model.Profile;
import winnow.model.Score;
import winnow.model.ShortlistEntry;
import winnow.model.ShortlistEntry.Brief;
import winnow.model.ShortlistEntry.Newsletter;
import winnow.model.ShortlistEntry.Status;
import winnow.model.Suggestion;

/** Entries of a shortlist for tests, one word of theirs at a time. */
public final class Entries {
  public static final Profile PROFILE =
      new Profile(
          "ML Safety Newsletter",
          "New empirical research on making machine learning safer.",
          "https://newsletter.mlsafety.org",
          Stream.of("Monitoring", "Alignment", "Robustness", "Systemic Safety")
              .map(name -> new Profile.Section(name, "", Map.of(), List.of()))
              .toList(),
          Map.of(),
          Profile.Weights.NONE,
          3);

  private final Identifier id;
  private Status status = Status.PROPOSED;
  private Decision.@Nullable Action action;
  private @Nullable Score score;
  private @Nullable String section;
  private @Nullable String suggested;
  private @Nullable Newsletter newsletter;
  private @Nullable LocalDate day = LocalDate.parse("2025-03-20");
  private @Nullable Instant decidedAt;
  private @Nullable String title;
  private @Nullable String abstractText;
  private URI link;
  private List<String> authors = List.of();
  private final List<Identifier> names = new ArrayList<>();
  private final List<Suggestion> suggestions = new ArrayList<>();
  private boolean withdrawn;

  private Entries(Identifier id) {
    this.id = id;
    this.title = "Paper " + id.value();
    boolean arxiv = id.kind() == Identifier.Kind.ARXIV;
    this.link = URI.create(arxiv ? "https://arxiv.org/abs/" + id.value() : "https://example.org/");
  }

  /** A proposed paper of 20 March 2025 that nobody has scored, named after its id. */
  public static Entries paper(String id) {
    return new Entries(Identifier.parse(id));
  }

  public Entries titled(@Nullable String newTitle) {
    title = newTitle;
    return this;
  }

  public Entries by(String... newAuthors) {
    authors = List.of(newAuthors);
    return this;
  }

  public Entries about(String newAbstract) {
    abstractText = newAbstract;
    return this;
  }

  public Entries at(String newLink) {
    link = URI.create(newLink);
    return this;
  }

  public Entries in(@Nullable String newSection) {
    section = newSection;
    return this;
  }

  /** A curator named the section, beside this suggestion. */
  public Entries insteadOf(String newSuggestion) {
    suggested = newSuggestion;
    return this;
  }

  public Entries on(@Nullable String newDay) {
    day = newDay == null ? null : LocalDate.parse(newDay);
    return this;
  }

  public Entries scored(double points) {
    score = Score.of(List.of(new Score.Reason("keyword", points, "mentions “jailbreak”")));
    return this;
  }

  public Entries standing(Status newStatus) {
    status = newStatus;
    return this;
  }

  public Entries takenBack() {
    withdrawn = true;
    return this;
  }

  public Entries approved(
      @Nullable Integer edition,
      Placement placement,
      @Nullable String heading,
      @Nullable String text) {
    status = Status.APPROVED;
    newsletter = new Newsletter(edition, placement, heading, text);
    decidedAt = Instant.parse("2025-03-21T10:00:00Z");
    return this;
  }

  public Entries decided(Decision.Action newAction) {
    action = newAction;
    status = newAction == Decision.Action.APPROVE ? Status.APPROVED : Status.REJECTED;
    return this;
  }

  public Entries decidedAt(String instant) {
    decidedAt = Instant.parse(instant);
    return this;
  }

  /** Known by this name, too. */
  public Entries alsoCalled(String name) {
    names.add(Identifier.parse(name));
    return this;
  }

  /** Perhaps the same as this paper. */
  public Entries suggesting(String paper) {
    suggestions.add(
        new Suggestion(Identifier.parse(paper), "same-title", 1, 0.75, "the titles are alike"));
    return this;
  }

  public ShortlistEntry entry() {
    return new ShortlistEntry(
        id,
        status,
        score,
        section,
        suggested,
        new Brief(
            title,
            null,
            authors,
            abstractText,
            link,
            Stream.concat(Stream.of(id), names.stream()).toList(),
            List.of("cs.LG", "cs.CR"),
            1,
            withdrawn,
            List.of(new FeedId("arxiv:cs.LG"), new FeedId("reddit:mlsafety")),
            suggestions),
        newsletter,
        Map.of(),
        Map.of(),
        day,
        null,
        action,
        null,
        decidedAt == null ? null : "ana",
        decidedAt,
        null,
        1);
  }
}
