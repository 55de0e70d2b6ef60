package winnow.standalone;

import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import winnow.config.ConfigException;
import winnow.config.Settings;
import winnow.enrich.train.Trial;
import winnow.model.Profile;
import winnow.publish.Desk;

/** The same as once, for good: with its own schedule and the review page. */
@Command(
    name = "run",
    description =
        "Polls on its own schedule, keeps the outputs up to date, serves the review page.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
  private static final Duration LOOK = Duration.ofSeconds(5);

  @Mixin private Options options;

  @Override
  public Integer call() throws ConfigException {
    Settings settings = options.settings();
    Profile profile = Options.profile(settings.profile());
    Timetable schedule = Timetable.of(settings.schedule());
    Timetable lessons =
        settings.learning().off() ? null : Timetable.of(settings.learning().schedule());
    try (UntilStopped stop = new UntilStopped();
        Site site = Site.hold(settings, options.data());
        VitalsPage page = VitalsPage.open(settings.metrics());
        Pipeline pipeline =
            Pipeline.start(
                site.cluster(),
                settings,
                profile,
                site.state().orElseThrow(),
                Clock.systemUTC(),
                page.meters(),
                Progress.none())) {
      Desk desk =
          Desk.wire(site.cluster(), settings.review(), profile, AddCommand.byHand(site.cluster()));
      desk.start();
      List<StageWatch> watches = pipeline.watch(page.vitals());
      new FeedGauges(settings.feeds(), page.meters()).of(pipeline.ingest());
      page.vitals().live("review page", desk::trouble);
      try {
        LOG.info(
            "at work: broker {}, review page http://{}:{}/",
            site.cluster().bootstrap(),
            settings.review().host(),
            desk.port());
        Learning learning = new Learning(site.cluster(), settings, profile, Clock.systemUTC());
        rounds(
            pipeline,
            schedule,
            new Term(lessons, learning),
            stop,
            new Outputs(settings.outputs(), profile),
            site);
      } finally {
        watches.forEach(StageWatch::close);
        desk.stop();
      }
      LOG.info("stopping");
    }
    return Winnow.DONE;
  }

  private static void rounds(
      Pipeline pipeline,
      Timetable schedule,
      Term term,
      UntilStopped stop,
      Outputs outputs,
      Site site) {
    do {
      Funnel funnel = pipeline.round();
      if (term.learns()) {
        pipeline.drain();
      }
      outputs.write(site.cluster());
      if (funnel.sightings() > 0) {
        LOG.info("round {}", funnel.json());
      }
      funnel.failures().forEach(failure -> LOG.warn("feed failed: {}", failure));
    } while (!untilNext(pipeline, schedule, stop));
  }

  /** Waits for the schedule, and says whether the process was asked to end meanwhile. */
  private static boolean untilNext(Pipeline pipeline, Timetable schedule, UntilStopped stop) {
    ZonedDateTime next = schedule.next();
    while (ZonedDateTime.now(next.getZone()).isBefore(next)) {
      long left = ChronoUnit.MILLIS.between(ZonedDateTime.now(next.getZone()), next) + 1;
      if (stop.await(Math.min(left, LOOK.toMillis()))) {
        return true;
      }
      pipeline.requireAtWork();
    }
    return false;
  }

  /** When it learns; looked at after each round. */
  private static final class Term {
    private final @Nullable Timetable timetable;
    private final Learning learning;
    private @Nullable ZonedDateTime next;

    Term(@Nullable Timetable timetable, Learning learning) {
      this.timetable = timetable;
      this.learning = learning;
      this.next = timetable == null ? null : timetable.next();
    }

    /** Learns if it is time, and says whether a new lesson took over. */
    boolean learns() {
      if (timetable == null || next == null || ZonedDateTime.now(next.getZone()).isBefore(next)) {
        return false;
      }
      next = timetable.next();
      try {
        Trial trial = learning.learn();
        LOG.info("lesson: {}", trial.verdict());
        return trial.takesOver();
      } catch (ConfigException e) {
        LOG.warn("nothing can be learned: {}", e.getMessage());
        return false;
      }
    }
  }
}
