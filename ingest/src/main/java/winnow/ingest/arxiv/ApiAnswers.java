package winnow.ingest.arxiv;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jdom2.output.XMLOutputter;
import org.jspecify.annotations.Nullable;
import winnow.http.Document;
import winnow.ingest.Archive;
import winnow.ingest.Reading;
import winnow.ingest.UnreadableFeedException;
import winnow.ingest.Xml;
import winnow.ingest.announcement.Calendar;
import winnow.ingest.announcement.Witness;
import winnow.model.FeedId;
import winnow.model.Identifier;
import winnow.model.Identifiers;
import winnow.model.Lookup;
import winnow.model.Sighting;

/**
 * arXiv's query API. It gives papers by their ids; and it names what was submitted for a day's
 * announcement, except what was held back for a later one.
 */
final class ApiAnswers implements Witness, Archive {
  private static final Namespace ATOM = Namespace.getNamespace("http://www.w3.org/2005/Atom");
  private static final Namespace ARXIV = Namespace.getNamespace("http://arxiv.org/schemas/atom");
  private static final Namespace SEARCH =
      Namespace.getNamespace("http://a9.com/-/spec/opensearch/1.1/");
  private static final FeedId SELF = new FeedId("arxiv:api");
  private static final int SLICE = 2000;
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyyMMddHHmm").withZone(ZoneOffset.UTC);

  private final URI base;

  ApiAnswers(URI base) {
    this.base = base;
  }

  @Override
  public String name() {
    return "api";
  }

  @Override
  public URI address(String category, LocalDate day, Instant now) {
    LocalDate workday = Calendar.isWorkday(day) ? day : day.minusDays(2);
    return address(category, workday, 0);
  }

  private URI address(String category, LocalDate day, int start) {
    return URI.create(
        base
            + "?search_query=cat:"
            + category
            + "+AND+submittedDate:%5B"
            + MINUTE.format(Calendar.opened(day))
            + "+TO+"
            + MINUTE.format(Calendar.closed(day))
            + "%5D&sortBy=submittedDate&sortOrder=ascending&start="
            + start
            + "&max_results="
            + SLICE);
  }

  @Override
  public Statement read(String category, LocalDate day, Document document, Instant now)
      throws UnreadableFeedException {
    if (!Calendar.isWorkday(day)) {
      return Statement.silent("no papers are submitted for a weekend's announcement");
    }
    Element feed = feed(document);
    Reading reading = reading(feed, now);
    List<Sighting> sightings = reading.sightings();
    int start = number(feed, "startIndex");
    int total = number(feed, "totalResults");
    int until = start + reading.entries();
    Optional<URI> next =
        until < total && reading.entries() > 0
            ? Optional.of(address(category, day, until))
            : Optional.empty();
    List<String> ids = sightings.stream().map(one -> one.key().value()).toList();
    return new Statement(
        ids.isEmpty() ? Map.of() : Map.of("unmarked", ids),
        ids.isEmpty() ? Map.of() : Map.of("unmarked", total),
        sightings,
        next,
        null);
  }

  @Override
  public int most() {
    return 200;
  }

  @Override
  public String source() {
    return "arxiv";
  }

  @Override
  public URI address(List<Lookup> asked) {
    String ids =
        asked.stream().map(one -> one.identifier().value()).collect(Collectors.joining(","));
    return URI.create(base + "?id_list=" + ids + "&max_results=" + asked.size());
  }

  @Override
  public Reading read(List<Lookup> asked, Document document, Instant now)
      throws UnreadableFeedException {
    return reading(feed(document), now);
  }

  private static Element feed(Document document) throws UnreadableFeedException {
    Element feed = Xml.read(document).getRootElement();
    if (!feed.getName().equals("feed")) {
      throw new UnreadableFeedException("is no answer of the API: <" + feed.getName() + ">");
    }
    for (Element entry : feed.getChildren("entry", ATOM)) {
      if (text(entry, "id", ATOM).contains("/api/errors")) {
        throw new UnreadableFeedException(
            "the API answers with an error: " + text(entry, "summary", ATOM));
      }
    }
    return feed;
  }

  private static Reading reading(Element feed, Instant now) {
    Reading.Builder reading = new Reading.Builder(now);
    return reading
        .each(
            feed.getChildren("entry", ATOM),
            entry -> List.of(sighting(entry, reading, now)),
            entry -> text(entry, "id", ATOM),
            entry -> new XMLOutputter().outputString(entry).getBytes(StandardCharsets.UTF_8))
        .build();
  }

  private static Sighting sighting(Element entry, Reading.Builder reading, Instant now) {
    String id = text(entry, "id", ATOM);
    Identifiers.Found paper =
        Identifiers.ofLink(id)
            .filter(found -> found.identifier().kind() == Identifier.Kind.ARXIV)
            .filter(found -> found.version() != null)
            .orElseThrow(() -> new IllegalArgumentException("names no version of a paper: " + id));
    Integer version = paper.version();
    Instant published = instant(text(entry, "published", ATOM));
    return new Metadata(
            paper.identifier().value(),
            version == null ? 1 : version,
            text(entry, "title", ATOM),
            entry.getChildren("author", ATOM).stream()
                .map(author -> text(author, "name", ATOM))
                .filter(name -> !name.isEmpty())
                .toList(),
            text(entry, "summary", ATOM),
            categories(entry),
            text(entry, "comment", ARXIV),
            text(entry, "journal_ref", ARXIV),
            text(entry, "license", ARXIV),
            text(entry, "doi", ARXIV))
        .sighting(SELF, reading.believable(published, published != null), now);
  }

  private static List<String> categories(Element entry) {
    List<String> names = new ArrayList<>();
    Element primary = entry.getChild("primary_category", ARXIV);
    if (primary != null) {
      names.add(primary.getAttributeValue("term", ""));
    }
    for (Element category : entry.getChildren("category", ATOM)) {
      String name = category.getAttributeValue("term", "");
      if (!names.contains(name)) {
        names.add(name);
      }
    }
    names.removeIf(String::isBlank);
    return names;
  }

  private static int number(Element feed, String name) {
    String text = text(feed, name, SEARCH);
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }

  private static String text(Element parent, String name, Namespace space) {
    return Metadata.tidy(parent.getChildText(name, space));
  }

  private static @Nullable Instant instant(String text) {
    try {
      return text.isEmpty() ? null : Instant.parse(text);
    } catch (DateTimeException notADate) {
      return null;
    }
  }
}
