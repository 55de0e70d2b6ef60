package winnow.config;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.deser.std.FromStringDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads a YAML file into a record, and says where and why it cannot. */
public final class SettingsFile {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .addModule(new SimpleModule("spans").addDeserializer(Duration.class, new Span()))
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  private SettingsFile() {}

  /**
   * The program's settings.
   *
   * @param file must exist
   * @throws ConfigException if it is missing, is not YAML, or holds what the program does not know
   */
  public static Settings read(Path file) throws ConfigException {
    Settings settings = read(file.toString(), bytes(file), Settings.class);
    return settings == null ? Settings.defaults() : settings;
  }

  /**
   * Any part of the configuration that has a file of its own.
   *
   * @param name what messages call the file
   * @return absent where the file is empty
   */
  public static <T> @Nullable T read(String name, byte[] yaml, Class<T> type)
      throws ConfigException {
    if (yaml(yaml).lines().allMatch(line -> line.isBlank() || line.strip().startsWith("#"))) {
      return null;
    }
    try {
      return values(name, yaml, type);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new ConfigException(name + ":" + line + ": " + e.getProblem());
    }
  }

  private static <T> @Nullable T values(String name, byte[] yaml, Class<T> type)
      throws ConfigException {
    try {
      return MAPPER.readValue(yaml, type);
    } catch (JacksonException e) {
      throw new ConfigException(message(name, yaml, e));
    }
  }

