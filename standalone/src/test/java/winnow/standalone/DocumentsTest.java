package winnow.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.config.SettingsFile;

/** The documents say what is there. */
class DocumentsTest {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Set<String> NOT_OURS =
      Set.of(".git", ".idea", ".vscode", ".settings", "target", "data", "out", "node_modules");

  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern ELSEWHERE = Pattern.compile("(?:[a-z]+:|#).*");
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|`[^`\n]*`");
  private static final Pattern YAML = Pattern.compile("(?ms)^```yaml\n(.*?)^```$");
  private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| ([^|]*) \\|");
  private static final Pattern COMMAND = Pattern.compile("`([a-z][a-z-]*)[^`]*`");
  private static final Pattern STATUS = Pattern.compile("(?m)^\\| (\\d) \\|");

  /** A path that holds on one machine only; put together so that it is not one itself. */
  private static final Pattern MACHINE_PATH =
      Pattern.compile("(?<![\\w.~*$})<\\]-])/" + "(?:home|root|work)\\b(?![-\\w.])");

  @TempDir Path folder;

  @Test
  void markdown_everyRelativeLink_leadsSomewhere() throws IOException {
    List<String> dangling = new ArrayList<>();
    for (Path page : files()) {
      if (page.toString().endsWith(".md") && !page.toString().contains("/src/test/")) {
        links(page)
            .filter(link -> !Files.exists(page.resolveSibling(link)))
            .forEach(link -> dangling.add(PROJECT.relativize(page) + ": " + link));
      }
    }

    assertThat(dangling).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/operations.md"})
  void yaml_everyExample_isReadAsSettings(String page) throws IOException {
    List<String> examples = all(YAML, text(page)).map(found -> found.group(1)).toList();

    assertThat(examples).isNotEmpty();
    for (String example : examples) {
      Path file = Files.writeString(folder.resolve("winnow.yaml"), example);
      assertThatCode(() -> SettingsFile.read(file)).as(example).doesNotThrowAnyException();
    }
  }

  @Test
  void readme_commandTable_namesTheCommandsThereAre() throws IOException {
    Set<String> named =
        all(FIRST_CELL, commands())
            .flatMap(row -> all(COMMAND, row.group(1)))
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(named)
        .containsExactlyInAnyOrderElementsOf(
            Winnow.commandLine().getSubcommands().entrySet().stream()
                .filter(one -> !one.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .toList());
  }

  @Test
  void readme_statusTable_namesTheStatusesThereAre() throws IOException {
    List<String> named = all(STATUS, commands()).map(found -> found.group(1)).toList();

    assertThat(named)
        .containsExactlyElementsOf(
            Winnow.commandLine().getCommandSpec().usageMessage().exitCodeList().keySet());
  }

  @Test
  void files_allOfThem_holdNoPathOfOneMachine() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : files()) {
      String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      if (text.indexOf('\0') < 0) {
        text.lines()
            .filter(line -> MACHINE_PATH.matcher(line).find())
            .forEach(line -> found.add(PROJECT.relativize(file) + ": " + line.strip()));
      }
    }

    assertThat(found).isEmpty();
  }

  private static String commands() throws IOException {
    String readme = text("README.md");
    int start = readme.indexOf("\n## Commands\n");
    return readme.substring(start, readme.indexOf("\n## ", start + 1));
  }

  private static Stream<String> links(Path page) throws IOException {
    String prose = CODE.matcher(Files.readString(page)).replaceAll("");
    return all(LINK, prose)
        .map(found -> found.group(1))
        .filter(link -> !ELSEWHERE.matcher(link).matches())
        .map(link -> link.replaceFirst("#.*", ""));
  }

  private static Stream<MatchResult> all(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }

  private static String text(String page) throws IOException {
    return Files.readString(PROJECT.resolve(page));
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(PROJECT)) {
      return all.filter(Files::isRegularFile).filter(DocumentsTest::isOurs).sorted().toList();
    }
  }

  private static boolean isOurs(Path file) {
    for (Path part : PROJECT.relativize(file)) {
      if (NOT_OURS.contains(part.toString())) {
        return false;
      }
    }
    return true;
  }
}
