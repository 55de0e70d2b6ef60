package winnow.topics;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** The JSON Schemas that ship with the program. */
final class Schemas {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private Schemas() {}

  /** Where a schema lies: {@code paper/1} is in {@code paper-1.json}. */
  static String file(Topic<?> topic) {
    return "/winnow/schemas/" + topic.schema().replace('/', '-') + ".json";
  }

  static byte[] bytes(Topic<?> topic) {
    try (InputStream file = Schemas.class.getResourceAsStream(file(topic))) {
      return Objects.requireNonNull(file, "no schema at " + file(topic)).readAllBytes();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static JsonNode tree(Topic<?> topic) {
    return Json.tree(bytes(topic));
  }

  /** What the topic's schema finds wrong with a value. */
  static List<String> faults(Topic<?> topic, byte[] json) {
    Schema schema =
        REGISTRY.getSchema(new String(bytes(topic), StandardCharsets.UTF_8), InputFormat.JSON);
    return schema
        .validate(
            new String(json, StandardCharsets.UTF_8),
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Error::toString)
        .toList();
  }
}
