package winnow.standalone;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import winnow.topics.Json;

/** One command, run in this process as the launcher would in its own. */
record CommandLineRun(int status, String out, String err) {
  static CommandLineRun of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        Winnow.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int status = command.execute(arguments);
    return new CommandLineRun(status, out.toString(), err.toString());
  }

  /** The output as one JSON object. */
  JsonNode json() {
    return Json.tree(out.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** The output's lines, each a JSON object. */
  List<JsonNode> lines() {
    return out.lines()
        .map(line -> Json.tree(line.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .toList();
  }

  /** The versions of the papers printed, by id. */
  Map<String, Integer> versions() {
    Map<String, Integer> versions = new TreeMap<>();
    for (JsonNode paper : lines()) {
      Integer before =
          versions.put(
              paper.get("id").asString(),
              paper.has("version") ? paper.get("version").asInt() : null);
      if (before != null) {
        throw new AssertionError("twice: " + paper.get("id"));
      }
    }
    return versions;
  }
}
