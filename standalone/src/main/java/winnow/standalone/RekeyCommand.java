package winnow.standalone;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import winnow.config.ConfigException;
import winnow.config.Settings;
import winnow.enrich.merge.Rekeying;
import winnow.kafka.TopicReader;
import winnow.model.Identifier;
import winnow.model.Profile;
import winnow.topics.Topics;

/** History under the rules of today. */
@Command(
    name = "rekey",
    description =
        "Keys again what was heard before by the rules of this version, which say what names are"
            + " one paper's; after an upgrade that says so. May be interrupted and begun anew.",
    mixinStandardHelpOptions = true)
final class RekeyCommand implements Callable<Integer> {
  @Mixin private Options options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws ConfigException {
    Settings settings = options.settings();
    Profile profile = Options.profile(settings.profile());
    Progress progress = Progress.onTerminal(spec.commandLine().getErr());
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    PrintWriter out = spec.commandLine().getOut();
    progress.stage("starting the broker");
    try (Site site = Site.join(settings, options.data())) {
      Pipeline.makeTopics(site.cluster());
      SortedSet<Identifier> names = names(new TopicReader(site.cluster()));
      Rekeying.of(
          site.cluster(),
          names,
          asked -> progress.stage("asked " + asked + " of " + names.size() + " names"));
      Path state = site.state().orElse(null);
      if (state != null) {
        Pipeline.carryOut(site.cluster(), settings, profile, state, meters, progress);
      }
      progress.done();
      out.println("asked        %d names of papers".formatted(names.size()));
      out.println(
          state == null
              ? "keyed again  by the run that is at work, when it comes to them"
              : "keyed again  %d, the others were already".formatted(keyed(meters)));
      out.flush();
    }
    return Winnow.DONE;
  }

  /** Whatever was heard was heard under one of them. */
  private static SortedSet<Identifier> names(TopicReader topics) {
    SortedSet<Identifier> names = new TreeSet<>();
    topics.each(Topics.PAPERS, (id, paper) -> names.addAll(paper.identifiers()));
    return names;
  }

  private static long keyed(SimpleMeterRegistry meters) {
    var counter = meters.find("winnow.names").tag("outcome", "keyed-again").counter();
    return counter == null ? 0 : (long) counter.count();
  }
}
