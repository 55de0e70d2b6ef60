package winnow.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import winnow.topics.Json;

/** Values as JSON, with their schema's name and version in the header {@code schema}. */
public final class JsonSerde<V> implements Serde<V> {
  /** The header that says which schema a value follows, for example {@code paper/1}. */
  public static final String SCHEMA_HEADER = "schema";

  private final Class<V> type;
  private final byte @Nullable [] schema;

  /**
   * @param schema name and version; absent for values that stay within a worker
   */
  public JsonSerde(Class<V> type, @Nullable String schema) {
    this.type = type;
    this.schema = schema == null ? null : schema.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Serializer<V> serializer() {
    return new Serializer<V>() {
      @Override
      @SuppressWarnings("NullAway") // likewise
      public byte[] serialize(String topic, @Nullable V value) {
        return value == null ? null : Json.write(value);
      }

      @Override
      @SuppressWarnings("NullAway") // an empty value is a tombstone, and Kafka writes it as null
      public byte[] serialize(String topic, Headers headers, @Nullable V value) {
        if (value == null) {
          return null;
        }
        headers.remove(SCHEMA_HEADER);
        if (schema != null) {
          headers.add(SCHEMA_HEADER, schema);
        }
        return Json.write(value);
      }
    };
  }

  @Override
  public Deserializer<V> deserializer() {
    return new Deserializer<V>() {
      @Override
      @SuppressWarnings("NullAway") // a tombstone is read as null
      public V deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
          return null;
        }
        try {
          return schema == null ? Json.readOwn(bytes, type) : Json.read(bytes, type);
        } catch (Json.UnreadableValueException e) {
          throw new SerializationException(topic + ": " + e.getMessage(), e);
        }
      }
    };
  }
}
