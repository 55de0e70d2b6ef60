package winnow.ingest;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import winnow.http.Document;
import winnow.http.Fetched;
import winnow.http.Validators;
import winnow.ingest.announcement.Calendar;
import winnow.model.Announcement.Verdict;

/**
 * arXiv's feeds, listing and query API over a scenario: stale mornings, a feed that is cut, storms
 * of refusals, a holiday, revisions, a category that is none. What it announces is its own; of the
 * program it knows nothing.
 */
final class ReplicaOfArxiv {
  private static final LocalDate HOLIDAY = LocalDate.parse("2026-06-19");
  private static final LocalDate CUT = LocalDate.parse("2026-06-05");
  private static final LocalDate STORM = LocalDate.parse("2026-06-16");
  private static final LocalDate UNWELL = LocalDate.parse("2026-06-24");
  private static final Set<String> STALE =
      Set.of("cs.LG 2026-06-03", "cs.CL 2026-06-17", "cs.LG 2026-06-25", "stat.ML 2026-06-30");
  private static final DateTimeFormatter LONG =
      DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy", Locale.ENGLISH);

  /** One entry of a batch, by announce type. */
  private record Item(String id, int version, String type) {}

  private final List<String> categories;
  private final LocalDate first;
  private final LocalDate end;
  private final Map<LocalDate, Map<String, List<Item>>> days = new TreeMap<>();
  private final Set<String> ids = new TreeSet<>();

