package winnow.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import winnow.model.FeedId;
import winnow.model.Identifier;

class SchemasTest {
  static Stream<Topic<?>> topics() {
    return Topics.ALL.stream();
  }

  /** All but dead letters, whose values are whatever was turned away. */
  static Stream<Topic<?>> records() {
    return Topics.ALL.stream().filter(topic -> topic.value().isRecord());
  }

  @ParameterizedTest
  @MethodSource("topics")
  void schema_ofEveryTopic_isThereAndDescribesEachProperty(Topic<?> topic) {
    JsonNode schema = Schemas.tree(topic);

    assertThat(topic.described()).isTrue();
    assertThat(schema.path("$schema").asString())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    assertThat(schema.path("title").asString()).isEqualTo(topic.schema());
    assertThat(undescribed("", schema)).isEmpty();
    assertThat(closed("", schema)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("records")
  void schema_ofFullAndMinimalValue_findsNoFault(Topic<?> topic) {
    assertThat(Schemas.faults(topic, Json.write(Values.FULL.get(topic)))).isEmpty();
    assertThat(Schemas.faults(topic, Json.write(Values.MINIMAL.get(topic)))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("records")
  void fullValue_ofEveryTopic_leavesNothingOut(Topic<?> topic) {
    Set<String> said = new TreeSet<>(names(Json.tree(Json.write(Values.FULL.get(topic)))));
    if (topic.equals(Topics.DECISIONS)) { // what goes with one action does not go with another
      said.addAll(names(Json.tree(Json.write(Values.MERGE))));
    }

    assertThat(said).isEqualTo(components(topic.value()));
  }

  @ParameterizedTest
  @MethodSource("records")
  void schema_besideItsRecord_hasTheSamePropertiesAndRequiresWhatIsAlwaysWritten(Topic<?> topic) {
    JsonNode schema = Schemas.tree(topic);

    assertThat(differences(topic.schema(), topic.value(), schema, schema)).isEmpty();
  }

  /** What others may write, they may write without empty collections. */
  @Test
  void decision_withWhatIsRequiredAlone_isReadAndValid() {
    byte[] least =
        """
        {"id":"arxiv:2211.00593","action":"approve","by":"dana","at":"2026-11-20T05:00:00Z"}
        """
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);

    assertThat(Schemas.faults(Topics.DECISIONS, least)).isEmpty();
    assertThat(Json.read(least, Topics.DECISIONS.value()).social()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("records")
  void schema_ofValueWithAFieldOfTomorrow_findsNoFault(Topic<?> topic) {
    ObjectNode value = (ObjectNode) Json.tree(Json.write(Values.FULL.get(topic)));
    value.put("fieldOfTomorrow", 1);

    assertThat(Schemas.faults(topic, Json.write(value))).isEmpty();
    assertThat((Object) Json.read(Json.write(value), topic.value()))
        .isEqualTo(Values.FULL.get(topic));
  }

  @ParameterizedTest
  @MethodSource("records")
  void schema_ofValueWithoutWhatIsRequired_findsTheFault(Topic<?> topic) {
    for (JsonNode required : Schemas.tree(topic).path("required")) {
      ObjectNode value = (ObjectNode) Json.tree(Json.write(Values.FULL.get(topic)));
      value.remove(required.asString());

      assertThat(Schemas.faults(topic, Json.write(value)))
          .as("without %s", required)
          .anyMatch(fault -> fault.contains(required.asString()));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "decisions  | action     | \"approved\"",
        "decisions  | id         | \"2211.00593\"",
        "decisions  | until      | \"next week\"",
        "decisions  | edition    | 0",
        "decisions  | by         | \" \"",
        "shortlist  | status     | \"APPROVED\"",
        "shortlist  | revision   | \"3\"",
        "shortlist  | posted     | {\"x\":\"sent\"}",
        "shortlist  | paper      | {}",
        "posted     | stage      | \"done\"",
        "posted     | at         | \"yesterday\"",
        "sightings  | identifiers| []",
        "sightings  | version    | 0",
        "sightings  | announceType | \"replace_cross\"",
        "papers     | withdrawn  | \"no\"",
        "papers     | score      | {\"total\":1}",
        "feeds      | pause      | \"70 minutes\"",
        "feeds      | failures   | -1",
        "announcements | counts  | {\"rss.new\":\"80\"}",
        "lookups    | identifier | \"isbn:1\"",
      })
  void schema_ofWrongValue_findsTheFault(String topicName, String field, String wrong) {
    Topic<?> topic = Topics.named(topicName).orElseThrow();
    ObjectNode value = (ObjectNode) Json.tree(Json.write(Values.FULL.get(topic)));
    value.set(field, Json.tree(wrong.getBytes(java.nio.charset.StandardCharsets.UTF_8)));

    assertThat(Schemas.faults(topic, Json.write(value))).anyMatch(fault -> fault.contains(field));
  }

  @ParameterizedTest
  @CsvSource({"snooze,false", "approve,true", "undo,true"})
  void decisionSchema_untilWithoutSnoozeOrTheReverse_findsTheFault(String action, boolean until) {
    ObjectNode value = (ObjectNode) Json.tree(Json.write(Values.FULL.get(Topics.DECISIONS)));
    value.put("action", action);
    if (!until) {
      value.remove("until");
    }

    assertThat(Schemas.faults(Topics.DECISIONS, Json.write(value))).isNotEmpty();
  }

  @Test
  void decisionSchema_merge_isValidWithTheOtherNameAlone() {
    ObjectNode value = (ObjectNode) Json.tree(Json.write(Values.MERGE));
    assertThat(Schemas.faults(Topics.DECISIONS, Json.write(value))).isEmpty();

    value.remove("other");
    assertThat(Schemas.faults(Topics.DECISIONS, Json.write(value))).isNotEmpty();
  }

  private static List<String> undescribed(String at, JsonNode schema) {
    List<String> found = new ArrayList<>();
    for (var property : schema.path("properties").properties()) {
      if (!at.endsWith("/if") && property.getValue().path("description").asString("").isBlank()) {
        found.add(at + "/" + property.getKey());
      }
    }
    for (var part : schema.properties()) {
      found.addAll(undescribed(at + "/" + part.getKey(), part.getValue()));
    }
    return found;
  }

  /** Objects that would refuse a field of a later version. */
  private static List<String> closed(String at, JsonNode schema) {
    List<String> found = new ArrayList<>();
    if (schema.has("properties")
        && !at.endsWith("/if")
        && !schema.path("additionalProperties").asBoolean(false)) {
      found.add(at);
    }
    for (var part : schema.properties()) {
      found.addAll(closed(at + "/" + part.getKey(), part.getValue()));
    }
    return found;
  }

  private static List<String> differences(
      String at, Class<?> record, JsonNode schema, JsonNode root) {
    List<String> found = new ArrayList<>();
    if (!names(schema.path("properties")).equals(components(record))) {
      found.add(at + " has " + names(schema.path("properties")) + ", not " + components(record));
    }
    Set<String> required = new TreeSet<>();
    schema.path("required").forEach(name -> required.add(name.asString()));
    if (!required.equals(alwaysWritten(record))) {
      found.add(at + " requires " + required + ", not " + alwaysWritten(record));
    }
    for (RecordComponent component : record.getRecordComponents()) {
      Class<?> inner = innerRecord(component.getGenericType());
      if (inner != null) {
        JsonNode part = schema.path("properties").path(name(component));
        JsonNode resolved = resolved(part.has("items") ? part.path("items") : part, root);
        found.addAll(differences(at + "." + name(component), inner, resolved, root));
      }
    }
    return found;
  }

  private static JsonNode resolved(JsonNode schema, JsonNode root) {
    return schema.has("$ref") ? root.at(schema.path("$ref").asString().substring(1)) : schema;
  }

  private static @Nullable Class<?> innerRecord(Type type) {
    Type of =
        type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : type;
    return of instanceof Class<?> one
            && one.isRecord()
            && one != Identifier.class
            && one != FeedId.class
        ? one
        : null;
  }

  private static Set<String> names(JsonNode object) {
    return new TreeSet<>(object.propertyNames());
  }

  private static Set<String> components(Class<?> record) {
    return Arrays.stream(record.getRecordComponents())
        .map(SchemasTest::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> alwaysWritten(Class<?> record) {
    return Arrays.stream(record.getRecordComponents())
        .filter(one -> !one.getAnnotatedType().isAnnotationPresent(Nullable.class))
        .map(SchemasTest::name)
        .filter(name -> !(record == Topics.DECISIONS.value() && name.equals("social")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String name(RecordComponent component) {
    return component.getName().equals("abstractText") ? "abstract" : component.getName();
  }
}
