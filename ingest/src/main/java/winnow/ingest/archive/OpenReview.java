package winnow.ingest.archive;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import winnow.http.Document;
import winnow.ingest.Archive;
import winnow.ingest.Reading;
import winnow.ingest.UnreadableFeedException;
import winnow.model.FeedId;
import winnow.model.Lookup;
import winnow.model.Sighting;

/**
 * OpenReview's {@code notes}. The newer form wraps each field of a note's content in a {@code
 * value}; the older one does not.
 */
final class OpenReview implements Archive {
  private static final FeedId SELF = new FeedId("lookup:openreview");

  private final URI base;

  OpenReview(URI base) {
    this.base = base;
  }

  @Override
  public String name() {
    return "openreview";
  }

  @Override
  public int most() {
    return 1;
  }

  @Override
  public URI address(List<Lookup> asked) {
    return URI.create(
        base.toString().replaceFirst("/+$", "") + "/notes?id=" + asked.get(0).identifier().value());
  }

  @Override
  public Reading read(List<Lookup> asked, Document document, Instant now)
      throws UnreadableFeedException {
    JsonNode notes = JsonAnswer.tree(document).path("notes");
    if (!notes.isArray()) {
      throw new UnreadableFeedException("is no answer with notes of OpenReview's");
    }
    String forum = asked.get(0).identifier().value();
    List<JsonNode> own = new ArrayList<>();
    for (JsonNode note : notes) {
      if (JsonAnswer.text(note.path("id")).equals(forum)) {
        own.add(note);
      }
    }
    return JsonAnswer.each(own, now, note -> List.of(sighting(note, asked.get(0), now)));
  }

  private static Sighting sighting(JsonNode note, Lookup asked, Instant now) {
    JsonNode content = note.path("content");
    String venue = JsonAnswer.text(field(content, "venue"));
    List<String> authors = new ArrayList<>();
    field(content, "authors").forEach(author -> authors.add(JsonAnswer.text(author)));
    authors.removeIf(String::isEmpty);
    return Sighting.of(SELF, asked.identifier().toString(), List.of(asked.identifier()), now)
        .title(JsonAnswer.plain(field(content, "title")))
        .authors(authors)
        .abstractText(JsonAnswer.plain(field(content, "abstract")))
        .publishedAt(date(note))
        .links(List.of(URI.create("https://openreview.net/forum?id=" + asked.identifier().value())))
        .journalReference(venue.isEmpty() ? null : venue)
        .build();
  }

  private static JsonNode field(JsonNode content, String name) {
    JsonNode field = content.path(name);
    return field.isObject() ? field.path("value") : field;
  }

  private static @Nullable Instant date(JsonNode note) {
    JsonNode published = note.path("pdate").isNumber() ? note.path("pdate") : note.path("cdate");
    return published.isNumber() ? Instant.ofEpochMilli(published.asLong()) : null;
  }
}
