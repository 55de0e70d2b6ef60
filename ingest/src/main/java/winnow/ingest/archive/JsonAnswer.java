package winnow.ingest.archive;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import winnow.http.Document;
import winnow.ingest.Decoding;
import winnow.ingest.Reading;
import winnow.ingest.UnreadableFeedException;
import winnow.model.Sighting;

/** How the archives' JSON is read, whoever wrote it. */
final class JsonAnswer {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonAnswer() {}

  static JsonNode tree(Document document) throws UnreadableFeedException {
    return tree(Decoding.text(document));
  }

  static JsonNode tree(String json) throws UnreadableFeedException {
    try {
      return MAPPER.readTree(json);
    } catch (JacksonException e) {
      throw new UnreadableFeedException("is cut off or no JSON: " + e.getOriginalMessage());
    }
  }

  /** Reads each record of an answer; one that cannot be used costs only itself. */
  static Reading each(
      Iterable<JsonNode> records, Instant now, Function<JsonNode, List<Sighting>> sightings) {
    return new Reading.Builder(now)
        .each(
            records,
            sightings,
            record -> "record",
            record -> record.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .build();
  }

  /** A text; empty where there is none. */
  static String text(JsonNode node) {
    return node.isValueNode() && !node.isNull() ? tidy(node.asString()) : "";
  }

  /** A text of which markup was taken out; absent where nothing is left. */
  static @Nullable String plain(JsonNode node) {
    String text = text(node);
    String plain = text.contains("<") ? tidy(Jsoup.parse(text).text()) : text;
    return plain.isEmpty() ? null : plain;
  }

  static String tidy(String text) {
    return text.replaceAll("[\\s\\u00A0]+", " ").strip();
  }
}
