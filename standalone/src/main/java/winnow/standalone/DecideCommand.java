package winnow.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import winnow.config.ConfigException;
import winnow.config.Settings;
import winnow.kafka.TopicKeeper;
import winnow.kafka.TopicReader;
import winnow.model.Decision;
import winnow.model.Paper;
import winnow.model.Profile;
import winnow.publish.DecisionLog;
import winnow.topics.Topics;

/** A curator's decision from the shell. */
@Command(
    name = "decide",
    description = "Records a decision about a paper, or many from a file: all of them, or none.",
    mixinStandardHelpOptions = true)
final class DecideCommand implements Callable<Integer> {
  @Mixin private Options options;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ID",
      description = "the paper: arxiv:2211.00593, a link, …")
  private @Nullable String id;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ACTION",
      description = "approve, reject, maybe, snooze or undo")
  private @Nullable String action;

  @Option(names = "--edition", paramLabel = "N", description = "the newsletter's number")
  private @Nullable Integer edition;

  @Option(names = "--section", paramLabel = "S", description = "a section of the profile, or Other")
  private @Nullable String section;

  @Option(names = "--placement", paramLabel = "P", description = "feature or one-liner")
  private @Nullable String placement;

  @Option(names = "--heading", paramLabel = "T", description = "the newsletter's heading")
  private @Nullable String heading;

  @Option(names = "--text", paramLabel = "T", description = "the newsletter's text")
  private @Nullable String text;

  @Option(names = "--channel", paramLabel = "C", description = "where --post goes")
  private @Nullable String channel;

  @Option(names = "--post", paramLabel = "T", description = "the text to post")
  private @Nullable String post;

  @Option(
      names = "--until",
      paramLabel = "DATE",
      description = "the day a snoozed paper comes back")
  private @Nullable String until;

  @Option(names = "--reason", paramLabel = "R", description = "why")
  private @Nullable String reason;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "who decides (default: your user name)")
  private @Nullable String by;

  @Option(
      names = "--file",
      paramLabel = "F",
      description = "decisions, one JSON object a line with the names of these options")
  private @Nullable Path file;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws ConfigException {
    Settings settings = options.settings();
    Profile profile = Options.profile(settings.profile());
    List<Decision> decisions = decisions();
    requireSections(profile, decisions);
    try (Site site = Site.join(settings, options.data())) {
      try (Admin admin = site.cluster().admin()) {
        new TopicKeeper(admin, site.cluster()).create(Pipeline.TOPICS);
      }
      requireKnown(new TopicReader(site.cluster()).latest(Topics.PAPERS), decisions);
      try (DecisionLog log = new DecisionLog(site.cluster())) {
        log.append(decisions);
      }
      Path state = site.state().orElse(null);
      if (state != null) {
        IdentityWord.carryOut(site, settings, profile, state);
      }
    }
    spec.commandLine().getOut().println(decisions.size() + " recorded");
    spec.commandLine().getOut().flush();
    return Winnow.DONE;
  }

  private List<Decision> decisions() throws ConfigException {
    String who = by == null ? System.getProperty("user.name", "somebody") : by;
    Instant now = Instant.now();
    if (file != null) {
      if (id != null) {
        throw new ParameterException(spec.commandLine(), "ID and --file do not go together");
      }
      try {
        return DecisionLines.read(file.toString(), Files.readAllLines(file), now, who);
      } catch (IOException e) {
        throw new ConfigException("--file cannot be read: " + file + ": " + e.getMessage());
      }
    }
    try {
      return List.of(
          new DecisionLines.Line(
                  id, action, edition, section, placement, heading, text, channel, post, until,
                  reason, by)
              .decision(now, who));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static void requireSections(Profile profile, List<Decision> decisions)
      throws ConfigException {
    List<String> allowed = new ArrayList<>();
    profile.sections().forEach(one -> allowed.add(one.name()));
    allowed.add(Profile.OTHER);
    for (Decision decision : decisions) {
      if (decision.section() != null && !allowed.contains(decision.section())) {
        throw new ConfigException(
            decision.id()
                + ": section is one of "
                + String.join(", ", allowed)
                + ", not: "
                + decision.section());
      }
    }
  }

  private static void requireKnown(Map<String, Paper> papers, List<Decision> decisions)
      throws ConfigException {
    for (Decision decision : decisions) {
      if (!papers.containsKey(decision.id().toString())) {
        throw new ConfigException(
            "no paper goes by " + decision.id() + "; 'winnow export --topic papers' lists them");
      }
    }
  }
}
