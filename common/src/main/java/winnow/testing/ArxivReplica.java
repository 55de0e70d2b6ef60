package winnow.testing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.testing.Announced.Item;
import winnow.testing.Scenario.Trouble;

/** Answers as arXiv does: its feeds, listing pages, query API and OAI-PMH. Pure. */
final class ArxivReplica {
  private static final int OAI_PAGE = 500;
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyyMMddHHmm").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter LONG =
      DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy", Locale.ENGLISH);
  private static final Set<String> IN_SECTIONS = Set.of("new", "cross");

  private final Scenario scenario;
  private final Announced announced;

  ArxivReplica(Scenario scenario, Announced announced) {
    this.scenario = scenario;
    this.announced = announced;
  }

  /**
   * The answer.
   *
   * @param trouble what is wrong with a feed's content at that time; absent where nothing is
   */
  Answer answer(Asked asked, @Nullable Trouble trouble) {
    LocalDate today = asked.time().toLocalDate();
    return switch (asked.place()) {
      case RSS, ATOM -> feed(asked, today, trouble);
      case LISTING -> listing(asked, today);
      case API -> api(asked, today);
      case OAI -> oai(asked, today);
      default -> throw new IllegalArgumentException("not arXiv's: " + asked.path());
    };
  }

  private boolean isCategory(@Nullable String name) {
    return scenario.arxiv().categories().stream().anyMatch(one -> one.name().equals(name));
  }

  private Answer feed(Asked asked, LocalDate today, @Nullable Trouble trouble) {
    String category = Objects.requireNonNull(asked.category());
    boolean atom = asked.place() == Scenario.Place.ATOM;
    if (!isCategory(category)) {
      return Answer.refusing(
          400,
          "application/xml",
          "<rss version=\"2.0\"><channel><title>Feed error for query: "
              + Markup.escaped(category)
              + "</title><description>Invalid archive specification.</description></channel></rss>");
    }
    List<Item> items = batch(category, today, trouble);
    List<Item> shown = items.subList(0, Math.min(items.size(), scenario.arxiv().most()));
    String built = today + "T00:00:00-04:00";
    String body =
        atom ? ArxivFeeds.atom(category, shown, built) : ArxivFeeds.rss(category, shown, today);
    Answer answer = Answer.of(atom ? "application/atom+xml" : "application/rss+xml", body);
    return answer.with("ETag", "\"" + Integer.toHexString(body.hashCode()) + "\"");
  }

  private List<Item> batch(String category, LocalDate today, @Nullable Trouble trouble) {
    if (trouble == Trouble.EMPTY) {
      return List.of();
    }
    if (trouble != Trouble.AGAIN && trouble != Trouble.AGAIN_SHUFFLED) {
      return announced.items(category, today);
    }
    List<Item> again =
        announced
            .last(today.minusDays(1))
            .map(day -> announced.items(category, day))
            .orElse(List.of());
    return trouble == Trouble.AGAIN ? again : shuffled(again, today);
  }

  /** The second half first, and each in the version that there is by today. */
  private static List<Item> shuffled(List<Item> items, LocalDate today) {
    List<Item> shuffled = new ArrayList<>(items.subList(items.size() / 2, items.size()));
    shuffled.addAll(items.subList(0, items.size() / 2));
    shuffled.replaceAll(one -> new Item(one.paper(), one.paper().version(today), one.type()));
    return shuffled;
  }

  private Answer listing(Asked asked, LocalDate today) {
    String category = Objects.requireNonNull(asked.category());
    if (!isCategory(category)) {
      return Answer.refusing(404, "text/html", "<h1>Not found</h1>");
    }
    Optional<LocalDate> last = announced.last(today);
    int skip = asked.number("skip", 0);
    int show = asked.number("show", 50);
    StringBuilder page = new StringBuilder("<!DOCTYPE html><html><body>");
    if (asked.path().endsWith("/new")) {
      last.ifPresent(day -> latest(page, category, day, skip, show));
    } else {
      recent(page, category, last, skip, show);
    }
    return Answer.of("text/html; charset=utf-8", page.append("</body></html>").toString());
  }

  private void latest(StringBuilder page, String category, LocalDate day, int skip, int show) {
    page.append("<h3>Showing new listings for ").append(LONG.format(day)).append("</h3>");
    List<Item> items = announced.items(category, day);
    int before = 0;
    before = section(page, "New submissions", ofType(items, Set.of("new")), before, skip, show);
    before = section(page, "Cross submissions", ofType(items, Set.of("cross")), before, skip, show);
    section(
        page,
        "Replacement submissions",
        ofType(items, Set.of("replace", "replace-cross")),
        before,
        skip,
        show);
  }

