package winnow.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON Feed, 1 and 1.1, read item by item. Not safe for many threads.
 *
 * @see <a href="https://www.jsonfeed.org/version/1.1/">the format</a>
 */
final class JsonFeed {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final EntryDates dates = new EntryDates();
  private final List<FeedEntry> entries = new ArrayList<>();
  private String version = "";
  private String title = "";
  private String about = "";
  private int surplus;

  private JsonFeed() {}

  /**
   * Reads a document.
   *
   * @throws UnreadableFeedException if it is no JSON Feed
   */
  static FeedDocument read(String text) throws UnreadableFeedException {
    return new JsonFeed().document(text);
  }

  private FeedDocument document(String text) throws UnreadableFeedException {
    FeedDocument.Cut cut = null;
    try (JsonParser json = MAPPER.createParser(text)) {
      members(json);
    } catch (JacksonException e) {
      String reason = "is cut off or no JSON: " + e.getOriginalMessage();
      if (entries.isEmpty()) {
        throw new UnreadableFeedException(reason);
      }
      cut = new FeedDocument.Cut(reason, "");
    }
    if (!version.contains("jsonfeed.org/version/")) {
      throw new UnreadableFeedException("is JSON, but no JSON Feed: it names no version of that");
    }
    List<String> notes = new ArrayList<>();
    if (surplus > 0) {
      notes.add("has " + surplus + " entries above " + FeedReader.MOST_ENTRIES + ", left out");
    }
    return new FeedDocument(title, about, entries, cut, notes);
  }

  private void members(JsonParser json) {
    json.nextToken();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("items") && value == JsonToken.START_ARRAY) {
        items(json);
      } else if (value == JsonToken.VALUE_STRING) {
        switch (name) {
          case "version" -> version = json.getString();
          case "title" -> title = json.getString().strip();
          case "description" -> about = json.getString().strip();
          default -> {}
        }
      } else {
        json.skipChildren();
      }
    }
  }

  private void items(JsonParser json) {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (entries.size() < FeedReader.MOST_ENTRIES) {
        entries.add(entry(json.readValueAsTree()));
      } else {
        json.skipChildren();
        surplus++;
      }
    }
  }

  private FeedEntry entry(JsonNode item) {
    String given = first(item, "date_published", "date_modified");
    Instant date = given == null ? null : dates.of(given).orElse(null);
    String link = first(item, "url", "external_url");
    String id = first(item, "id");
    return new FeedEntry(
        id == null ? link : id,
        first(item, "title"),
        link,
        first(item, "summary"),
        first(item, "content_html", "content_text"),
        authors(item),
        elements(item.path("tags")).map(JsonFeed::text).filter(tag -> !tag.isEmpty()).toList(),
        null,
        date,
        given != null,
        new Json(item));
  }

  private static List<String> authors(JsonNode item) {
    return Stream.concat(elements(item.path("authors")), Stream.of(item.path("author")))
        .map(author -> text(author.path("name")))
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }

  private static @Nullable String first(JsonNode item, String... names) {
    for (String name : names) {
      String text = text(item.path(name));
      if (!text.isEmpty()) {
        return text;
      }
    }
    return null;
  }

  private static String text(JsonNode node) {
    return node.isString() || node.isNumber() ? node.asString().strip() : "";
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private record Json(JsonNode item) implements FeedEntry.Element {
    @Override
    public String text(String namespace, String name) {
      return "";
    }

    @Override
    public byte[] original() {
      return item.toString().getBytes(StandardCharsets.UTF_8);
    }
  }
}
