package winnow.ingest.archive;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import winnow.ingest.UnreadableFeedException;

/**
 * How a page describes itself: Highwire's tags first, then Dublin Core's, JSON-LD, and Open Graph,
 * each knowing less of papers than the one before.
 */
final class Markup {
  private static final List<String> WORKS =
      List.of(
          "ScholarlyArticle",
          "TechArticle",
          "Report",
          "Thesis",
          "Article",
          "BlogPosting",
          "NewsArticle",
          "Dataset");

  private final Element page;
  private final List<JsonNode> works;

  Markup(Element page) {
    this.page = page;
    this.works = works(page);
  }

  /** The title; absent where it has none. */
  @Nullable String title() {
    return first(
        Stream.of(
            meta("citation_title"),
            meta("dc.title"),
            meta("dcterms.title"),
            linked("headline"),
            linked("name"),
            meta("og:title"),
            meta("twitter:title"),
            Stream.of(JsonAnswer.tidy(page.select("title").text()))));
  }

  /** The abstract, or what stands for one; absent where it has none. */
  @Nullable String abstractText() {
    return first(
        Stream.of(
            meta("citation_abstract"),
            meta("dcterms.abstract"),
            meta("dc.description"),
            linked("abstract"),
            linked("description"),
            meta("og:description"),
            meta("description")));
  }

  /** Where it appeared; absent where it does not say. */
  @Nullable String journal() {
    return first(Stream.of(meta("citation_journal_title"), meta("citation_conference_title")));
  }

  /** Names in their order, given name first. */
  List<String> authors() {
    List<String> highwire = meta("citation_author").toList();
    List<String> names = highwire.isEmpty() ? meta("dc.creator").toList() : highwire;
    if (names.isEmpty()) {
      names = linkedAuthors();
    }
    if (names.isEmpty()) {
      names = meta("author").filter(name -> !name.startsWith("http")).toList();
    }
    return names.stream().map(Markup::givenFirst).distinct().toList();
  }

  /** When it came out; absent where it does not say the day. */
  @Nullable Instant date() {
    return Stream.of(
            meta("citation_publication_date"),
            meta("citation_online_date"),
            meta("citation_date"),
            linked("datePublished"),
            meta("article:published_time"))
        .flatMap(values -> values)
        .map(Markup::instant)
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(null);
  }

  /** The value of a tag that says one thing only. */
  Optional<String> only(String name) {
    List<String> values = meta(name).distinct().toList();
    return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
  }

  private Stream<String> meta(String name) {
    return page.select("meta[content]").stream()
        .filter(
            tag ->
                tag.attr("name").equalsIgnoreCase(name)
                    || tag.attr("property").equalsIgnoreCase(name))
        .map(tag -> JsonAnswer.tidy(tag.attr("content")))
        .filter(value -> !value.isEmpty());
  }

  private Stream<String> linked(String name) {
    return works.stream()
        .map(work -> JsonAnswer.plain(work.path(name)))
        .flatMap(Stream::ofNullable);
  }

  private List<String> linkedAuthors() {
    List<String> names = new ArrayList<>();
    if (!works.isEmpty()) {
      JsonNode author = works.get(0).path("author");
      (author.isArray() ? author : List.of(author))
          .forEach(one -> names.add(JsonAnswer.text(one.isObject() ? one.path("name") : one)));
    }
    names.removeIf(String::isEmpty);
    return names;
  }

  /** What the page's JSON-LD says is a work; a script that is broken says nothing. */
  private static List<JsonNode> works(Element page) {
    List<JsonNode> works = new ArrayList<>();
    for (Element script : page.select("script[type=application/ld+json]")) {
      whole(script.data()).ifPresent(tree -> collect(tree, works));
    }
    return works;
  }

  /** Pages carry broken scripts, and the other tags are still there. */
  private static Optional<JsonNode> whole(String json) {
    try {
      return Optional.of(JsonAnswer.tree(json));
    } catch (UnreadableFeedException broken) {
      return Optional.empty();
    }
  }

  private static void collect(JsonNode node, List<JsonNode> works) {
    if (node.isArray()) {
      node.forEach(one -> collect(one, works));
    } else if (node.has("@graph")) {
      collect(node.path("@graph"), works);
    } else if (isWork(node.path("@type"))) {
      works.add(node);
    }
  }

  private static boolean isWork(JsonNode type) {
    if (type.isArray()) {
      for (JsonNode one : type) {
        if (isWork(one)) {
          return true;
        }
      }
      return false;
    }
    return WORKS.contains(JsonAnswer.text(type));
  }

  private static String givenFirst(String name) {
    String[] parts = name.split(",\\s*", -1);
    return parts.length == 2 && !parts[1].isBlank() ? parts[1].strip() + " " + parts[0] : name;
  }

  private static Optional<Instant> instant(String text) {
    String date = text.replace('/', '-');
    try {
      return Optional.of(
          date.length() > 10
              ? OffsetDateTime.parse(date).toInstant()
              : LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException notADay) {
      return Optional.empty();
    }
  }

  private static @Nullable String first(Stream<Stream<String>> candidates) {
    return candidates
        .flatMap(values -> values)
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse(null);
  }
}
