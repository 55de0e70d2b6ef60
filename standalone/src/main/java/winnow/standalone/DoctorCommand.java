package winnow.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import winnow.config.ConfigException;
import winnow.config.Credentials;
import winnow.config.Settings;
import winnow.http.WebFetcher;
import winnow.http.WebFetcher.Limits;
import winnow.ingest.Ingest;
import winnow.ingest.Pause;
import winnow.kafka.Cluster;
import winnow.kafka.Reach;
import winnow.kafka.TopicKeeper;
import winnow.kafka.TopicReader;
import winnow.model.FeedState;
import winnow.model.Health;
import winnow.topics.Topics;

/** Looks at everything a run needs and says what to do about what is wrong. */
@Command(
    name = "doctor",
    description =
        "Checks Java, clock, disk, configuration, credentials, broker, topics and feeds; says what"
            + " to do. Feeds are asked, and nothing is kept of the answers, unless a run is at work"
            + " that asks them itself.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  private static final long ENOUGH_DISK = 1L << 30;
  private static final Instant RELEASED = Instant.parse("2026-11-01T00:00:00Z");
  private static final Duration SLACK = Duration.ofMinutes(5);

  @Mixin private Options options;

  @Option(names = "--offline", description = "ask no feed; say how each was when last asked")
  private boolean offline;

  @Spec private CommandSpec spec;

  private boolean wrong;

  @Override
  public Integer call() {
    java();
    clock();
    try {
      Settings settings = options.settings();
      Options.profile(settings.profile());
      Timetable.of(settings.schedule());
      if (!settings.learning().off()) {
        Timetable.of(settings.learning().schedule());
      }
      well("configuration", settings.feeds().size() + " feeds, profile " + settings.profile());
      disk(options.data());
      page(settings.review());
      credentials(settings.kafka());
      broker(settings);
    } catch (ConfigException e) {
      bad("configuration", String.valueOf(e.getMessage()));
    }
    spec.commandLine().getOut().flush();
    return wrong ? Winnow.FAILURES : Winnow.DONE;
  }

  private void java() {
    int version = Runtime.version().feature();
    if (version < 17) {
      bad("java", version + " is too old; install 17 or newer");
    } else {
      well("java", Runtime.version().toString());
    }
  }

  /** A wrong clock shows as a time before this release, or before what is already recorded. */
  private void clock() {
    Instant now = Instant.now();
    if (now.isBefore(RELEASED)) {
      bad("clock", now + " is before this release; set the machine's clock");
    } else {
      well("clock", now.toString());
    }
  }

  private void clock(Collection<FeedState> states) {
    Instant now = Instant.now();
    states.stream()
        .filter(state -> state.polledAt().isAfter(now.plus(SLACK)))
        .findFirst()
        .ifPresent(
            state ->
                bad(
                    "clock",
                    now
                        + " is before "
                        + state.polledAt()
                        + ", when "
                        + state.feed()
                        + " was last asked; set the machine's clock"));
  }

  /** Which are set, and no value of any. */
  private void credentials(Settings.Kafka kafka) {
    for (KafkaCredentials.Finding one : KafkaCredentials.of(kafka.properties())) {
      String what = "kafka.properties." + one.setting();
      if (one.well()) {
        well(what, one.how());
      } else {
        bad(what, one.how());
      }
    }
  }

  private void credentials(Settings.Feed feed) {
    if (feed.reddit() == null) {
      return;
    }
    try {
      Credentials credentials = Credentials.of(System.getenv());
      List<String> open = feed.access().stream().filter(credentials::opens).toList();
      List<String> shut = feed.access().stream().filter(door -> !open.contains(door)).toList();
      if (open.isEmpty()) {
        bad(feed.id(), "no credentials for " + shut + ", so it is asked anonymously; set them");
      } else {
        well(
            feed.id(),
            "asks through " + open + (shut.isEmpty() ? "" : "; no credentials for " + shut));
      }
    } catch (ConfigException e) {
      bad("credentials", String.valueOf(e.getMessage()));
    }
  }

  private void disk(Path data) {
    try {
      Files.createDirectories(data);
      long free = Files.getFileStore(data).getUsableSpace();
      if (!Files.isWritable(data)) {
        bad("disk", data + " may not be written; give it to this user, or see --data");
      } else if (free < ENOUGH_DISK) {
        bad("disk", (free >> 20) + " MiB free for " + data + "; make room for a GiB");
      } else {
        well("disk", (free >> 30) + " GiB free for " + data);
      }
    } catch (IOException e) {
      bad("disk", data + " cannot be made or written: " + e.getMessage() + "; see --data");
    }
  }

  private void page(Settings.Review review) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(review.host(), review.port()));
      well("review page", review.listen() + " is free");
    } catch (IOException e) {
      well(
          "review page", review.listen() + " is in use: by a running winnow, or see review.listen");
    }
  }

  private void broker(Settings settings) {
    try (Site site = Site.join(settings, options.data())) {
      if (Reach.await(site.cluster(), wait -> true)) {
        well("broker", site.cluster().bootstrap());
        boolean asks = site.alone() && !offline;
        if (topics(site.cluster(), asks)) {
          feeds(settings, asks ? asked(settings, site.cluster()) : recorded(site.cluster()));
        }
      } else {
        bad("broker", site.cluster().bootstrap() + " does not answer; start it, or see kafka:");
      }
    } catch (HeldException e) {
      bad("data", e.getMessage() + "; wait until that one is at work, or has ended");
    } catch (ConfigException | RuntimeException e) {
      bad("broker", e.getMessage() + "; see kafka: in the configuration");
    }
  }

  /** Whether there are any, after it made them if it was told to. */
  private boolean topics(Cluster cluster, boolean makes) {
    try (Admin admin = cluster.admin()) {
      TopicKeeper keeper = new TopicKeeper(admin, cluster);
      if (makes) {
        keeper.create(Pipeline.TOPICS);
      }
      List<String> problems = keeper.check(Pipeline.TOPICS);
      if (problems.size() == Pipeline.TOPICS.size()) {
        well("topics", "none yet; the first run makes them");
        return false;
      }
      problems.forEach(problem -> bad("topics", problem));
      if (problems.isEmpty()) {
        well("topics", Pipeline.TOPICS.size() + " as they should be");
      }
      return true;
    }
  }

  /** How feeds were when they were last asked. */
  private Collection<FeedState> recorded(Cluster cluster) {
    Collection<FeedState> states = new TopicReader(cluster).latest(Topics.FEEDS).values();
    clock(states);
    return states;
  }

  /** How feeds are now; one that is to be left alone for a while, as it was. */
  private Collection<FeedState> asked(Settings settings, Cluster cluster) throws ConfigException {
    Clock clock = Clock.systemUTC();
    Credentials credentials = Credentials.of(System.getenv());
    try (WebFetcher fetcher = new WebFetcher(Pipeline.USER_AGENT, Limits.DEFAULT, clock);
        Ingest ingest =
            Ingest.rehearse(settings, credentials, cluster, fetcher, clock, Pause.real())) {
      clock(ingest.states().values());
      ingest.poll();
      return ingest.states().values();
    }
  }

  private void feeds(Settings settings, Collection<FeedState> states) {
    for (Settings.Feed feed : settings.feeds()) {
      credentials(feed);
      Optional<FeedState> state =
          states.stream().filter(one -> one.feed().value().equals(feed.id())).findFirst();
      if (state.isEmpty()) {
        well(feed.id(), "not asked yet");
      } else if (state.get().health() == Health.WELL || state.get().health() == Health.QUIET) {
        well(feed.id(), health(state.get()));
      } else {
        bad(feed.id(), health(state.get()) + "; " + advice(state.get().health()));
      }
    }
  }

  private static String advice(Health health) {
    return switch (health) {
      case WELL, QUIET -> "nothing to do";
      case STALE -> "nothing to do at first: it is asked again within the day";
      case BROKEN -> "look at what is served there: 'winnow dead-letters list', or a browser";
      case UNREACHABLE -> "check its address and this machine's network and names";
      case BLOCKED ->
          "it is left alone for a while; if it lasts, ask less often: schedule,"
              + " providers.NAME.gap";
      case REFUSED -> "check its address, and your standing there";
    };
  }

  private static String health(FeedState state) {
    return state.health().name().toLowerCase(java.util.Locale.ROOT)
        + (state.reason() == null ? "" : ": " + state.reason())
        + ", last asked "
        + state.polledAt().truncatedTo(ChronoUnit.SECONDS);
  }

  private void well(String what, String how) {
    print("ok   ", what, how);
  }

  private void bad(String what, String how) {
    wrong = true;
    print("WRONG", what, how);
  }

  private void print(String mark, String what, String how) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(mark + "  " + what + ": " + how);
  }
}
