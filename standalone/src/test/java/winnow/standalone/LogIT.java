package winnow.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import winnow.topics.Json;

/** A whole program's standard error as a container has it: one JSON object a line, and no other. */
class LogIT {
  @TempDir Path folder;

  @Test
  void json_aRunThatIsTraced_tellsEachStepInALine() throws Exception {
    try (FeedServer server = new FeedServer();
        InputStream in = SampleWeek.class.getResourceAsStream("week/cs.LG_2025-03-17.rss.xml")) {
      server.serve("/cs.LG", in.readAllBytes());
      Workspace workspace =
          new Workspace(folder)
              .arxiv("cs.LG", server.address("/cs.LG"))
              .rss("gone", server.address("/nothing-here"));

      List<JsonNode> lines = run(Winnow.FAILURES, workspace, "once");

      assertThat(lines)
          .filteredOn(line -> line.get("level").asString().equals("WARN"))
          .extracting(line -> line.get("message").asString())
          .anyMatch(said -> said.startsWith("gone at ") && said.contains("HTTP 404"));
      String proposed =
          lines.stream()
              .filter(line -> line.get("message").asString().equals("shortlist: proposed"))
              .findFirst()
              .orElseThrow()
              .get("trace")
              .asString();
      assertThat(lines)
          .filteredOn(line -> line.has("trace") && line.get("trace").asString().equals(proposed))
          .extracting(line -> line.get("stage").asString() + ": " + line.get("message").asString())
          .containsSubsequence(
              "ingest: sighting written",
              "enrich: sighting heard",
              "enrich: paper new",
              "publish: paper heard",
              "publish: shortlist: proposed");
    }
  }

  @Test
  void json_aRunThatCannotBegin_saysWhyInALine() throws Exception {
    Workspace workspace = new Workspace(folder).sources("{nonsense: 1}");

    List<JsonNode> lines = run(Winnow.UNUSABLE, workspace, "once");

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).get("level").asString()).isEqualTo("ERROR");
    assertThat(lines.get(0).get("message").asString()).contains("winnow.yaml:");
  }

  private List<JsonNode> run(int status, Workspace workspace, String command) throws Exception {
    Path said = folder.resolve("said");
    List<String> all = new ArrayList<>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    all.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    all.addAll(List.of("-Dwinnow.log=json", "-Dwinnow.traced=yes"));
    all.addAll(List.of("-cp", System.getProperty("java.class.path"), Winnow.class.getName()));
    all.addAll(List.of(command, "--config", workspace.config().toString()));
    all.addAll(List.of("--data", workspace.data().toString()));
    Process process =
        new ProcessBuilder(all)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(said.toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(said)).isEqualTo(status);
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(said, StandardCharsets.UTF_8)) {
      JsonNode one = Json.tree(line.getBytes(StandardCharsets.UTF_8));
      assertThat(List.of("time", "level", "logger", "thread", "message")).allMatch(one::has);
      lines.add(one);
    }
    return lines;
  }
}