  ReplicaOfArxiv(List<String> categories, LocalDate first, LocalDate end) {
    this.categories = categories;
    this.first = first;
    this.end = end;
    int next = 1;
    List<String> before = new ArrayList<>();
    for (LocalDate day = first; !day.isAfter(end); day = day.plusDays(1)) {
      if (!announces(day)) {
        continue;
      }
      Map<String, List<Item>> batches = new LinkedHashMap<>();
      List<String> today = new ArrayList<>();
      for (String category : categories) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 7 + next % 5; i++) {
          String id = String.format(Locale.ROOT, "2606.%05d", next++);
          items.add(new Item(id, 1, "new"));
          today.add(id);
        }
        batches.put(category, items);
      }
      for (int i = 0; i < categories.size(); i++) {
        List<Item> items = batches.get(categories.get(i));
        List<Item> neighbours = batches.get(categories.get((i + 1) % categories.size()));
        items.add(new Item(neighbours.get(0).id(), 1, "cross"));
        if (!before.isEmpty()) {
          items.add(new Item(before.get((next + i) % before.size()), 2, "replace"));
        }
      }
      before.addAll(today);
      ids.addAll(today);
      days.put(day, batches);
    }
  }

  /** Every paper that it ever announced. */
  Set<String> ids() {
    return ids;
  }

  /** What is true of each day, under category and date. */
  Map<String, Verdict> truth() {
    Map<String, Verdict> truth = new TreeMap<>();
    for (String category : categories) {
      first
          .datesUntil(end)
          .forEach(
              day ->
                  truth.put(
                      category + "|" + day, announces(day) ? Verdict.COMPLETE : Verdict.QUIET));
    }
    return truth;
  }

  /** The mornings on which a feed is the day before's, as feed and day. */
  Set<String> stale() {
    Set<String> stale = new TreeSet<>();
    STALE.forEach(one -> stale.add("arxiv:" + one));
    return stale;
  }

  /** Whether the scenario has the program stand still that day. */
  boolean weAreAway(LocalDate day) {
    return !day.isBefore(LocalDate.parse("2026-06-09"))
        && !day.isAfter(LocalDate.parse("2026-06-11"));
  }

  Fetched answer(URI address, Instant now) {
    LocalDate today = Calendar.dayOf(now);
    Duration time = Duration.between(Calendar.startOf(today), now);
    if (today.equals(STORM) && time.compareTo(Duration.ofHours(6)) < 0) {
      return new Fetched.Later(Duration.ofMinutes(30), "HTTP 429", true);
    }
    boolean feed = address.getHost().equals("rss.arxiv.org");
    if (today.equals(UNWELL) && !feed && time.compareTo(Duration.ofHours(9)) < 0) {
      return new Fetched.Later(Duration.ofMinutes(5), "HTTP 503", false);
    }
    String path = address.getPath();
    String category = path.replaceFirst("^/(?:rss|list)/", "").replaceFirst("/.*", "");
    if (path.equals("/api/query")) {
      return fresh(address, api(address.getQuery()));
    }
    if (!categories.contains(category)) {
      return new Fetched.Refused(400, "HTTP 400");
    }
    if (feed) {
      return fresh(address, rss(category, today, time));
    }
    return fresh(
        address, path.endsWith("/new") ? latest(category, today) : recent(category, today));
  }

  private static boolean announces(LocalDate day) {
    return Calendar.isWorkday(day) && !day.equals(HOLIDAY);
  }

  private String rss(String category, LocalDate today, Duration time) {
    boolean stale =
        STALE.contains(category + " " + today) && time.compareTo(Duration.ofHours(10)) < 0;
    LocalDate day = stale ? before(today) : today;
    List<Item> items = items(category, day);
    int shown = day.equals(CUT) ? items.size() / 2 : items.size();
    StringBuilder xml = new StringBuilder();
    for (Item one : items.subList(0, shown)) {
      xml.append(
          """
          <item><title>On %1$s</title><link>https://arxiv.org/abs/%1$s</link>
          <description>arXiv:%1$sv%2$d Announce Type: %3$s
          Abstract: It is so.</description>
          <guid isPermaLink="false">oai:arXiv.org:%1$sv%2$d</guid><category>%4$s</category>
          <arxiv:announce_type>%3$s</arxiv:announce_type></item>
          """
              .formatted(one.id(), one.version(), one.type(), category));
    }
    return """
        <rss xmlns:arxiv="http://arxiv.org/schemas/atom" version="2.0"><channel>
        <title>%1$s updates on arXiv.org</title><link>http://rss.arxiv.org/rss/%1$s</link>
        <description>%1$s updates</description>%2$s</channel></rss>
        """
        .formatted(category, xml);
  }

  private String latest(String category, LocalDate today) {
    LocalDate day = announces(today) ? today : before(today);
    StringBuilder page = new StringBuilder();
    page.append("<h3>Showing new listings for ").append(LONG.format(day)).append("</h3>");
    Map.of(
            "new",
            "New submissions",
            "cross",
            "Cross submissions",
            "replace",
            "Replacement submissions")
        .forEach((type, heading) -> section(page, heading, ofType(category, day, Set.of(type))));
    return page.toString();
  }

  private String recent(String category, LocalDate today) {
    StringBuilder page = new StringBuilder();
    LocalDate day = announces(today) ? today : before(today);
    for (int i = 0; i < 5 && !day.isBefore(first); i++) {
      section(page, SHORT.format(day), ofType(category, day, Set.of("new", "cross")));
      day = before(day);
    }
    return page.toString();
  }

  private static void section(StringBuilder page, String heading, List<Item> items) {
    page.append(
        "<h3>%s (showing %d of %d entries )</h3>".formatted(heading, items.size(), items.size()));
    for (Item one : items) {
      page.append(
          "<dt><a href=\"/abs/%1$s\" title=\"Abstract\">arXiv:%1$s</a></dt>".formatted(one.id()));
    }
  }

  private String api(String query) {
    StringBuilder entries = new StringBuilder();
    for (String id : query.replaceFirst("id_list=", "").replaceFirst("&.*", "").split(",")) {
      if (ids.contains(id)) {
        entries.append(
            """
            <entry><id>http://arxiv.org/abs/%1$sv1</id><title>On %1$s</title><summary>It is so.</summary>
            <author><name>Ada One</name></author><category term="cs.LG"/></entry>
            """
                .formatted(id));
      }
    }
    return "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Query</title>" + entries + "</feed>";
  }

  private List<Item> ofType(String category, LocalDate day, Set<String> types) {
    return items(category, day).stream().filter(one -> types.contains(one.type())).toList();
  }

  private List<Item> items(String category, LocalDate day) {
    return days.getOrDefault(day, Map.of()).getOrDefault(category, List.of());
  }

  private static LocalDate before(LocalDate day) {
    LocalDate earlier = day.minusDays(1);
    return announces(earlier) ? earlier : before(earlier);
  }

  private static Fetched fresh(URI address, String body) {
    return new Fetched.Fresh(
        new Document(body.getBytes(StandardCharsets.UTF_8), null, address), Validators.NONE);
  }
}
