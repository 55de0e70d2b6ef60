package winnow.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.deser.std.FromStringDeserializer;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
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
      return MAPPER.readValue(yaml, type);
    } catch (JacksonException e) {
      throw new ConfigException(name + line(yaml, e) + ": " + explain(e));
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

  /** Where the trouble stands: the setting that the path leads to, as far as it can be followed. */
  private static String line(byte[] yaml, JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    if (e instanceof DatabindException databind && !databind.getPath().isEmpty()) {
      Optional<Node> root = new Compose(LoadSettings.builder().build()).composeString(yaml(yaml));
      if (root.isPresent()) {
        return ":" + line(root.get(), databind.getPath());
      }
    }
    return at == null || at.getLineNr() < 1 ? "" : ":" + at.getLineNr();
  }

  private static int line(Node root, List<JacksonException.Reference> path) {
    Node value = root;
    int line = lineOf(root);
    for (JacksonException.Reference step : path) {
      if (value instanceof SequenceNode list && step.getIndex() >= 0) {
        value = list.getValue().get(step.getIndex());
        line = lineOf(value);
      } else if (value instanceof MappingNode map) {
        Optional<NodeTuple> entry =
            map.getValue().stream()
                .filter(
                    tuple ->
                        tuple.getKeyNode() instanceof ScalarNode key
                            && key.getValue().equals(step.getPropertyName()))
                .findFirst();
        if (entry.isEmpty()) {
          return line;
        }
        line = lineOf(entry.get().getKeyNode());
        value = entry.get().getValueNode();
      }
    }
    return line;
  }

  private static int lineOf(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  private static String yaml(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String explain(JacksonException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "unknown setting '"
          + path(unknown)
          + "'; allowed here: "
          + names(unknown.getKnownPropertyIds());
    }
    Throwable cause = e.getCause();
    if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
      return cause.getMessage();
    }
    String first = e.getOriginalMessage().lines().findFirst().orElse("not YAML");
    return e instanceof DatabindException databind && !databind.getPath().isEmpty()
        ? path(databind) + ": " + first
        : first;
  }

  private static String path(DatabindException e) {
    return e.getPath().stream()
        .map(at -> at.getPropertyName() == null ? "[" + at.getIndex() + "]" : at.getPropertyName())
        .collect(Collectors.joining("."))
        .replace(".[", "[");
  }

  private static String names(@Nullable Collection<Object> known) {
    return known == null
        ? "nothing"
        : known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
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
