package winnow.publish.shortlist;

import static org.assertj.core.api.Assertions.assertThat;
import static winnow.publish.shortlist.Candidates.MONDAY;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import winnow.model.Decision;
import winnow.model.Decision.Action;
import winnow.model.Paper;
import winnow.model.ShortlistEntry;
import winnow.model.ShortlistEntry.Status;
import winnow.publish.shortlist.Workers.Event;
import winnow.topics.Topics;

/**
 * Whatever the order between papers, and the number of workers: the best of each day are proposed,
 * and nothing is approved but what a curator approved.
 */
class ShortlistLawTest {
  private static final int PER_DAY = 2;
  private static final double THRESHOLD = 3;
  private static final double DIVERSITY = 2;
  private static final int DAYS = 3;

  private static final AtomicInteger RUNS = new AtomicInteger();
  private static Workers workers;

  /** Something that happens to one of a few papers. */
  private record Happening(
      int paper, String what, int points, int day, int heir, boolean repeated) {}

  @BeforeContainer
  static void hire() {
    workers =
        new Workers(
            4,
            new ShortlistTopology.Terms(
                THRESHOLD, PER_DAY, Duration.ofDays(1_000_000), DIVERSITY, Set.of()),
            new MovableClock(Candidates.start(MONDAY)));
  }