  /** The last five announcements. */
  private void recent(
      StringBuilder page, String category, Optional<LocalDate> last, int skip, int show) {
    int before = 0;
    Optional<LocalDate> day = last;
    for (int i = 0; i < 5 && day.isPresent(); i++) {
      List<Item> items = ofType(announced.items(category, day.get()), IN_SECTIONS);
      before = section(page, SHORT.format(day.get()), items, before, skip, show);
      day = announced.last(day.get().minusDays(1));
    }
  }

  /**
   * The part of a section that falls on the page, under its heading.
   *
   * @param before how many entries the sections before it have
   * @return how many there are with this one's
   */
  private static int section(
      StringBuilder page, String heading, List<Item> items, int before, int skip, int show) {
    int from = Math.min(items.size(), Math.max(0, skip - before));
    int to = Math.min(items.size(), Math.max(from, skip + show - before));
    if (!items.isEmpty()) {
      page.append(
          "<dl><h3>%s (showing %d of %d entries )</h3>"
              .formatted(heading, to - from, items.size()));
      for (Item one : items.subList(from, to)) {
        page.append(
            "<dt><a href =\"/abs/%1$s\" title=\"Abstract\" id=\"%1$s\"> arXiv:%1$s </a></dt>"
                .formatted(one.paper().id));
        page.append("<dd>")
            .append(Markup.escaped(one.paper().title(one.version())))
            .append("</dd>");
      }
      page.append("</dl>");
    }
    return before + items.size();
  }

  private static List<Item> ofType(List<Item> items, Set<String> types) {
    return items.stream().filter(one -> types.contains(one.type())).toList();
  }

  private Answer api(Asked asked, LocalDate today) {
    List<ArxivPaper> all = new ArrayList<>();
    if (asked.query("id_list").isEmpty()) {
      all.addAll(submitted(asked, today));
    } else {
      Arrays.stream(asked.query("id_list").split(","))
          .map(id -> announced.papers().get(id.strip().replaceFirst("v\\d+$", "")))
          .filter(paper -> paper != null && paper.isKnown(today))
          .forEach(all::add);
    }
    int start = Math.min(all.size(), asked.number("start", 0));
    int most = asked.number("max_results", 10);
    List<ArxivPaper> page = all.subList(start, Math.min(all.size(), start + most));
    return Answer.of("application/atom+xml", ArxivFeeds.query(page, all.size(), start, today));
  }

  /** What of a category was submitted between two moments and is known by now. */
  private List<ArxivPaper> submitted(Asked asked, LocalDate today) {
    String[] span =
        asked.query("search_query").replaceFirst(".*\\[", "").replaceFirst("].*", "").split(" TO ");
    Instant from = MINUTE.parse(span[0], Instant::from);
    Instant to = MINUTE.parse(span[1], Instant::from);
    return announced.papers().values().stream()
        .filter(paper -> paper.categories.contains(asked.category()))
        .filter(paper -> paper.isKnown(today))
        .filter(paper -> !paper.submitted.isBefore(from) && !paper.submitted.isAfter(to))
        .sorted((a, b) -> a.submitted.compareTo(b.submitted))
        .toList();
  }

  private Answer oai(Asked asked, LocalDate today) {
    if (!isCategory(asked.category())) {
      return Answer.of("text/xml", ArxivFeeds.oaiError("badArgument"));
    }
    String token = asked.query("resumptionToken");
    String[] parts =
        token.isEmpty()
            ? new String[] {asked.query("set"), asked.query("from"), asked.query("until"), "0"}
            : token.split("\\|");
    LocalDate from = LocalDate.parse(parts[1]);
    LocalDate until = LocalDate.parse(parts[2]);
    int start = Integer.parseInt(parts[3]);
    List<ArxivPaper> all =
        announced.papers().values().stream()
            .filter(paper -> paper.categories.contains(asked.category()))
            .filter(paper -> paper.isKnown(today))
            .filter(paper -> !paper.changed(today).isBefore(from))
            .filter(paper -> !paper.changed(today).isAfter(until))
            .toList();
    int end = Math.min(all.size(), start + OAI_PAGE);
    String next = end < all.size() ? String.join("|", parts[0], parts[1], parts[2], "" + end) : "";
    return Answer.of(
        "text/xml", ArxivFeeds.oai(all.subList(Math.min(start, end), end), today, next));
  }

  /** What breaks off in the middle. */
  static Answer torn(Answer whole) {
    byte[] body = Objects.requireNonNull(whole.body());
    String text = new String(body, StandardCharsets.UTF_8);
    return Answer.of(whole.contentType(), text.substring(0, text.length() / 2)).as(whole.status());
  }
}
