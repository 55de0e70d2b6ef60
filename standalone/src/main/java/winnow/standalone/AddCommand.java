package winnow.standalone;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import winnow.config.ConfigException;
import winnow.config.Settings;
import winnow.ingest.ByHand;
import winnow.kafka.Cluster;
import winnow.model.Profile;
import winnow.model.Sighting;
import winnow.publish.review.ReviewPage;

/** A paper that nobody's feed had. */
@Command(
    name = "add",
    description =
        "Adds papers by hand: links, arXiv ids or DOIs. What they are about is looked up by the"
            + " next round.",
    mixinStandardHelpOptions = true)
final class AddCommand implements Callable<Integer> {
  @Mixin private Options options;

  @Parameters(arity = "1..*", paramLabel = "URL", description = "a link, an arXiv id or a DOI")
  private List<String> names;

  @Spec private CommandSpec spec;

  /**
   * Takes papers that are named while the program runs. It opens for each anew, since whoever adds
   * last shuts the one before out.
   */
  static ReviewPage.Additions byHand(Cluster cluster) {
    return name -> {
      Sighting paper = ByHand.sighting(name, Instant.now());
      try (ByHand hand = new ByHand(cluster)) {
        hand.add(List.of(paper));
      }
    };
  }

  @Override
  public Integer call() throws ConfigException {
    List<Sighting> papers;
    try {
      Instant now = Instant.now();
      papers = names.stream().map(name -> ByHand.sighting(name, now)).toList();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    Settings settings = options.settings();
    Profile profile = Options.profile(settings.profile());
    try (Site site = Site.join(settings, options.data())) {
      Pipeline.makeTopics(site.cluster());
      try (ByHand hand = new ByHand(site.cluster())) {
        hand.add(papers);
      }
      Path state = site.state().orElse(null);
      if (state != null) {
        Pipeline.carryOut(site.cluster(), settings, profile, state);
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    papers.forEach(paper -> out.println("added " + paper.key()));
    out.flush();
    return Winnow.DONE;
  }
}
