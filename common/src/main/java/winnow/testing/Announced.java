package winnow.testing;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All that arXiv announces in a scenario, drawn once and for all. Nothing of it changes afterwards,
 * so it is safe for many threads.
 */
final class Announced {
  /** In the order of a feed. */
  static final List<String> TYPES = List.of("new", "cross", "replace", "replace-cross");

  private static final LocalTime DEADLINE = LocalTime.of(14, 0);

  /** Later versions are not announced. */
  private static final int LAST_VERSION = 5;

  /** One entry of a day's batch. */
  record Item(ArxivPaper paper, int version, String type) {}

  private final Scenario scenario;
  private final List<Scenario.Category> categories;
  private final Map<String, ArxivPaper> papers = new LinkedHashMap<>();
  private final Map<LocalDate, Map<String, List<Item>>> days = new TreeMap<>();
  private int next = 1;

  Announced(Scenario scenario) {
    this.scenario = scenario;
    this.categories = scenario.arxiv().categories();
    scenario
        .from()
        .datesUntil(scenario.until().plusDays(1))
        .filter(scenario::announces)
        .forEach(this::announce);
    for (Scenario.Elsewhere one : scenario.arxiv().elsewhere()) {
      LocalDate before = scenario.from().minusDays(200);
      papers.put(
          one.id(),
          new ArxivPaper(one.id(), List.of("math.HO"), before, deadline(before), one.title()));
    }
  }

  /** Every paper, by id. */
  Map<String, ArxivPaper> papers() {
    return papers;
  }

  /** A day's batch of a category, in the order of a feed; empty where there is none. */
  List<Item> items(String category, LocalDate day) {
    return days.getOrDefault(day, Map.of()).getOrDefault(category, List.of());
  }

  /** The last day of an announcement, that day or before. */
  Optional<LocalDate> last(LocalDate day) {
    return days.keySet().stream().filter(one -> !one.isAfter(day)).reduce((one, later) -> later);
  }

  /** The paper that a scenario means: by category, day and place, or by id. */
  ArxivPaper named(String name) {
    String[] words = name.split(" ");
    ArxivPaper found =
        words.length == 3
            ? items(words[0], LocalDate.parse(words[1])).get(Integer.parseInt(words[2]) - 1).paper()
            : papers.get(name);
    if (found == null) {
      throw new IllegalArgumentException("no paper of the scenario: " + name);
    }
    return found;
  }

  private void announce(LocalDate day) {
    Map<String, List<Item>> batches = new LinkedHashMap<>();
    for (int i = 0; i < categories.size(); i++) {
      Scenario.Category category = categories.get(i);
      Scenario.Category neighbour = categories.get((i + 1) % categories.size());
      revise(day, category, batches);
      int fresh = fresh(category, day);
      for (int k = 0; k < fresh; k++) {
        boolean crossed = k < category.crossed() && categories.size() > 1;
        ArxivPaper paper = paper(day, k, category.name(), crossed ? neighbour.name() : "");
        add(batches, category.name(), new Item(paper, 1, "new"));
        if (crossed) {
          add(batches, neighbour.name(), new Item(paper, 1, "cross"));
        }
      }
    }
    batches
        .values()
        .forEach(items -> items.sort((a, b) -> TYPES.indexOf(a.type()) - TYPES.indexOf(b.type())));
    days.put(day, batches);
  }

  private int fresh(Scenario.Category category, LocalDate day) {
    return scenario.arxiv().busy().stream()
        .filter(one -> one.category().equals(category.name()) && one.day().equals(day))
        .mapToInt(Scenario.Busy::fresh)
        .findFirst()
        .orElse(category.fresh() + Math.floorMod((category.name() + day).hashCode(), 5));
  }

  private ArxivPaper paper(LocalDate day, int k, String primary, String crossed) {
    String id =
        String.format(
            Locale.ROOT, "%02d%02d.%05d", day.getYear() % 100, day.getMonthValue(), next++);
    Instant submitted = deadline(day).minus(Duration.ofMinutes(1 + k % 600));
    ArxivPaper paper =
        new ArxivPaper(
            id,
            crossed.isEmpty() ? List.of(primary) : List.of(primary, crossed),
            day,
            submitted,
            "");
    papers.put(id, paper);
    return paper;
  }

  /** Some of the category's own papers of earlier days, spread over all of them. */
  private void revise(LocalDate day, Scenario.Category category, Map<String, List<Item>> batches) {
    List<ArxivPaper> earlier =
        papers.values().stream()
            .filter(paper -> paper.categories.get(0).equals(category.name()))
            .filter(paper -> paper.announced().isBefore(day) && paper.latest() < LAST_VERSION)
            .toList();
    Set<ArxivPaper> revised = new LinkedHashSet<>();
    for (int k = 0; k < category.revised() && !earlier.isEmpty(); k++) {
      revised.add(earlier.get((day.getDayOfYear() * 7 + k * 11) % earlier.size()));
    }
    for (ArxivPaper paper : revised) {
      paper.revise(day);
      for (String name : paper.categories) {
        String type = name.equals(category.name()) ? "replace" : "replace-cross";
        add(batches, name, new Item(paper, paper.latest(), type));
      }
    }
  }

  private static void add(Map<String, List<Item>> batches, String category, Item item) {
    batches.computeIfAbsent(category, key -> new ArrayList<>()).add(item);
  }

  /** What closed the submissions for a day: 14:00 of the workday before. */
  private static Instant deadline(LocalDate day) {
    LocalDate before = day.minusDays(1);
    while (before.getDayOfWeek() == DayOfWeek.SATURDAY
        || before.getDayOfWeek() == DayOfWeek.SUNDAY) {
      before = before.minusDays(1);
    }
    return Scenario.moment(before.atTime(DEADLINE));
  }
}