  private static byte[] bytes(Path file) throws ConfigException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new ConfigException(file + ": no such file; leave --config out for the defaults");
    } catch (IOException e) {
      throw new ConfigException(file + ": cannot be read: " + e.getMessage());
    }
  }

  /** What stands at a path, and the line of its name. */
  private record Place(Node value, int line) {
    static Place of(Node node) {
      return new Place(node, node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1));
    }

    Place step(JacksonException.Reference step) {
      boolean inList =
          value instanceof SequenceNode list
              && step.getIndex() >= 0
              && step.getIndex() < list.getValue().size();
      return inList
          ? of(((SequenceNode) value).getValue().get(step.getIndex()))
          : step(String.valueOf(step.getPropertyName()));
    }

    /** The same place where there is no such name. */
    Place step(String name) {
      if (value instanceof MappingNode map) {
        for (NodeTuple entry : map.getValue()) {
          if (entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name)) {
            return new Place(entry.getValueNode(), of(key).line);
          }
        }
      }
      return this;
    }

    List<String> names() {
      return value instanceof MappingNode map
          ? map.getValue().stream()
              .map(entry -> entry.getKeyNode() instanceof ScalarNode key ? key.getValue() : "")
              .toList()
          : List.of();
    }

    String words() {
      if (value instanceof ScalarNode scalar) {
        return scalar.getValue();
      }
      return value instanceof SequenceNode ? "a list" : "a group of settings";
    }
  }

  /** The message for a file that cannot be read into the records. */
  private static String message(String name, byte[] yaml, JacksonException e) {
    if (e.getOriginalMessage().startsWith("Trailing token")) {
      return name
          + ":"
          + e.getLocation().getLineNr()
          + ": the file holds a second document; one is all that is read";
    }
    Optional<Place> place =
        e instanceof DatabindException databind ? place(yaml, databind) : Optional.empty();
    if (e instanceof ValueInstantiationException refused
        && refused.getType().isRecordType()
        && place.isPresent()) {
      List<Object> known = settings(refused.getType().getRawClass());
      for (String word : place.get().names()) {
        if (!known.contains(word)) { // the record misses it and cannot say that it is misspelt
          String path = (refused.getPath().isEmpty() ? "" : path(refused) + ".") + word;
          return name + ":" + place.get().step(word).line() + ": " + unknown(path, known);
        }
      }
    }
    int line =
        place
            .map(at -> named(at, explain(e, at)).line())
            .orElse(e.getLocation() == null ? 0 : e.getLocation().getLineNr());
    return name + (line < 1 ? "" : ":" + line) + ": " + explain(e, place.orElse(null));
  }

  /** The setting that the path leads to, as far as it can be followed. */
  private static Optional<Place> place(byte[] yaml, DatabindException e) {
    return new Compose(LoadSettings.builder().build())
        .composeString(yaml(yaml))
        .map(
            root -> {
              Place at = Place.of(root);
              for (JacksonException.Reference step : e.getPath()) {
                at = at.step(step);
              }
              return at;
            });
  }

  /** A record's message begins with the setting's name; a part of it may stand on another line. */
  private static Place named(Place group, String message) {
    Place at = group;
    for (String name : message.split("[^A-Za-z.]", 2)[0].split("\\.")) {
      at = at.step(name);
    }
    return at;
  }

  private static String explain(JacksonException e, @Nullable Place at) {
    if (e instanceof UnrecognizedPropertyException wrong) {
      return unknown(path(wrong), wrong.getKnownPropertyIds());
    }
    Class<?> wanted = e instanceof MismatchedInputException wrong ? wrong.getTargetType() : null;
    Throwable cause = e.getCause();
    if (cause instanceof IllegalArgumentException
        && cause.getMessage() != null
        && wanted != URI.class) {
      return cause.getMessage();
    }
    String first = e.getOriginalMessage().lines().findFirst().orElse("not YAML");
    if (wanted != null && at != null) {
      return path((DatabindException) e) + " is not " + kind(wanted) + ": " + at.words();
    }
    return e instanceof DatabindException databind && !databind.getPath().isEmpty()
        ? path(databind) + ": " + first
        : first;
  }

  private static String kind(Class<?> wanted) {
    if (wanted == Boolean.class || wanted == boolean.class) {
      return "true or false";
    }
    if (wanted == Integer.class || wanted == int.class) {
      return "a whole number";
    }
    if (wanted == Double.class || wanted == double.class) {
      return "a number";
    }
    if (wanted == String.class || wanted == Path.class) {
      return "a text";
    }
    if (wanted == URI.class) {
      return "an address";
    }
    return Collection.class.isAssignableFrom(wanted) ? "a list" : "a group of settings";
  }

  private static String yaml(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text; // an editor's mark
  }

  private static String path(DatabindException e) {
    return e.getPath().isEmpty()
        ? "the file"
        : e.getPath().stream()
            .map(
                at ->
                    at.getPropertyName() == null ? "[" + at.getIndex() + "]" : at.getPropertyName())
            .collect(Collectors.joining("."))
            .replace(".[", "[");
  }

  private static String unknown(String path, @Nullable Collection<Object> known) {
    return "unknown setting '"
        + path
        + "'; allowed here: "
        + (known == null
            ? "nothing"
            : known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", ")));
  }

  private static List<Object> settings(Class<?> record) {
    return Arrays.stream(record.getRecordComponents())
        .<Object>map(RecordComponent::getName)
        .toList();
  }

  /** {@code 500ms}, {@code 3s}, {@code 30m}, {@code 2h} or {@code 60d}. */
  private static final class Span extends FromStringDeserializer<Duration> {
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,9})\\s?(ms|s|m|h|d)");

    Span() {
      super(Duration.class);
    }

    @Override
    protected Duration _deserialize(String value, DeserializationContext context) {
      Matcher span = SHAPE.matcher(value);
      if (!span.matches()) {
        throw new IllegalArgumentException(
            "not a span of time such as 500ms, 3s, 30m, 2h or 60d: " + value);
      }
      long count = Long.parseLong(span.group(1));
      return switch (span.group(2)) {
        case "ms" -> Duration.ofMillis(count);
        case "s" -> Duration.ofSeconds(count);
        case "m" -> Duration.ofMinutes(count);
        case "h" -> Duration.ofHours(count);
        default -> Duration.ofDays(count);
      };
    }
  }
}
