package winnow.ingest.arxiv;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import winnow.http.Document;
import winnow.ingest.Decoding;
import winnow.ingest.UnreadableFeedException;
import winnow.ingest.announcement.Calendar;
import winnow.ingest.announcement.Witness;
import winnow.model.Identifiers;

/**
 * arXiv's listing pages for readers: {@code new} holds the latest announcement in its three
 * sections, {@code recent} the new and crossed papers of the last few.
 */
final class ListingPages implements Witness {
  /** In the evening the page already shows tomorrow's announcement. */
  private static final Duration TURNS = Duration.ofHours(20);

  private static final Pattern SHOWN = Pattern.compile("showing (\\d+) of (\\d+) entries");
  private static final Pattern LATEST =
      Pattern.compile("(?i)showing new listings for \\w+, (\\d{1,2} \\w+ \\d{4})");
  private static final Pattern DAY = Pattern.compile("^\\w{3}, (\\d{1,2} \\w{3} \\d{4})");
  private static final DateTimeFormatter LONG =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
  private static final Map<String, String> SECTIONS =
      Map.of(
          "New submissions", "new",
          "Cross submissions", "cross",
          "Replacement submissions", "replace");

  private final URI base;

  ListingPages(URI base) {
    this.base = base;
  }

  @Override
  public String name() {
    return "listing";
  }

  @Override
  public boolean givesPapers() {
    return false;
  }

  @Override
  public URI address(String category, LocalDate day, Instant now) {
    boolean shown =
        day.equals(Calendar.dayOf(now)) && now.isBefore(Calendar.startOf(day).plus(TURNS));
    return page(category, shown ? "new" : "recent", 0);
  }

  @Override
  public Statement read(String category, LocalDate day, Document document, Instant now)
      throws UnreadableFeedException {
    Element page = Jsoup.parse(Decoding.text(document), document.address().toString());
    Optional<LocalDate> latest = latest(page);
    if (latest.isPresent()) {
      return ofLatest(category, day, page, latest.get());
    }
    return ofRecent(category, day, page);
  }

  private Statement ofLatest(String category, LocalDate day, Element page, LocalDate latest) {
    if (latest.isAfter(day)) {
      return Statement.silent("shows " + latest + " already");
    }
    if (latest.isBefore(day)) {
      return nothing();
    }
    Part part = new Part();
    for (Element element : page.select("h3, dt")) {
      if (element.is("h3")) {
        SECTIONS.forEach(
            (heading, type) -> {
              if (element.text().startsWith(heading)) {
                part.opens(type, element.text());
              }
            });
      } else {
        part.names(element);
      }
    }
    return part.statement(page(category, "new", part.shown + skipped(page)));
  }

  private Statement ofRecent(String category, LocalDate day, Element page)
      throws UnreadableFeedException {
    NavigableMap<LocalDate, Part> days = new TreeMap<>();
    Part current = new Part();
    int all = 0;
    for (Element element : page.select("h3, dt")) {
      Optional<LocalDate> heading = date(DAY, element.is("h3") ? element.text() : "", SHORT);
      if (heading.isPresent()) {
        current = days.computeIfAbsent(heading.get(), key -> new Part());
        current.opens("unmarked", element.text());
      } else {
        current.names(element);
        all++;
      }
    }
    if (days.isEmpty()) {
      throw new UnreadableFeedException("is no listing of arXiv's: it names no day");
    }
    URI next = page(category, "recent", all + skipped(page));
    Part part = days.get(day);
    if (part != null) {
      return part.statement(next);
    }
    if (!day.isBefore(days.firstKey())) {
      return nothing();
    }
    return current.more
        ? new Statement(Map.of(), Map.of(), List.of(), Optional.of(next), null)
        : Statement.silent("reaches back to " + days.firstKey() + " only");
  }

  private URI page(String category, String which, int skip) {
    return URI.create(
        base.toString().replaceFirst("/+$", "")
            + "/"
            + category
            + "/"
            + which
            + "?skip="
            + skip
            + "&show=2000");
  }

  private static Statement nothing() {
    return new Statement(Map.of(), Map.of(), List.of(), Optional.empty(), null);
  }

  private static Optional<LocalDate> latest(Element page) {
    return page.select("h3").stream()
        .flatMap(heading -> date(LATEST, heading.text(), LONG).stream())
        .findFirst();
  }

  private static Optional<LocalDate> date(Pattern pattern, String text, DateTimeFormatter format) {
    Matcher found = pattern.matcher(text);
    try {
      return found.find() ? Optional.of(LocalDate.parse(found.group(1), format)) : Optional.empty();
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  /** How far into the list this page begins, as its address says. */
  private static int skipped(Element page) {
    Matcher skip = Pattern.compile("[?&]skip=(\\d{1,6})").matcher(page.baseUri());
    return skip.find() ? Integer.parseInt(skip.group(1)) : 0;
  }

  /** One day's part of a page. */
  private static final class Part {
    private final Map<String, List<String>> named = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private int shown;
    private String type = "unmarked";
    private boolean more;

    void opens(String section, String heading) {
      type = section;
      Matcher count = SHOWN.matcher(heading);
      if (count.find()) {
        int total = Integer.parseInt(count.group(2));
        counts.put(section, total);
        more |= Integer.parseInt(count.group(1)) < total;
      }
    }

    void names(Element dt) {
      shown++;
      Optional.ofNullable(dt.selectFirst("a[href*=/abs/]"))
          .flatMap(link -> Identifiers.ofLink("https://arxiv.org" + path(link)))
          .ifPresent(
              found ->
                  named
                      .computeIfAbsent(type, key -> new ArrayList<>())
                      .add(found.identifier().value()));
    }

    private static String path(Element link) {
      String href = link.attr("href");
      return href.substring(href.indexOf("/abs/"));
    }

    Statement statement(URI next) {
      return new Statement(
          named, counts, List.of(), more && shown > 0 ? Optional.of(next) : Optional.empty(), null);
    }
  }
}
