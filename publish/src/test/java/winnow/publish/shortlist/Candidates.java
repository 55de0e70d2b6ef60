package winnow.publish.shortlist;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import winnow.model.Change;
import winnow.model.Decision;
import winnow.model.Decision.Action;
import winnow.model.FeedId;
import winnow.model.Identifier;
import winnow.model.Mention;
import winnow.model.Paper;
import winnow.model.Score;
import winnow.model.Score.Reason;

/** Papers and decisions as tables write them. */
final class Candidates {
  static final LocalDate MONDAY = LocalDate.parse("2024-03-04");
  static final Duration KEEP = Duration.ofDays(60);

  /** A paper's title by its points: those of one topic are much like each other. */
  static final List<String> TOPICS =
      List.of("Jailbreaks of refusal guardrails", "Backdoor triggers by poisoning", "Steering");

  static ShortlistTopology.Terms terms(int perDay, double diversity) {
    return new ShortlistTopology.Terms(3, perDay, KEEP, diversity, Set.of());
  }

  private Candidates() {}

  /** A paper of these points, first heard of on this day. */
  static Paper paper(String id, double points, LocalDate day) {
    return paper(id, points, false, day);
  }

  /** The same, known by another name too. */
  static Paper named(String id, double points, LocalDate day, Identifier other) {
    Paper paper = paper(id, points, day);
    return new Paper(
        paper.id(),
        List.of(paper.id(), other),
        paper.title(),
        paper.authors(),
        paper.abstractText(),
        paper.version(),
        paper.categories(),
        paper.links(),
        paper.sightings(),
        paper.evidence(),
        paper.changes(),
        paper.suggestions(),
        paper.score(),
        paper.section(),
        paper.withdrawn(),
        null);
  }

  static Paper withdrawn(String id, double points, LocalDate day) {
    return paper(id, points, true, day);
  }

  /** The same paper, by these names too. */
  static Paper called(Paper paper, String... names) {
    return new Paper(
        paper.id(),
        Stream.concat(Stream.of(paper.id()), Arrays.stream(names).map(Identifier::parse))
            .distinct()
            .sorted()
            .toList(),
        paper.title(),
        paper.authors(),
        paper.abstractText(),
        paper.version(),
        paper.categories(),
        paper.links(),
        paper.sightings(),
        paper.evidence(),
        paper.changes(),
        paper.suggestions(),
        paper.score(),
        paper.section(),
        paper.withdrawn(),
        paper.mergedInto());
  }

  /** The same paper, after a later version. */
  static Paper rewritten(Paper paper, Change change) {
    return new Paper(
        paper.id(),
        paper.identifiers(),
        paper.title(),
        paper.authors(),
        paper.abstractText(),
        change.version(),
        paper.categories(),
        paper.links(),
        paper.sightings(),
        paper.evidence(),
        List.of(change),
        paper.suggestions(),
        paper.score(),
        paper.section(),
        paper.withdrawn(),
        paper.mergedInto());
  }

  static Paper merged(String id, String heir) {
    return Paper.redirect(Identifier.parse(id), Identifier.parse(heir));
  }

  static Paper paper(String id, double points, boolean withdrawn, LocalDate... days) {
    Identifier identifier = Identifier.parse(id);
    List<Mention> mentions =
        Arrays.stream(days)
            .map(
                day ->
                    new Mention(
                        new FeedId("arxiv:cs.LG"),
                        "entry of " + day,
                        day.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null))
            .toList();
    return new Paper(
        identifier,
        List.of(identifier),
        TOPICS.get((int) Math.abs(points) % TOPICS.size()) + " " + identifier.value(),
        List.of("A. Author"),
        null,
        1,
        List.of("cs.LG"),
        List.of(),
        mentions,
        List.of(),
        List.of(),
        List.of(),
        Score.of(List.of(new Reason("keyword", points, "mentions “safety”"))),
        "Alignment",
        withdrawn,
        null);
  }

  /**
   * A decision in a word: {@code approve}, {@code reject}, {@code maybe}, {@code undo}, {@code
   * snooze:2024-03-10}.
   */
  static Decision decision(String id, String word, Instant at) {
    int colon = word.indexOf(':');
    String action = colon < 0 ? word : word.substring(0, colon);
    return Decision.about(
        Identifier.parse(id),
        Action.valueOf(action.toUpperCase(java.util.Locale.ROOT)),
        null,
        null,
        null,
        null,
        null,
        Map.of(),
        colon < 0 ? null : LocalDate.parse(word.substring(colon + 1)),
        null,
        "curator",
        at);
  }

  static Instant minute(int minute) {
    return MONDAY.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(60L * minute);
  }

  static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
