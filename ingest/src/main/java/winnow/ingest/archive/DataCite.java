package winnow.ingest.archive;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

/** DataCite's {@code dois/DOI}. */
final class DataCite implements Archive {
  private static final FeedId SELF = new FeedId("lookup:datacite");

  /** Relations that join two texts of one work. */
  private static final Set<String> SAME_WORK =
      Set.of("IsIdenticalTo", "IsVersionOf", "HasVersion", "IsPreviousVersionOf", "IsNewVersionOf");

  private final URI base;

  DataCite(URI base) {
    this.base = base;
  }

  @Override
  public String name() {
    return "datacite";
  }

  @Override
  public int most() {
    return 1;
  }

  @Override
  public URI address(List<Lookup> asked) {
    return Crossref.below(base, "dois", asked.get(0));
  }

  @Override
  public Reading read(List<Lookup> asked, Document document, Instant now)
      throws UnreadableFeedException {
    JsonNode record = JsonAnswer.tree(document).path("data").path("attributes");
    if (!record.isObject()) {
      throw new UnreadableFeedException("is no record of DataCite's");
    }
    return JsonAnswer.each(List.of(record), now, one -> List.of(sighting(one, asked.get(0), now)));
  }

  private static Sighting sighting(JsonNode record, Lookup asked, Instant now) {
    List<Identifier> names = new ArrayList<>(List.of(asked.identifier()));
    for (JsonNode related : record.path("relatedIdentifiers")) {
      if (SAME_WORK.contains(JsonAnswer.text(related.path("relationType")))) {
        related(related).map(Identifiers.Found::identifier).ifPresent(names::add);
      }
    }
    String licence = JsonAnswer.text(record.path("rightsList").path(0).path("rightsUri"));
    return Sighting.of(SELF, asked.identifier().toString(), names, now)
        .title(JsonAnswer.plain(record.path("titles").path(0).path("title")))
        .authors(authors(record.path("creators")))
        .abstractText(abstractText(record.path("descriptions")))
        .links(List.of(URI.create("https://doi.org/" + asked.identifier().value())))
        .licence(licence.isEmpty() ? null : licence)
        .build();
  }

  private static Optional<Identifiers.Found> related(JsonNode related) {
    String value = JsonAnswer.text(related.path("relatedIdentifier"));
    return switch (JsonAnswer.text(related.path("relatedIdentifierType"))) {
      case "DOI" -> Identifiers.ofDoi(value);
      case "arXiv" -> Identifiers.ofArxivId(value);
      default -> Optional.empty();
    };
  }

  private static List<String> authors(JsonNode creators) {
    List<String> names = new ArrayList<>();
    for (JsonNode creator : creators) {
      String name =
          JsonAnswer.tidy(
              JsonAnswer.text(creator.path("givenName"))
                  + " "
                  + JsonAnswer.text(creator.path("familyName")));
      names.add(name.isEmpty() ? JsonAnswer.text(creator.path("name")) : name);
    }
    names.removeIf(String::isEmpty);
    return names;
  }

  private static @Nullable String abstractText(JsonNode descriptions) {
    for (JsonNode one : descriptions) {
      if (JsonAnswer.text(one.path("descriptionType")).equals("Abstract")) {
        return JsonAnswer.plain(one.path("description"));
      }
    }
    return null;
  }
}
