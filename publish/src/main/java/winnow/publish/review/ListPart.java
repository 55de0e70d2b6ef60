package winnow.publish.review;

import static winnow.publish.review.Tag.tag;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import winnow.publish.review.Listing.Choice;
import winnow.publish.review.Listing.Day;

/**
 * The part of the page that changes while it is looked at: counts, filters and the papers. The
 * page's script puts a newer one in its place.
 */
final class ListPart {
  private static final DateTimeFormatter WEEKDAY =
      DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);

  private ListPart() {}

  static Tag of(Listing listing) {
    return tag("div")
        .with("id", "list")
        .with("data-revision", Long.toString(listing.revision()))
        .with("data-total", Integer.toString(listing.total()))
        .add(choices("status", listing.statuses(), listing.filter()))
        .add(choices("section", listing.sections(), listing.filter()))
        .add(listing.days().isEmpty() ? List.of(nothing(listing)) : days(listing))
        .add(pager(listing));
  }

  private static Tag choices(String what, List<Choice> choices, Filter now) {
    Tag list = tag("ul");
    for (Choice choice : choices) {
      Tag link =
          tag("a", choice.name() + " ")
              .with("id", "filter#" + what + "#" + choice.name())
              .with("href", "/" + choice.filter().query())
              .add(tag("span", Long.toString(choice.count())).with("class", "count"));
      if (choice.filter().equals(now.withPage(1))) {
        link.with("aria-current", "true");
      }
      list.add(tag("li").add(link));
    }
    return tag("nav").with("class", what).with("aria-label", "Filter by " + what).add(list);
  }

  private static List<Tag> days(Listing listing) {
    return listing.days().stream().map(ListPart::day).toList();
  }

  private static Tag day(Day day) {
    String name = name(day.date());
    return tag("section")
        .with("aria-label", name)
        .add(
            tag("h2", name + " ")
                .add(tag("span", papers(day.entries().size())).with("class", "count")))
        .add(day.entries().stream().map(Card::of).toList());
  }

  private static String name(@Nullable LocalDate date) {
    return date == null ? "No day known" : WEEKDAY.format(date);
  }

  private static String papers(int count) {
    return count == 1 ? "1 paper" : count + " papers";
  }

  private static Tag nothing(Listing listing) {
    Tag words = tag("p").with("class", "nothing");
    if (listing.empty()) {
      return words
          .add("Nothing yet: no feed has brought a paper that fits. ")
          .add(tag("code", "./winnow once"))
          .add(" asks the feeds now; if the list stays empty, ")
          .add(tag("code", "./winnow doctor"))
          .add(" says why.");
    }
    return words.add("No paper here fits the filter. ").add(tag("a", "Show all").with("href", "/"));
  }

  private static List<Tag> pager(Listing listing) {
    Filter filter = listing.filter();
    if (filter.page() == 1 && !listing.hasNext()) {
      return List.of();
    }
    int from = (filter.page() - 1) * Listing.PAGE;
    int to = Math.min(from + Listing.PAGE, listing.total());
    Tag pager = tag("nav").with("class", "pager").with("aria-label", "More of the list");
    if (filter.page() > 1) {
      pager.add(tag("a", "Back to the first").with("href", "/" + filter.withPage(1).query()));
    }
    if (from < to) {
      pager.add(tag("span", (from + 1) + " to " + to + " of " + listing.total()));
    }
    if (listing.hasNext()) {
      String next = "/" + filter.withPage(filter.page() + 1).query();
      pager.add(tag("a", "Show more").with("id", "more").with("href", next));
    }
    return List.of(pager);
  }
}
