package winnow.standalone;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import winnow.config.ConfigException;
import winnow.config.Settings;
import winnow.model.Profile;

/** A scheduled run: polls what is due, drains every stage, writes the outputs, says what came. */
@Command(
    name = "once",
    description = "Polls what is due, drains every stage, writes the outputs, prints the funnel.",
    mixinStandardHelpOptions = true)
final class OnceCommand implements Callable<Integer> {
  @Mixin private Options options;

  @Option(names = "--json", description = "print the funnel as one JSON object")
  private boolean json;

  @Option(
      names = "--now",
      paramLabel = "INSTANT",
      description = "act as if it were this moment, for example 2026-11-23T01:13:00Z")
  private @Nullable Instant now;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws ConfigException {
    Settings settings = options.settings();
    Profile profile = Options.profile(settings.profile());
    PrintWriter out = spec.commandLine().getOut();
    Progress progress = Progress.onTerminal(spec.commandLine().getErr());
    Clock clock = now == null ? Clock.systemUTC() : Clock.fixed(now, ZoneOffset.UTC);
    long start = System.nanoTime();
    progress.stage("starting the broker");
    Funnel funnel;
    try (Site site = Site.hold(settings, options.data());
        Pipeline pipeline =
            Pipeline.start(
                site.cluster(),
                settings,
                profile,
                site.state().orElseThrow(),
                clock,
                new SimpleMeterRegistry(),
                progress)) {
      long ready = System.nanoTime();
      funnel = pipeline.round().after("broker", ready - start);
      new Outputs(settings.outputs(), profile).write(site.cluster());
      progress.done();
    }
    out.print(json ? funnel.json() + "\n" : funnel.text());
    out.flush();
    return funnel.failed() ? Winnow.FAILURES : Winnow.DONE;
  }
}
