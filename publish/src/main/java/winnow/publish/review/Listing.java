package winnow.publish.review;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import winnow.model.Profile;
import winnow.model.ShortlistEntry;
import winnow.model.ShortlistEntry.Status;

/**
 * One page of the shortlist: newest day first, best score first within a day. What has no day is
 * first of all, so that it is not lost; what has no score stands where one at the bar does.
 *
 * @param revision the shortlist's, or a later one's
 * @param empty whether the shortlist as a whole holds nothing
 * @param statuses each with how many entries it would show
 * @param sections each with how many entries it would show
 * @param total how many entries there are, on all pages
 */
record Listing(
    long revision,
    Filter filter,
    boolean empty,
    List<Choice> statuses,
    List<Choice> sections,
    List<Day> days,
    int total) {
  /** How many entries a page holds at most. */
  static final int PAGE = 200;

  /** Another filter, and how many entries it would show. */
  record Choice(String name, Filter filter, long count) {}

  /** The candidates of a day; the day is absent where none is known. */
  record Day(@Nullable LocalDate date, List<ShortlistEntry> entries) {}

  static Listing of(Profile profile, long revision, List<ShortlistEntry> entries, Filter filter) {
    List<ShortlistEntry> worded = entries.stream().filter(filter::hasWords).toList();
    List<ShortlistEntry> shown =
        worded.stream()
            .filter(filter::hasStatus)
            .filter(filter::hasSection)
            .sorted(order(profile))
            .toList();
    List<ShortlistEntry> page =
        shown.stream().skip((filter.page() - 1L) * PAGE).limit(PAGE).toList();
    return new Listing(
        revision,
        filter,
        entries.isEmpty(),
        statuses(filter, worded),
        sections(profile, filter, worded),
        days(page),
        shown.size());
  }

  boolean hasNext() {
    return (long) filter.page() * PAGE < total;
  }

  private static Comparator<ShortlistEntry> order(Profile profile) {
    Comparator<LocalDate> newest = Comparator.reverseOrder();
    return Comparator.comparing(ShortlistEntry::day, Comparator.nullsFirst(newest))
        .thenComparing(
            entry -> entry.score() == null ? profile.threshold() : entry.score().total(),
            Comparator.reverseOrder())
        .thenComparing(ShortlistEntry::id);
  }

  private static List<Choice> statuses(Filter filter, List<ShortlistEntry> entries) {
    List<ShortlistEntry> all = entries.stream().filter(filter::hasSection).toList();
    List<Choice> choices = new ArrayList<>();
    choices.add(choice("offered", filter.withStatus(null), all, Filter::hasStatus));
    for (Status status : Status.values()) {
      choices.add(choice(Filter.name(status), filter.withStatus(status), all, Filter::hasStatus));
    }
    return choices;
  }

  private static List<Choice> sections(
      Profile profile, Filter filter, List<ShortlistEntry> entries) {
    List<ShortlistEntry> all = entries.stream().filter(filter::hasStatus).toList();
    List<Choice> choices = new ArrayList<>();
    choices.add(choice("all sections", filter.withSection(null), all, Filter::hasSection));
    Stream.concat(profile.sections().stream().map(Profile.Section::name), Stream.of(Profile.OTHER))
        .map(name -> choice(name, filter.withSection(name), all, Filter::hasSection))
        .forEach(choices::add);
    return choices;
  }

  private static Choice choice(
      String name,
      Filter filter,
      List<ShortlistEntry> entries,
      BiPredicate<Filter, ShortlistEntry> rule) {
    return new Choice(name, filter, entries.stream().filter(e -> rule.test(filter, e)).count());
  }

  /** The page cut where the day changes; its order stays. */
  private static List<Day> days(List<ShortlistEntry> page) {
    List<Day> days = new ArrayList<>();
    int from = 0;
    for (int at = 1; at <= page.size(); at++) {
      if (at == page.size() || !Objects.equals(page.get(at).day(), page.get(from).day())) {
        days.add(new Day(page.get(from).day(), page.subList(from, at)));
        from = at;
      }
    }
    return days;
  }
}
