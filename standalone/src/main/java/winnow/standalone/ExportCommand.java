package winnow.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import winnow.config.ConfigException;
import winnow.config.Settings;
import winnow.kafka.Cluster;
import winnow.kafka.TopicKeeper;
import winnow.kafka.TopicReader;
import winnow.topics.Json;
import winnow.topics.Topic;
import winnow.topics.Topics;

/** What is there now: a topic's records, or the newsletter draft and feed. */
@Command(
    name = "export",
    description = "Prints what is there now, one JSON object a line or as a document.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  enum Format {
    jsonl,
    markdown,
    html,
    atom
  }

  @Mixin private Options options;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      defaultValue = "shortlist",
      description = "which topic (default: ${DEFAULT-VALUE})")
  private String topic;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "jsonl",
      description =
          "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); all but jsonl are of the"
              + " shortlist")
  private Format format;

  @Option(names = "--edition", paramLabel = "N", description = "the draft of this edition")
  private @Nullable Integer edition;

  @Option(names = "-o", paramLabel = "FILE", description = "write there instead")
  private @Nullable Path file;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws ConfigException {
    Topic<?> asked =
        Topics.named(topic)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "no topic is called "
                            + topic
                            + "; there are "
                            + Topics.ALL.stream()
                                .map(Topic::name)
                                .collect(Collectors.joining(", "))));
    if (format != Format.jsonl && !asked.equals(Topics.SHORTLIST)) {
      throw new ParameterException(
          spec.commandLine(), "--format " + format + " is of the shortlist, not of " + topic);
    }
    Settings settings = options.settings();
    String text;
    try (Site site = Site.join(settings, options.data())) {
      try (var admin = site.cluster().admin()) {
        new TopicKeeper(admin, site.cluster()).create(Pipeline.TOPICS);
      }
      text = text(settings, site.cluster(), asked);
    }
    deliver(text);
    return Winnow.DONE;
  }

  private String text(Settings settings, Cluster cluster, Topic<?> asked) throws ConfigException {
    if (format == Format.jsonl) {
      return lines(cluster, asked);
    }
    Outputs outputs = new Outputs(settings.outputs(), Options.profile(settings.profile()));
    return switch (format) {
      case markdown -> outputs.markdown(cluster, edition);
      case html -> outputs.html(cluster, edition);
      default -> outputs.atom(cluster);
    };
  }

  private static String lines(Cluster cluster, Topic<?> topic) {
    List<String> all = new ArrayList<>();
    Map<String, String> latest = new LinkedHashMap<>();
    new TopicReader(cluster)
        .raw(
            topic,
            record -> {
              if (!topic.keep().latestOnly()) {
                all.add(line(record));
              } else if (record.value() == null) {
                latest.remove(record.key());
              } else {
                latest.put(record.key(), line(record));
              }
            });
    all.addAll(latest.values());
    return all.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  /** The record's value as it stands, with its key before it; a dead letter with its headers. */
  private static String line(ConsumerRecord<String, byte[]> record) {
    String value =
        record.value() == null ? "{}" : new String(record.value(), StandardCharsets.UTF_8).strip();
    if (record.topic().endsWith(Topics.DEAD_LETTERS.name())) {
      return letter(record, value);
    }
    String key = "{\"key\":" + Json.text(String.valueOf(record.key()));
    return value.equals("{}") ? key + "}" : key + "," + value.substring(1);
  }

  private static String letter(ConsumerRecord<String, byte[]> record, String value) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("key", record.key());
    for (Header header : record.headers()) {
      line.put(
          header.key().replace("winnow.", ""), new String(header.value(), StandardCharsets.UTF_8));
    }
    line.put("value", value);
    return Json.text(line);
  }

  private void deliver(String text) {
    if (file == null) {
      PrintWriter out = spec.commandLine().getOut();
      out.print(text);
      out.flush();
      return;
    }
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("-o cannot be written: " + file, e);
    }
  }
}
