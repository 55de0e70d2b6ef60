package winnow.ingest.archive;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import winnow.http.Document;
import winnow.ingest.Archive;
import winnow.ingest.Reading;
import winnow.ingest.UnreadableFeedException;
import winnow.model.FeedId;
import winnow.model.Identifier;
import winnow.model.Identifiers;
import winnow.model.Lookup;
import winnow.model.Sighting;

/** Crossref's {@code works/DOI}. */
final class Crossref implements Archive {
  private static final FeedId SELF = new FeedId("lookup:crossref");

  /** Relations that join two texts of one work. */
  private static final List<String> SAME_WORK = List.of("has-preprint", "is-preprint-of");

  private final URI base;

  Crossref(URI base) {
    this.base = base;
  }

  @Override
  public String name() {
    return "crossref";
  }

  @Override
  public int most() {
    return 1;
  }

  @Override
  public URI address(List<Lookup> asked) {
    return below(base, "works", asked.get(0));
  }

  /** An address whose last part is an identifier's value. */
  static URI below(URI base, String folder, Lookup lookup) {
    return URI.create(
        base.toString().replaceFirst("/+$", "")
            + "/"
            + folder
            + "/"
            + URLEncoder.encode(lookup.identifier().value(), StandardCharsets.UTF_8)
                .replace("+", "%20"));
  }

  @Override
  public Reading read(List<Lookup> asked, Document document, Instant now)
      throws UnreadableFeedException {
    JsonNode work = JsonAnswer.tree(document).path("message");
    if (!work.isObject() || !work.has("DOI")) {
      throw new UnreadableFeedException("is no work of Crossref's");
    }
    return JsonAnswer.each(List.of(work), now, one -> List.of(sighting(one, asked.get(0), now)));
  }

  private static Sighting sighting(JsonNode work, Lookup asked, Instant now) {
    List<Identifier> names = new ArrayList<>(List.of(asked.identifier()));
    for (String relation : SAME_WORK) {
      for (JsonNode other : work.path("relation").path(relation)) {
        if (JsonAnswer.text(other.path("id-type")).equals("doi")) {
          Identifiers.ofDoi(JsonAnswer.text(other.path("id")))
              .map(Identifiers.Found::identifier)
              .ifPresent(names::add);
        }
      }
    }
    String journal = JsonAnswer.text(work.path("container-title").path(0));
    String licence = JsonAnswer.text(work.path("license").path(0).path("URL"));
    return Sighting.of(SELF, asked.identifier().toString(), names, now)
        .title(JsonAnswer.plain(work.path("title").path(0)))
        .authors(authors(work.path("author")))
        .abstractText(abstractText(work))
        .publishedAt(date(work.path("published").path("date-parts").path(0)))
        .links(List.of(URI.create("https://doi.org/" + asked.identifier().value())))
        .journalReference(journal.isEmpty() ? null : journal)
        .licence(licence.isEmpty() ? null : licence)
        .build();
  }

  /** JATS, whose headings are no part of the text. */
  private static @Nullable String abstractText(JsonNode work) {
    Element text = Jsoup.parse(JsonAnswer.text(work.path("abstract"))).body();
    text.select("jats|title").remove();
    String paragraphs =
        text.select("jats|p").stream().map(Element::text).collect(Collectors.joining(" "));
    String plain = JsonAnswer.tidy(paragraphs.isEmpty() ? text.text() : paragraphs);
    return plain.isEmpty() ? null : plain;
  }

  private static List<String> authors(JsonNode authors) {
    List<String> names = new ArrayList<>();
    for (JsonNode author : authors) {
      String name =
          JsonAnswer.tidy(
              JsonAnswer.text(author.path("given")) + " " + JsonAnswer.text(author.path("family")));
      names.add(name.isEmpty() ? JsonAnswer.text(author.path("name")) : name);
    }
    names.removeIf(String::isEmpty);
    return names;
  }

  /** Year, month and day; absent where the day is not said. */
  private static @Nullable Instant date(JsonNode parts) {
    if (parts.size() != 3) {
      return null;
    }
    try {
      return LocalDate.of(parts.path(0).asInt(0), parts.path(1).asInt(0), parts.path(2).asInt(0))
          .atStartOfDay(ZoneOffset.UTC)
          .toInstant();
    } catch (DateTimeException notADate) {
      return null;
    }
  }
}
