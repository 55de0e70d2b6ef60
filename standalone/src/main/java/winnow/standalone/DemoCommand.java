package winnow.standalone;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import winnow.config.ConfigException;
import winnow.config.Settings;
import winnow.model.Decision;
import winnow.model.Profile;
import winnow.publish.DecisionLog;
import winnow.publish.Desk;

/** The whole pipeline on the bundled week, from the fetchers to the newsletter draft. */
@Command(
    name = "demo",
    description = "Runs the whole pipeline on a bundled sample week and shows the review page.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final LocalTime EVENING = LocalTime.of(22, 0);

  @Mixin private Options options;

  @Option(names = "--once", description = "end when all is drained, without the review page")
  private boolean once;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws ConfigException {
    Path data = options.dataGiven() ? options.data() : temporary();
    try (UntilStopped stop = new UntilStopped()) {
      try {
        return demo(data, stop);
      } finally {
        if (!options.dataGiven()) {
          delete(data);
        }
      }
    }
  }

  private int demo(Path data, UntilStopped stop) throws ConfigException {
    PrintWriter out = spec.commandLine().getOut();
    Progress progress = Progress.onTerminal(spec.commandLine().getErr());
    Settings own = options.settings();
    Path outputs = own.outputs().resolve("demo");
    Profile profile = Options.profile("ml-safety");
    progress.stage("starting the broker");
    long start = System.nanoTime();
    try (SampleWeek week = new SampleWeek()) {
      Settings settings =
          Settings.defaults().with(week.feeds(), outputs, own.review()).withoutLookups();
      MovableClock clock = new MovableClock(evening(week.days().get(0)));
      try (Site site = Site.hold(settings, data);
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
        Funnel funnel = week(week, pipeline, clock, site).after("broker", ready - start);
        List<Path> written = new Outputs(outputs, profile).write(site.cluster());
        progress.done();
        out.print(funnel.text());
        out.println("             a broken document and a broken entry belong to the week");
        written.forEach(file -> out.println("written      " + file));
        out.flush();
        if (!once) {
          showPage(settings, profile, site, stop, out);
        }
      }
    }
    return Winnow.DONE;
  }

  private static void showPage(
      Settings settings, Profile profile, Site site, UntilStopped stop, PrintWriter out) {
    Desk desk =
        Desk.wire(site.cluster(), settings.review(), profile, AddCommand.byHand(site.cluster()));
    desk.start();
    try {
      out.println("review page  http://" + settings.review().host() + ":" + desk.port() + "/");
      out.println("             Ctrl-C ends the demo");
      out.flush();
      stop.await();
    } finally {
      desk.stop();
    }
  }

  /** A round at the end of each day, and at the end of the week what its curators decided. */
  private static Funnel week(SampleWeek week, Pipeline pipeline, MovableClock clock, Site site)
      throws ConfigException {
    Funnel funnel = null;
    for (LocalDate day : week.days()) {
      week.turnTo(day);
      clock.moveTo(evening(day));
      Funnel round = pipeline.round();
      funnel = funnel == null ? round : funnel.with(round);
    }
    if (funnel == null) {
      throw new IllegalStateException("the sample week has no day");
    }
    List<Decision> decided =
        DecisionLines.read("the sample week", week.decisions(), clock.instant(), "demo-curator");
    try (DecisionLog log = new DecisionLog(site.cluster())) {
      log.append(decided);
    }
    pipeline.drain();
    return funnel;
  }

  private static Instant evening(LocalDate day) {
    return day.atTime(EVENING).toInstant(ZoneOffset.UTC);
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("winnow-demo");
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder can be made", e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(one);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the demo's folder cannot be removed: " + folder, e);
    }
  }
}
