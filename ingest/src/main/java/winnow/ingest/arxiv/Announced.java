package winnow.ingest.arxiv;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import winnow.ingest.FeedEntry;
import winnow.ingest.Reading;
import winnow.model.AnnounceType;
import winnow.model.FeedId;
import winnow.model.Identifier;
import winnow.model.Identifiers;
import winnow.model.Sighting;

/** What one entry of arXiv's feeds says. */
final class Announced {
  private static final String ARXIV = "http://arxiv.org/schemas/atom";
  private static final Pattern OPENING =
      Pattern.compile("^arXiv:\\S+\\s+Announce Type:\\s*\\S+\\s*(?:Abstract:\\s*)?");

  /**
   * RDF says in the title what later formats say in elements. arXiv itself ended the title with a
   * dot.
   */
  private static final Pattern CLOSING =
      Pattern.compile("\\.?\\s*\\((arXiv:\\S+)\\s+\\[([^\\]]+)\\](?:\\s+([A-Z ]+))?\\)$");

  private static final Pattern MARKUP =
      Pattern.compile("</?(?:p|a|br|em|i|b|strong|sub|sup)(?:\\s[^<>]*)?/?>");

  private final FeedId feed;
  private final Instant seenAt;
  private final Reading.Builder reading;

  Announced(FeedId feed, Instant seenAt, Reading.Builder reading) {
    this.feed = feed;
    this.seenAt = seenAt;
    this.reading = reading;
  }

  /**
   * The entry as a sighting.
   *
   * @throws IllegalArgumentException if it names no arXiv paper
   */
  Sighting sighting(FeedEntry entry) {
    String title = tidy(entry.title());
    Matcher closing = CLOSING.matcher(title);
    boolean rdf = closing.find();
    Identifiers.Found paper = paper(entry, rdf ? closing.group(1) : "");
    String description = tidy(entry.summary());
    return Sighting.of(feed, entryId(entry, paper), identifiers(paper, entry), seenAt)
        .title(absentIfBlank(rdf ? title.substring(0, closing.start()) : title))
        .authors(authors(entry))
        .abstractText(absentIfBlank(rdf ? plain(description) : withoutOpening(description)))
        .version(paper.version())
        .categories(categories(entry, rdf ? closing.group(2) : null))
        .announceType(rdf ? marked(closing.group(3)) : announceType(text(entry, "announce_type")))
        .publishedAt(reading.believable(entry.date(), entry.dated()))
        .links(links(entry))
        .journalReference(absentIfBlank(text(entry, "journal_reference")))
        .licence(absentIfBlank(tidy(entry.rights())))
        .build();
  }

  private static Identifiers.Found paper(FeedEntry entry, String closing) {
    return Optional.ofNullable(entry.id())
        .flatMap(Identifiers::ofArxivId)
        .or(() -> Identifiers.ofArxivId(closing))
        .or(() -> Optional.ofNullable(entry.link()).flatMap(Identifiers::ofLink))
        .filter(found -> found.identifier().kind() == Identifier.Kind.ARXIV)
        .orElseThrow(() -> new IllegalArgumentException("names no arXiv paper: " + entry.id()));
  }

  private static String entryId(FeedEntry entry, Identifiers.Found paper) {
    String id = entry.id();
    if (id != null && id.startsWith("oai:")) {
      return id;
    }
    String version = paper.version() == null ? "" : "v" + paper.version();
    return "oai:arXiv.org:" + paper.identifier().value() + version;
  }

  private static List<Identifier> identifiers(Identifiers.Found paper, FeedEntry entry) {
    List<Identifier> names = new ArrayList<>();
    names.add(paper.identifier());
    for (String doi : text(entry, "DOI").split("[\\s,;]+")) {
      Identifiers.ofDoi(doi).map(Identifiers.Found::identifier).ifPresent(names::add);
    }
    return names;
  }

  private static List<String> authors(FeedEntry entry) {
    return entry.authors().stream().flatMap(creator -> AuthorList.names(creator).stream()).toList();
  }

  private static List<String> categories(FeedEntry entry, @Nullable String primary) {
    List<String> names = new ArrayList<>();
    if (primary != null) {
      names.add(primary);
    }
    entry.categories().stream().filter(name -> !names.contains(name)).forEach(names::add);
    return names;
  }

  private static @Nullable AnnounceType announceType(String word) {
    return switch (word) {
      case "new" -> AnnounceType.NEW;
      case "cross" -> AnnounceType.CROSS;
      case "replace" -> AnnounceType.REPLACE;
      case "replace-cross" -> AnnounceType.REPLACE_CROSS;
      default -> null;
    };
  }

  /** RDF marks what is not new; what it does not mark may be new or crossed. */
  private static @Nullable AnnounceType marked(@Nullable String mark) {
    if (mark == null) {
      return null;
    }
    return switch (mark) {
      case "UPDATED" -> AnnounceType.REPLACE;
      case "CROSS LISTED" -> AnnounceType.CROSS;
      default -> null;
    };
  }

  private static List<URI> links(FeedEntry entry) {
    String link = entry.link();
    return link != null && Identifiers.ofLink(link).isPresent()
        ? List.of(URI.create(link.strip()))
        : List.of();
  }

  private static String withoutOpening(String description) {
    return OPENING.matcher(description).replaceFirst("");
  }

  private static String plain(String html) {
    return tidy(Parser.unescapeEntities(MARKUP.matcher(html).replaceAll(" "), false));
  }

  private static String text(FeedEntry entry, String name) {
    return tidy(entry.element().text(ARXIV, name));
  }

  private static String tidy(@Nullable String text) {
    return text == null ? "" : text.replaceAll("\\s+", " ").strip();
  }

  private static @Nullable String absentIfBlank(String text) {
    return text.isBlank() ? null : text;
  }
}
