package winnow.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** docs/topics.md, docs/asyncapi.yaml and docs/examples say what the code says. */
class TopicsPageTest {
  private static final Path DOCS = Path.of("..", "docs");

  static Stream<Topic<?>> topics() {
    return Topics.ALL.stream();
  }

  @Test
  void table_besideTheCode_isTheSame() throws IOException {
    List<String> written =
        Files.readString(DOCS.resolve("topics.md"))
            .lines()
            .filter(line -> line.startsWith("| `") && line.contains(".json)"))
            .map(line -> line.replace("\\|", "¦").split("\\|"))
            .map(cells -> Arrays.stream(cells).skip(1).limit(5).map(String::strip).toList())
            .map(cells -> String.join(" | ", cells))
            .toList();

    assertThat(written).isEqualTo(Topics.ALL.stream().map(TopicsPageTest::row).toList());
  }

  private static String row(Topic<?> topic) {
    return String.join(
        " | ",
        "`" + topic.name() + "`",
        topic.key().replace('|', '¦'),
        kept(topic.keep()),
        topic.owner(),
        "[`" + topic.schema() + "`](../common/src/main/resources" + Schemas.file(topic) + ")");
  }

  private static String kept(Topic.Keep keep) {
    if (keep.latestOnly()) {
      return "latest of each key";
    }
    return keep.time() == null ? "for ever" : keep.time().toDays() + " days";
  }

  @ParameterizedTest
  @MethodSource("topics")
  void example_ofEverySchema_isValidAndReadAsItsRecord(Topic<?> topic) throws IOException {
    byte[] example = Files.readAllBytes(example(topic));

    assertThat(Schemas.faults(topic, example)).isEmpty();
    if (topic.value().isRecord()) {
      Object value = Json.read(example, topic.value());
      assertThat(Json.tree(Json.write(value))).isEqualTo(Json.tree(example));
    }
  }

  @Test
  void examples_inTheirFolder_areOfKnownSchemas() throws IOException {
    List<Path> known = new ArrayList<>(topics().map(TopicsPageTest::example).toList());
    known.add(DOCS.resolve("examples").resolve("shortlist_consumer.py"));

    try (Stream<Path> there = Files.list(DOCS.resolve("examples"))) {
      assertThat(there.filter(Files::isRegularFile)).containsExactlyInAnyOrderElementsOf(known);
    }
  }

  @Test
  void asyncapi_channels_areThePublicTopicsWithTheirSchemas() throws IOException {
    JsonNode api = asyncapi();

    assertThat(api.path("asyncapi").asString()).isEqualTo("3.0.0");
    assertThat(api.path("channels").propertyNames())
        .containsExactlyInAnyOrder("shortlist", "decisions", "posted");
    for (var channel : api.path("channels").properties()) {
      Topic<?> topic = Topics.named(channel.getValue().path("address").asString()).orElseThrow();
      JsonNode message = only(channel.getValue().path("messages"), api);
      Path payload = DOCS.resolve(message.path("payload").path("$ref").asString());
      JsonNode header = resolved(message.path("headers"), api).path("properties").path("schema");

      assertThat(channel.getKey()).isEqualTo(topic.name());
      assertThat(Files.readAllBytes(payload)).isEqualTo(Schemas.bytes(topic));
      assertThat(header.path("const").asString()).isEqualTo(topic.schema());
      assertThat(
              channel
                  .getValue()
                  .at("/bindings/kafka/topicConfiguration/cleanup.policy/0")
                  .asString())
          .isEqualTo(topic.keep().latestOnly() ? "compact" : "delete");
    }
  }

  @Test
  void asyncapi_everyReference_leadsSomewhere() throws IOException {
    JsonNode api = asyncapi();
    List<String> references =
        api.findValues("$ref").stream().map(JsonNode::asString).distinct().toList();

    assertThat(references).isNotEmpty();
    for (String reference : references) {
      if (reference.startsWith("#")) {
        assertThat(api.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
      } else {
        assertThat(DOCS.resolve(reference)).isRegularFile();
      }
    }
    for (var operation : api.path("operations").properties()) {
      assertThat(operation.getValue().path("action").asString()).isIn(Set.of("send", "receive"));
    }
  }

  private static Path example(Topic<?> topic) {
    return DOCS.resolve("examples").resolve(topic.schema().replace('/', '-') + ".json");
  }

  private static JsonNode asyncapi() throws IOException {
    return new YAMLMapper().readTree(Files.readString(DOCS.resolve("asyncapi.yaml"), UTF_8));
  }

  private static JsonNode only(JsonNode messages, JsonNode api) {
    assertThat(messages.size()).isEqualTo(1);
    return resolved(messages.values().iterator().next(), api);
  }

  private static JsonNode resolved(JsonNode node, JsonNode api) {
    return node.has("$ref") ? api.at(node.path("$ref").asString().substring(1)) : node;
  }
}
