package winnow.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import winnow.model.Identifier;
import winnow.model.Lookup;
import winnow.topics.Json;

class JsonSerdeTest {
  private static final Lookup LOOKUP =
      new Lookup(Identifier.parse("arxiv:2211.00593"), "arxiv", null, "no abstract", Instant.EPOCH);

  private final JsonSerde<Lookup> serde = new JsonSerde<>(Lookup.class, "lookup/1");
  private final Headers headers = new RecordHeaders();

  @Test
  void serialize_value_isJsonUnderItsSchema() {
    byte[] bytes = serde.serializer().serialize("lookups", headers, LOOKUP);

    assertThat(bytes).isEqualTo(Json.write(LOOKUP));
    assertThat(schemas()).containsExactly("lookup/1");
    assertThat(serde.deserializer().deserialize("lookups", headers, bytes)).isEqualTo(LOOKUP);
  }

  /** A record that is sent on carries the header of the topic that it came from. */
  @Test
  void serialize_valueUnderAnotherSchemasHeader_replacesItAndKeepsTheRest() {
    headers
        .add("schema", "paper/1".getBytes(UTF_8))
        .add("schema", "paper/2".getBytes(UTF_8))
        .add("trace", "abc".getBytes(UTF_8));

    serde.serializer().serialize("lookups", headers, LOOKUP);

    assertThat(schemas()).containsExactly("lookup/1");
    assertThat(headers.lastHeader("trace").value()).isEqualTo("abc".getBytes(UTF_8));
  }

  @Test
  void serialize_valueThatStaysWithin_carriesNoSchema() {
    headers.add("schema", "paper/1".getBytes(UTF_8));

    new JsonSerde<>(Lookup.class, null).serializer().serialize("between", headers, LOOKUP);

    assertThat(schemas()).isEmpty();
  }

  @Test
  void serialize_tombstone_isEmptyWithHeadersAndWithout() {
    assertThat(serde.serializer().serialize("lookups", headers, null)).isNull();
    assertThat(serde.serializer().serialize("lookups", null)).isNull();
  }

  @Test
  void deserialize_tombstone_isNull() {
    assertThat(serde.deserializer().deserialize("lookups", headers, (byte[]) null)).isNull();
    assertThat(serde.deserializer().deserialize("lookups", null)).isNull();
  }

  @Test
  void deserialize_whatIsNotItsType_failsByTopicAndCause() {
    assertThatThrownBy(
            () -> serde.deserializer().deserialize("lookups", headers, "{}".getBytes(UTF_8)))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("lookups: not a Lookup: ")
        .hasMessageContaining("identifier is missing");
  }

  private List<String> schemas() {
    return Arrays.stream(headers.toArray())
        .filter(header -> header.key().equals("schema"))
        .map(header -> new String(header.value(), UTF_8))
        .toList();
  }
}
