package winnow.ingest.arxiv;

import com.rometools.rome.feed.module.DCModule;
import com.rometools.rome.feed.synd.SyndCategory;
import com.rometools.rome.feed.synd.SyndEntry;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import winnow.ingest.FeedDocument;
import winnow.ingest.Reading;
import winnow.model.AnnounceType;
import winnow.model.FeedId;
import winnow.model.Identifier;
import winnow.model.Identifiers;
import winnow.model.Sighting;

/** What one entry of arXiv's feeds says. */
final class Announced {
  private static final Namespace ARXIV = Namespace.getNamespace("http://arxiv.org/schemas/atom");
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
  Sighting sighting(FeedDocument.Entry entry) {
    SyndEntry said = entry.said();
    String title = tidy(said.getTitle());
    Matcher closing = CLOSING.matcher(title);
    boolean rdf = closing.find();
    Identifiers.Found paper = paper(said, rdf ? closing.group(1) : "");
    String description =
        said.getDescription() == null ? "" : tidy(said.getDescription().getValue());
    return Sighting.of(feed, entryId(said, paper), identifiers(paper, entry), seenAt)
        .title(absentIfBlank(rdf ? title.substring(0, closing.start()) : title))
        .authors(authors(said))
        .abstractText(absentIfBlank(rdf ? plain(description) : withoutOpening(description)))
        .version(paper.version())
        .categories(categories(said, rdf ? closing.group(2) : null))
        .announceType(rdf ? marked(closing.group(3)) : announceType(text(entry, "announce_type")))
        .publishedAt(reading.believable(entry.date(), entry.dated()))
        .links(links(said))
        .journalReference(absentIfBlank(text(entry, "journal_reference")))
        .licence(absentIfBlank(tidy(dublin(said).getRights())))
        .build();
  }

  private static Identifiers.Found paper(SyndEntry said, String closing) {
    return Optional.ofNullable(said.getUri())
        .flatMap(Identifiers::ofArxivId)
        .or(() -> Identifiers.ofArxivId(closing))
        .or(() -> Optional.ofNullable(said.getLink()).flatMap(Identifiers::ofLink))
        .filter(found -> found.identifier().kind() == Identifier.Kind.ARXIV)
        .orElseThrow(() -> new IllegalArgumentException("names no arXiv paper: " + said.getUri()));
  }

  private static String entryId(SyndEntry said, Identifiers.Found paper) {
    String id = said.getUri();
    if (id != null && id.startsWith("oai:")) {
      return id;
    }
    String version = paper.version() == null ? "" : "v" + paper.version();
    return "oai:arXiv.org:" + paper.identifier().value() + version;
  }

  private static List<Identifier> identifiers(Identifiers.Found paper, FeedDocument.Entry entry) {
    List<Identifier> names = new ArrayList<>();
    names.add(paper.identifier());
    for (String doi : text(entry, "DOI").split("[\\s,;]+")) {
      Identifiers.ofDoi(doi).map(Identifiers.Found::identifier).ifPresent(names::add);
    }
    return names;
  }

  private static List<String> authors(SyndEntry said) {
    return dublin(said).getCreators().stream()
        .flatMap(creator -> AuthorList.names(creator).stream())
        .toList();
  }

  private static List<String> categories(SyndEntry said, @Nullable String primary) {
    List<String> names = new ArrayList<>();
    if (primary != null) {
      names.add(primary);
    }
    for (SyndCategory category : said.getCategories()) {
      String name = tidy(category.getName());
      if (!name.isEmpty() && !names.contains(name)) {
        names.add(name);
      }
    }
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

  private static List<URI> links(SyndEntry said) {
    String link = said.getLink();
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

  private static String text(FeedDocument.Entry entry, String name) {
    Element element = entry.element().getChild(name, ARXIV);
    return element == null ? "" : tidy(element.getText());
  }

  private static DCModule dublin(SyndEntry said) {
    return (DCModule) said.getModule(DCModule.URI);
  }

  private static String tidy(@Nullable String text) {
    return text == null ? "" : text.replaceAll("\\s+", " ").strip();
  }

  private static @Nullable String absentIfBlank(String text) {
    return text.isBlank() ? null : text;
  }
}
