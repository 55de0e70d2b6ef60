package winnow.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** docs/configuration.md says what the records say. */
class ConfigurationPageTest {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");

  @Test
  void table_besideTheRecords_hasARowForEachSetting() throws IOException {
    assertThat(rows().keySet()).isEqualTo(new TreeSet<>(paths("", Settings.class)));
  }

  @Test
  void table_plainDefaults_areTheRecords() throws Exception {
    Map<String, String> rows = rows();
    rows.values().removeIf(row -> !row.matches("`.*`") || row.contains("…"));
    String file = page();

    for (Map.Entry<String, String> row : rows.entrySet()) {
      if (!row.getKey().contains("[]") && !row.getKey().contains("NAME")) {
        String[] names = row.getKey().split("\\.");
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < names.length; i++) {
          yaml.append("  ".repeat(i)).append(names[i]).append(i < names.length - 1 ? ":\n" : ": ");
        }
        String value = row.getValue().substring(1, row.getValue().length() - 1);
        yaml.append(value.startsWith("0 *") ? "\"" + value + "\"" : value).append('\n');
        if (!value.contains(", `")) {
          assertThat(read(yaml.toString())).as("%s", yaml).isEqualTo(Settings.defaults());
        }
      }
    }
    for (Settings.Feed feed : Settings.defaults().feeds()) {
      assertThat(file).contains("`" + feed.id() + "`");
    }
  }

  @Test
  void example_onThePage_isReadAndNamesEverySetting() throws Exception {
    Settings settings = read(example());
    List<String> named = new ArrayList<>(paths("", Settings.class));
    named.removeAll(leaves("", new YAMLMapper().readTree(example())));

    assertThat(settings.feeds()).hasSize(4);
    assertThat(settings.with(Settings.defaults().feeds(), Path.of("out"), settings.review()))
        .satisfies(
            same -> {
              assertThat(same.kafka()).isEqualTo(Settings.defaults().kafka());
              assertThat(same.sources()).isEqualTo(Settings.defaults().sources());
              assertThat(same.shortlist()).isEqualTo(Settings.defaults().shortlist());
              assertThat(same.review()).isEqualTo(Settings.defaults().review());
              assertThat(same.schedule()).isEqualTo(Settings.defaults().schedule());
            });
    assertThat(named)
        .containsExactlyInAnyOrder("kafka.bootstrap", "feeds", "providers", "channels");
  }

  private static Settings read(String yaml) throws ConfigException {
    Settings settings =
        SettingsFile.read("example", yaml.getBytes(StandardCharsets.UTF_8), Settings.class);
    return settings == null ? Settings.defaults() : settings;
  }

  private static String page() throws IOException {
    return Files.readString(PAGE);
  }

  private static String example() throws IOException {
    Matcher block = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(page());
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  /** Each row's setting and its default. */
  private static Map<String, String> rows() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    page()
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("\\|"))
        .forEach(cells -> rows.put(cells[1].strip().replace("`", ""), cells[2].strip()));
    return rows;
  }

  private static List<String> paths(String at, Class<?> record) {
    List<String> paths = new ArrayList<>();
    for (RecordComponent component : record.getRecordComponents()) {
      String path = at + component.getName();
      Type type = component.getGenericType();
      if (type instanceof ParameterizedType generic) {
        Type[] of = generic.getActualTypeArguments();
        Class<?> inner = (Class<?>) of[of.length - 1];
        paths.add(path);
        if (inner.isRecord()) {
          paths.addAll(paths(path + (of.length == 1 ? "[]." : ".NAME."), inner));
        }
      } else if (((Class<?>) type).isRecord()) {
        paths.addAll(paths(path + ".", (Class<?>) type));
      } else {
        paths.add(path);
      }
    }
    return paths;
  }

  private static List<String> leaves(String at, JsonNode node) {
    List<String> leaves = new ArrayList<>();
    for (var entry : node.properties()) {
      boolean named = at.equals("providers.") || at.equals("channels.");
      String path = at + (named ? "NAME" : entry.getKey());
      JsonNode value = entry.getValue();
      if (path.equals("feeds")) {
        value.forEach(feed -> leaves.addAll(leaves("feeds[].", feed)));
      } else if (value.isObject() && !value.isEmpty()) {
        leaves.addAll(leaves(path + ".", value));
      } else {
        leaves.add(path);
      }
    }
    return leaves;
  }
}
