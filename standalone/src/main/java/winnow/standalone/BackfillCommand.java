package winnow.standalone;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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
import winnow.ingest.Backfill;
import winnow.model.Profile;

/** Days of the past, from the sources' archives. */
@Command(
    name = "backfill",
    description =
        "Fills the past: arXiv's categories from its archives, Reddit from what its listings still"
            + " hold; goes on where it was broken off.",
    mixinStandardHelpOptions = true)
final class BackfillCommand implements Callable<Integer> {
  @Mixin private Options options;

  @Option(
      names = "--since",
      required = true,
      paramLabel = "DATE",
      description = "the first day, for example 2026-10-01")
  private LocalDate since;

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
    Progress progress = Progress.onTerminal(spec.commandLine().getErr());
    Clock clock = now == null ? Clock.systemUTC() : Clock.fixed(now, ZoneOffset.UTC);
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    progress.stage("starting the broker");
    Backfill done;
    try (Site site = Site.hold(settings, options.data());
        Pipeline pipeline =
            Pipeline.start(
                site.cluster(),
                settings,
                profile,
                site.state().orElseThrow(),
                clock,
                meters,
                progress)) {
      long start = System.nanoTime();
      done = pipeline.ingest().backfill(since, far -> show(progress, far, start));
      pipeline.drain();
      new Outputs(settings.outputs(), profile).write(site.cluster());
      progress.done();
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "days         %d asked about, %d without an answer, %d left"
            .formatted(done.asked(), done.silent(), done.days() - done.asked()));
    if (done.pages() > 0) {
      out.println("pages        %d of Reddit's listings read".formatted(done.pages()));
    }
    out.println("papers       %d new".formatted(papers(meters)));
    if (!done.stopped().isEmpty()) {
      out.println("stopped      " + done.stopped() + "; the next backfill goes on from here");
    }
    out.flush();
    return done.stopped().isEmpty() && done.silent() == 0 ? Winnow.DONE : Winnow.FAILURES;
  }

  private static void show(Progress progress, Backfill far, long start) {
    if (far.pages() > 0) {
      progress.stage("read page " + far.pages() + " of Reddit's listings");
      return;
    }
    Duration each = Duration.ofNanos(System.nanoTime() - start).dividedBy(far.asked());
    progress.days(far.asked(), far.days(), each.multipliedBy(far.days() - far.asked()));
  }

  private static long papers(SimpleMeterRegistry meters) {
    var counter = meters.find("winnow.papers").tag("outcome", "new").counter();
    return counter == null ? 0 : (long) counter.count();
  }
}
