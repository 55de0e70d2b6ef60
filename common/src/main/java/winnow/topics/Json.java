package winnow.topics;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.std.FromStringDeserializer;
import tools.jackson.databind.deser.std.StdValueInstantiator;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;
import tools.jackson.databind.type.LogicalType;
import winnow.model.FeedId;
import winnow.model.Identifier;

/**
 * How values are written down: JSON in camelCase, ids and links as strings, times in ISO 8601, what
 * is absent left out, maps in the order of their keys, so that the same value is the same bytes. A
 * reader ignores fields that it does not know, and refuses what is not strictly JSON. Safe for many
 * threads.
 */
public final class Json {
  /** A text that is not JSON, or not of the type that was asked for. */
  public static final class UnreadableValueException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableValueException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(ids())
          .addModule(new Records())
          .annotationIntrospector(new KebabEnums())
          .propertyNamingStrategy(new AbstractIsAKeyword())
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  /**
   * For what no one else writes: a field that stands twice costs a sixth of the reading to find.
   */
  private static final ObjectReader OWN =
      MAPPER.reader().without(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

  private Json() {}

  /** One line of JSON, UTF-8; half of a surrogate pair, which UTF-8 cannot say, becomes a ?. */
  public static byte[] write(Object value) {
    return text(value).getBytes(StandardCharsets.UTF_8);
  }

  /** One line of JSON. */
  public static String text(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /**
   * Reads what {@link #write} wrote, or an earlier version of it.
   *
   * @throws UnreadableValueException if it is not JSON of that type; the message says what is wrong
   */
  public static <V> V read(byte[] json, Class<V> type) {
    return read(MAPPER.readerFor(type), json, type);
  }

  /**
   * The same of what never left the program, where a field cannot stand twice.
   *
   * @throws UnreadableValueException if it is not JSON of that type; the message says what is wrong
   */
  public static <V> V readOwn(byte[] json, Class<V> type) {
    return read(OWN.forType(type), json, type);
  }

  private static <V> V read(ObjectReader reader, byte[] json, Class<V> type) {
    try {
      V value = reader.readValue(json);
      if (value == null) {
        throw new IllegalArgumentException("null is no value");
      }
      return value;
    } catch (JacksonException | IllegalArgumentException e) {
      throw new UnreadableValueException(
          "not a " + type.getSimpleName() + ": " + firstLine(e.getMessage()), e);
    }
  }

  /** Reads a value whose shape is looked at by the caller. */
  public static JsonNode tree(byte[] json) {
    try {
      return MAPPER.readTree(json);
    } catch (JacksonException e) {
      throw new UnreadableValueException("not JSON: " + firstLine(e.getMessage()), e);
    }
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "no reason given" : message.lines().findFirst().orElse("");
  }

  private static SimpleModule ids() {
    return new SimpleModule("ids")
        .addSerializer(FeedId.class, ToStringSerializer.instance)
        .addSerializer(Identifier.class, ToStringSerializer.instance)
        .addDeserializer(FeedId.class, new FromText<>(FeedId.class, FeedId::new))
        .addDeserializer(Identifier.class, new FromText<>(Identifier.class, Identifier::parse));
  }

  private static final class FromText<T> extends FromStringDeserializer<T> {
    private final java.util.function.Function<String, T> parse;

    FromText(Class<T> type, java.util.function.Function<String, T> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    protected T _deserialize(String value, DeserializationContext context) {
      return parse.apply(value);
    }
  }

  /**
   * Records are made by reflection, which remembers how. Jackson works out anew for each value how
   * a constructor takes many arguments, which is a tenth of the reading.
   */
  private static final class Records extends SimpleModule {
    private static final long serialVersionUID = 1;

    Records() {
      super("records");
    }

    @Override
    public void setupModule(SetupContext context) {
      super.setupModule(context);
      context.addValueInstantiators(
          new ValueInstantiators.Base() {
            @Override
            public ValueInstantiator modifyValueInstantiator(
                DeserializationConfig config,
                BeanDescription.Supplier type,
                ValueInstantiator known) {
              return type.getBeanClass().isRecord() && known instanceof StdValueInstantiator std
                  ? new OfRecord(std)
                  : known;
            }
          });
    }
  }

  private static final class OfRecord extends StdValueInstantiator {
    private static final long serialVersionUID = 1;

    OfRecord(StdValueInstantiator known) {
      super(known);
    }

    @Override
    public Object createFromObjectWith(DeserializationContext context, Object[] parts) {
      if (!(_withArgsCreator.getAnnotated() instanceof Constructor<?> constructor)) {
        return super.createFromObjectWith(context, parts);
      }
      try {
        return constructor.newInstance(parts);
      } catch (ReflectiveOperationException e) {
        return context.handleInstantiationProblem(
            _valueClass, parts, rewrapCtorProblem(context, e));
      }
    }
  }

  /** {@code REPLACE_CROSS} is written {@code replace-cross}. */
  private static final class KebabEnums extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public String[] findEnumValues(
        MapperConfig<?> config, AnnotatedClass type, Enum<?>[] values, String[] names) {
      for (int i = 0; i < values.length; i++) {
        names[i] = values[i].name().toLowerCase(Locale.ROOT).replace('_', '-');
      }
      return names;
    }
  }

  /** A paper's {@code abstract} cannot be called so in Java. */
  private static final class AbstractIsAKeyword extends PropertyNamingStrategies.NamingBase {
    private static final long serialVersionUID = 1;

    @Override
    public String translate(String name) {
      return name.equals("abstractText") ? "abstract" : name;
    }
  }
}
