package winnow.standalone;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import winnow.config.ConfigException;
import winnow.config.Settings;
import winnow.kafka.TopicReader;
import winnow.model.Decision;
import winnow.model.Identifier;
import winnow.model.Paper;
import winnow.model.Profile;
import winnow.publish.DecisionLog;
import winnow.topics.Topics;

/** What {@code merge} and {@code split} have in common: a curator's word on two names. */
final class IdentityWord {
  @Option(names = "--reason", paramLabel = "R", description = "why")
  private @Nullable String reason;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "who says so (default: your user name)")
  private @Nullable String by;

  /** Finds the decision in the papers there are. */
  interface Finding {
    Decision in(Map<String, Paper> papers) throws ConfigException;
  }

  @Nullable String reason() {
    return reason;
  }

  String by() {
    return by == null ? System.getProperty("user.name", "somebody") : by;
  }

  /**
   * Records the decision, and carries it out where no run is at work.
   *
   * @throws ConfigException if the papers there are do not allow it; then nothing is recorded
   */
  static Decision record(Options options, Finding finding) throws ConfigException {
    Settings settings = options.settings();
    Profile profile = Options.profile(settings.profile());
    try (Site site = Site.join(settings, options.data())) {
      Pipeline.makeTopics(site.cluster());
      Decision word = finding.in(new TopicReader(site.cluster()).latest(Topics.PAPERS));
      try (DecisionLog log = new DecisionLog(site.cluster())) {
        log.append(List.of(word));
      }
      Path state = site.state().orElse(null);
      if (state != null) {
        Pipeline.carryOut(site.cluster(), settings, profile, state);
      }
      return word;
    }
  }

  /** The paper that a name is of; the name may be any of its identifiers. */
  static Paper paper(Map<String, Paper> papers, Identifier name) throws ConfigException {
    Paper known = papers.get(name.toString());
    if (known != null && known.mergedInto() == null) {
      return known;
    }
    for (Paper paper : papers.values()) {
      if (paper.mergedInto() == null && paper.identifiers().contains(name)) {
        return paper;
      }
    }
    throw new ConfigException(
        "no paper goes by " + name + "; 'winnow export --topic papers' lists them");
  }
}
