package winnow.testing;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import winnow.model.Announcement.Verdict;
import winnow.testing.Scenario.Form;
import winnow.testing.Scenario.Trouble;

/** What is true at the end of a scenario, whatever a program makes of it. */
public final class Truth {
  private final Scenario scenario;
  private final Announced announced;

  Truth(Scenario scenario, Announced announced) {
    this.scenario = scenario;
    this.announced = announced;
  }

  /** Every paper that was announced or posted: its id, and its latest version. */
  public Map<String, Integer> papers() {
    Map<String, Integer> papers = new TreeMap<>();
    announced.papers().values().stream()
        .filter(paper -> !paper.announced().isBefore(scenario.from()))
        .forEach(paper -> papers.put(paper.id, paper.latest()));
    posted().forEach(id -> papers.put(id, announced.named(id).latest()));
    return papers;
  }

  /** The title of a paper's latest version. */
  public String title(String id) {
    ArxivPaper paper = announced.named(id);
    return paper.title(paper.latest());
  }

  /** The verdict on each day of each category, under category and date. */
  public Map<String, Verdict> verdicts() {
    Map<String, Verdict> verdicts = new TreeMap<>();
    for (Scenario.Category category : scenario.arxiv().categories()) {
      scenario
          .from()
          .datesUntil(scenario.until().plusDays(1))
          .forEach(
              day ->
                  verdicts.put(
                      category.name() + "|" + day,
                      scenario.announces(day) ? Verdict.COMPLETE : Verdict.QUIET));
    }
    return verdicts;
  }

  /** The days on which a feed was the last announcement's for a while, as category and date. */
  public Set<String> stale() {
    Set<String> stale = new TreeSet<>();
    scenario.faults().stream()
        .filter(one -> one.does() == Trouble.AGAIN || one.does() == Trouble.AGAIN_SHUFFLED)
        .forEach(one -> stale.add(one.category() + "|" + one.from().toLocalDate()));
    return stale;
  }

  /** The papers that posts name, those of deleted posts too; posts of pictures name none. */
  public Set<String> posted() {
    Set<String> posted = new TreeSet<>();
    scenario.reddit().posts().stream()
        .filter(post -> post.form() != Form.GALLERY && post.form() != Form.VIDEO)
        .flatMap(post -> Stream.of(post.papers(), post.later()).flatMap(names -> names.stream()))
        .forEach(name -> posted.add(announced.named(name).id));
    return posted;
  }

  /** The posts that were deleted, by Reddit's names. */
  public Set<String> deleted() {
    Set<String> deleted = new HashSet<>();
    scenario.reddit().posts().stream()
        .filter(post -> post.gone() != null)
        .forEach(post -> deleted.add("t3_" + post.id()));
    return deleted;
  }

  /** Whether a day is one of the scenario's. */
  public boolean isOf(LocalDate day) {
    return !day.isBefore(scenario.from()) && !day.isAfter(scenario.until());
  }
}
