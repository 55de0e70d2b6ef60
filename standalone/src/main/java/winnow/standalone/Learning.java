package winnow.standalone;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import winnow.config.ConfigException;
import winnow.config.Settings;
import winnow.enrich.LessonLog;
import winnow.enrich.Models;
import winnow.enrich.score.Lesson;
import winnow.enrich.train.Example;
import winnow.enrich.train.Trial;
import winnow.kafka.Cluster;
import winnow.kafka.TopicReader;
import winnow.model.Decision.Action;
import winnow.model.Identifier;
import winnow.model.Paper;
import winnow.model.Profile;
import winnow.model.ShortlistEntry;
import winnow.topics.Topics;

/** What the decisions on the shortlist teach, brought into force where it stands its trial. */
final class Learning {
  private static final Duration TIME_TO_DECIDE = Duration.ofDays(14);

  /** More of these would teach nothing more. */
  private static final int MOST_LEFT = 10_000;

  private final Cluster cluster;
  private final Settings settings;
  private final Profile profile;
  private final Clock clock;

  Learning(Cluster cluster, Settings settings, Profile profile, Clock clock) {
    this.cluster = cluster;
    this.settings = settings;
    this.profile = profile;
    this.clock = clock;
  }

  /** Learns, compares, and puts the new lesson in force if it is nowhere worse. */
  Trial learn() throws ConfigException {
    Settings.Learning files = settings.learning();
    List<Example> gold =
        files.gold() == null || files.pool() == null
            ? List.of()
            : PaperLines.read(files.gold(), files.pool(), profile).examples();
    Collection<ShortlistEntry> entries = new TopicReader(cluster).latest(Topics.SHORTLIST).values();
    List<Example> decided = decided(profile, entries);
    List<Example> left =
        left(new TopicReader(cluster).latest(Topics.PAPERS).values(), entries, clock.instant());
    try (LessonLog log = new LessonLog(cluster)) {
      Lesson before = log.inForce();
      Trial trial = Trial.of(profile, Models.of(profile), before.model(), decided, left, gold);
      if (trial.takesOver() && trial.learned() != null) {
        Lesson next = before.next(trial.learned(), openSince());
        if (!Objects.equals(next.weights(), before.weights())) {
          log.append(next);
        }
      }
      return trial;
    }
  }

  /** Goes back to the lesson before, and says which number that is now. */
  Lesson rollBack() throws ConfigException {
    try (LessonLog log = new LessonLog(cluster)) {
      Lesson before = log.inForce();
      if (before.number() == 0) {
        throw new ConfigException("there is nothing to roll back: no lesson is in force");
      }
      Lesson next = before.rolledBack(openSince());
      log.append(next);
      return next;
    }
  }

  private Instant openSince() {
    return clock.instant().minus(settings.shortlist().keep());
  }

  /** What was taken and what was refused for what it is about. */
  static List<Example> decided(Profile profile, Collection<ShortlistEntry> entries) {
    return entries.stream()
        .filter(entry -> entry.mergedInto() == null)
        .filter(entry -> entry.decision() == Action.APPROVE || isRefused(profile, entry))
        .map(
            entry ->
                new Example(
                    entry.id().value(),
                    entry.paper().name(),
                    entry.paper().abstractText(),
                    entry.paper().categories(),
                    entry.decision() == Action.APPROVE,
                    named(entry)))
        .toList();
  }

  /** The section that a curator put it into; absent where nobody named one. */
  private static @Nullable String named(ShortlistEntry entry) {
    return entry.suggestedSection() == null ? null : entry.section();
  }

  /** The latest papers that curators had time to decide about and did not. */
  static List<Example> left(
      Collection<Paper> papers, Collection<ShortlistEntry> entries, Instant now) {
    Set<Identifier> decided =
        entries.stream()
            .filter(entry -> entry.decision() != null)
            .map(ShortlistEntry::id)
            .collect(Collectors.toSet());
    return papers.stream()
        .filter(paper -> !decided.contains(paper.id()) && !paper.sightings().isEmpty())
        .filter(paper -> paper.sightings().get(0).seenAt().isBefore(now.minus(TIME_TO_DECIDE)))
        .sorted(
            Comparator.comparing((Paper paper) -> paper.sightings().get(0).seenAt())
                .reversed()
                .thenComparing(Paper::id))
        .limit(MOST_LEFT)
        .map(
            paper ->
                new Example(
                    paper.id().value(),
                    paper.title(),
                    paper.abstractText(),
                    paper.categories(),
                    false,
                    null))
        .toList();
  }

  private static boolean isRefused(Profile profile, ShortlistEntry entry) {
    return entry.decision() == Action.REJECT
        && profile.asides().stream().noneMatch(aside -> holds(entry.reason(), aside));
  }

  private static boolean holds(@Nullable String reason, String aside) {
    return reason != null
        && reason.toLowerCase(Locale.ROOT).contains(aside.toLowerCase(Locale.ROOT));
  }

  /** The comparison and its verdict, for a person. */
  static void print(PrintWriter out, Trial trial) {
    for (Trial.Comparison one : trial.comparisons()) {
      out.printf("%-22s %-24s %s%n", one.on(), "in force", "new");
      EvaluateCommand.line(out, "  AUC", one.old().auc(), one.trial().auc());
      EvaluateCommand.line(
          out, "  average precision", one.old().averagePrecision(), one.trial().averagePrecision());
      if (one.old().sectionAccuracy().value() != null) {
        EvaluateCommand.line(
            out, "  section accuracy", one.old().sectionAccuracy(), one.trial().sectionAccuracy());
      }
    }
    out.println(trial.verdict());
    out.flush();
  }
}