  @AfterContainer
  static void dismiss() {
    workers.close();
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void proposed_anyOrderAndPartitions_areTheBestOfEachDay(
      @ForAll("papers") List<Happening> story,
      @ForAll @IntRange(min = 1, max = 4) int partitions,
      @ForAll long seed) {
    // given
    int run = RUNS.incrementAndGet();
    List<Event> events = events(story, run);
    Map<String, @Nullable ShortlistEntry> entries = new HashMap<>();

    // when
    workers.run(events, partitions, new Random(seed), entries);

    // then
    assertThat(withStatus(entries, Status.PROPOSED)).isEqualTo(bestOfEachDay(events));
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void approved_anyPapersAndDecisions_ifAndOnlyIfTheStandingDecisionApproves(
      @ForAll("decided") List<Happening> story,
      @ForAll @IntRange(min = 1, max = 4) int partitions,
      @ForAll long seed) {
    // given
    List<Event> events = events(story, RUNS.incrementAndGet());
    Map<String, @Nullable ShortlistEntry> entries = new HashMap<>();

    // when
    workers.run(events, partitions, new Random(seed), entries);

    // then
    Map<String, Paper> papers = latest(events);
    Set<String> approved = new TreeSet<>();
    standing(events)
        .forEach(
            (id, action) -> {
              Paper paper = papers.get(id);
              if (action == Action.APPROVE && paper != null && !paper.withdrawn()) {
                approved.add(id);
              }
            });
    assertThat(withStatus(entries, Status.APPROVED)).isEqualTo(approved);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void approved_papersThatMerge_onlyWithAnApprovalUnderOneOfTheirIds(
      @ForAll("merging") List<Happening> story,
      @ForAll @IntRange(min = 1, max = 4) int partitions,
      @ForAll long seed) {
    // given
    List<Event> events = events(story, RUNS.incrementAndGet());
    Map<String, @Nullable ShortlistEntry> entries = new HashMap<>();

    // when
    workers.run(events, partitions, new Random(seed), entries);

    // then
    Map<String, Paper> papers = latest(events);
    for (String id : withStatus(entries, Status.APPROVED)) {
      assertThat(papers.get(id).mergedInto()).as(id).isNull();
      assertThat(approvals(events)).as(id).anyMatch(from -> reaches(events, from, id));
    }
    // what was approved alone, and is still there or went elsewhere, is approved there
    papers.forEach(
        (id, paper) -> {
          String now = paper.mergedInto() == null ? id : paper.mergedInto().toString();
          if (onlyApprovals(events) && approvals(events).contains(id) && stands(papers, now)) {
            assertThat(withStatus(entries, Status.APPROVED)).contains(now);
          }
        });
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void shortlist_everyPaperAndDecisionAgain_tellsNothing(
      @ForAll("merging") List<Happening> story,
      @ForAll @IntRange(min = 1, max = 4) int partitions,
      @ForAll long seed) {
    // given
    List<Event> events = events(story, RUNS.incrementAndGet());
    Map<String, @Nullable ShortlistEntry> entries = new HashMap<>();
    Random chance = new Random(seed);
    workers.run(events, partitions, chance, entries);

    // when the last word on each paper, and every decision, come again
    Map<String, Event> again = new TreeMap<>();
    events.stream()
        .filter(event -> event.topic().equals(Topics.PAPERS))
        .forEach(event -> again.put(event.key(), event));
    List<Event> all = new ArrayList<>(again.values());
    events.stream().filter(event -> event.topic().equals(Topics.DECISIONS)).forEach(all::add);
    int told = workers.run(all, partitions, chance, entries);

    // then
    assertThat(told).isZero();
  }

  @Provide
  Arbitrary<List<Happening>> papers() {
    return stories("paper", "paper", "paper", "paper", "withdraw", "tombstone");
  }

  @Provide
  Arbitrary<List<Happening>> decided() {
    return stories(
        "paper", "paper", "withdraw", "tombstone", "approve", "approve", "reject", "maybe", "undo");
  }

  @Provide
  Arbitrary<List<Happening>> merging() {
    return Arbitraries.oneOf(
        stories("paper", "paper", "merge", "approve", "reject", "undo"),
        stories("paper", "paper", "merge", "approve"));
  }

  private static Arbitrary<List<Happening>> stories(String... what) {
    return Combinators.combine(
            Arbitraries.integers().between(0, 4),
            Arbitraries.of(what),
            Arbitraries.integers().between(1, 7),
            Arbitraries.integers().between(0, DAYS - 1),
            Arbitraries.integers().between(0, 4),
            Arbitraries.of(true, false))
        .as(Happening::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(14);
  }

  /** In a year of their own, so that runs do not meet. A paper merges into a stronger one only. */
  private static List<Event> events(List<Happening> story, int run) {
    LocalDate first = LocalDate.of(1000, 1, 1).plusDays((long) run * DAYS);
    List<Event> events = new ArrayList<>();
    for (Happening one : story) {
      String id = id(run, one.paper());
      LocalDate day = first.plusDays(one.day());
      int minute = events.size();
      switch (one.what()) {
        case "paper" -> events.add(paper(id, named(Candidates.paper(id, one.points(), day), run)));
        case "withdraw" ->
            events.add(paper(id, named(Candidates.withdrawn(id, one.points(), day), run)));
        case "tombstone" -> events.add(new Event(Topics.PAPERS, id, null));
        case "merge" -> {
          if (one.heir() < one.paper()) {
            events.add(paper(id, Candidates.merged(id, id(run, one.heir()))));
          }
        }
        default -> {
          Decision decision = Candidates.decision(id, one.what(), Candidates.minute(minute));
          events.add(new Event(Topics.DECISIONS, id, decision));
          if (one.repeated()) {
            events.add(new Event(Topics.DECISIONS, id, decision));
          }
        }
      }
    }
    return events;
  }

  private static Event paper(String id, Paper paper) {
    return new Event(Topics.PAPERS, id, paper);
  }

  /** By all names that may become this paper's. */
  private static Paper named(Paper paper, int run) {
    String[] names =
        java.util.stream.IntStream.rangeClosed(0, 4)
            .mapToObj(other -> id(run, other))
            .toArray(String[]::new);
    return Candidates.called(paper, names);
  }

  private static String id(int run, int paper) {
    return "arxiv:" + run + "." + paper;
  }

  private static Set<String> bestOfEachDay(List<Event> events) {
    Map<String, LocalDate> days = new HashMap<>();
    for (Event event : events) {
      if (event.value() instanceof Paper paper && !paper.sightings().isEmpty()) {
        LocalDate day = LocalDate.ofInstant(paper.sightings().get(0).seenAt(), ZoneOffset.UTC);
        days.merge(event.key(), day, (a, b) -> a.isBefore(b) ? a : b);
      }
    }
    Map<LocalDate, List<Paper>> contenders = new HashMap<>();
    for (Paper paper : latest(events).values()) {
      if (!paper.withdrawn() && paper.score().total() >= THRESHOLD) {
        contenders
            .computeIfAbsent(days.get(paper.id().toString()), day -> new ArrayList<>())
            .add(paper);
      }
    }
    Set<String> best = new TreeSet<>();
    contenders.values().forEach(ofDay -> best.addAll(best(ofDay)));
    return best;
  }

  /** One after another the one with most points, less what those placed before it take. */
  private static Set<String> best(List<Paper> ofDay) {
    List<Paper> placed = new ArrayList<>();
    ofDay.sort(Comparator.comparing(paper -> paper.id().toString()));
    while (placed.size() < PER_DAY) {
      Paper next = null;
      double most = THRESHOLD;
      for (Paper paper : ofDay) {
        double left = left(paper, placed);
        if (!placed.contains(paper) && (left > most || (next == null && left == most))) {
          next = paper;
          most = left;
        }
      }
      if (next == null) {
        break;
      }
      placed.add(next);
    }
    return placed.stream().map(paper -> paper.id().toString()).collect(Collectors.toSet());
  }

  private static double left(Paper paper, List<Paper> placed) {
    double nearest =
        placed.stream()
            .mapToDouble(one -> Gist.of(one.title(), null).likeness(Gist.of(paper.title(), null)))
            .filter(likeness -> likeness >= Day.NEAR)
            .max()
            .orElse(0);
    return Math.round((paper.score().total() - Math.round(DIVERSITY * nearest * 100) / 100.0) * 100)
        / 100.0;
  }

  /** Each paper as it was told last; without those that are gone. */
  private static Map<String, Paper> latest(List<Event> events) {
    Map<String, Paper> latest = new HashMap<>();
    for (Event event : events) {
      if (event.topic().equals(Topics.PAPERS)) {
        latest.remove(event.key());
        if (event.value() instanceof Paper paper) {
          latest.put(event.key(), paper);
        }
      }
    }
    return latest;
  }

  private static Map<String, Action> standing(List<Event> events) {
    Map<String, Deque<Action>> made = new HashMap<>();
    Set<Object> seen = new HashSet<>();
    for (Event event : events) {
      if (event.value() instanceof Decision decision && seen.add(decision)) {
        Deque<Action> stack = made.computeIfAbsent(event.key(), key -> new ArrayDeque<>());
        if (decision.action() != Action.UNDO) {
          stack.push(decision.action());
        } else {
          stack.poll();
        }
      }
    }
    Map<String, Action> standing = new HashMap<>();
    made.forEach((id, stack) -> standing.put(id, stack.peek()));
    return standing;
  }

  private static Set<String> approvals(List<Event> events) {
    Set<String> approvals = new TreeSet<>();
    for (Event event : events) {
      if (event.value() instanceof Decision decision && decision.action() == Action.APPROVE) {
        approvals.add(event.key());
      }
    }
    return approvals;
  }

  private static boolean onlyApprovals(List<Event> events) {
    return events.stream()
        .noneMatch(
            event ->
                event.value() instanceof Decision decision && decision.action() != Action.APPROVE);
  }

  /** Whether one became, perhaps over others, a name of the other at any time. */
  private static boolean reaches(List<Event> events, String from, String to) {
    return from.equals(to)
        || events.stream()
            .filter(event -> event.key().equals(from))
            .filter(event -> event.value() instanceof Paper)
            .map(event -> ((Paper) event.value()).mergedInto())
            .anyMatch(heir -> heir != null && reaches(events, heir.toString(), to));
  }

  private static boolean stands(Map<String, Paper> papers, String id) {
    Paper paper = papers.get(id);
    return paper != null && paper.mergedInto() == null && !paper.withdrawn();
  }

  private static Set<String> withStatus(
      Map<String, @Nullable ShortlistEntry> entries, Status status) {
    Set<String> ids = new TreeSet<>();
    entries.forEach(
        (id, entry) -> {
          if (entry != null && entry.status() == status) {
            ids.add(id);
          }
        });
    return ids;
  }
}
