package winnow.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
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
import picocli.CommandLine.Spec;
import winnow.config.ConfigException;
import winnow.config.Credentials;
import winnow.config.Settings;
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
            + " to do.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  private static final long ENOUGH_DISK = 1L << 30;
  private static final Instant RELEASED = Instant.parse("2026-11-01T00:00:00Z");
  private static final Duration SLACK = Duration.ofMinutes(5);

  @Mixin private Options options;

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
      well("configuration", settings.feeds().size() + " feeds, profile " + settings.profile());
      disk(options.data());
      page(settings.review());
      credentials(settings.kafka());
      if (broker(settings)) {
        spec.commandLine().getOut().flush();
      }
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
      if (free < ENOUGH_DISK) {
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

  private boolean broker(Settings settings) {
    try (Site site = Site.join(settings, options.data());
        Admin admin = site.cluster().admin()) {
      well("broker", site.cluster().bootstrap());
      List<String> problems = new TopicKeeper(admin, site.cluster()).check(Pipeline.TOPICS);
      boolean none = problems.size() == Pipeline.TOPICS.size();
      if (problems.isEmpty()) {
        well("topics", Pipeline.TOPICS.size() + " as they should be");
      } else if (none) {
        well("topics", "none yet; the first run makes them");
      } else {
        problems.forEach(problem -> bad("topics", problem));
      }
      if (!none) {
        feeds(settings, new TopicReader(site.cluster()).latest(Topics.FEEDS).values());
      }
      return true;
    } catch (RuntimeException e) {
      bad("broker", e.getMessage() + "; see kafka: in the configuration");
      return false;
    }
  }

  private void feeds(Settings settings, Collection<FeedState> states) {
    clock(states);
    for (Settings.Feed feed : settings.feeds()) {
      credentials(feed);
      Optional<FeedState> state =
          states.stream().filter(one -> one.feed().value().equals(feed.id())).findFirst();
      if (state.isEmpty()) {
        well(feed.id(), "not asked yet");
      } else if (state.get().health() == Health.WELL || state.get().health() == Health.QUIET) {
        well(feed.id(), health(state.get()));
      } else {
        bad(feed.id(), health(state.get()));
      }
    }
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
