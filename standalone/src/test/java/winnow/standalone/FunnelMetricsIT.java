package winnow.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.config.Settings;
import winnow.config.SettingsFile;
import winnow.kafka.DeadLetterBox;
import winnow.kafka.TopicReader;
import winnow.model.ShortlistEntry;
import winnow.topics.Topic;
import winnow.topics.Topics;

/** The funnel's counters, read as Prometheus reads them, add up to each other and to the topics. */
class FunnelMetricsIT {
  @TempDir Path folder;
  private final Map<String, Double> metrics = new HashMap<>();

  @Test
  void metrics_bundledWeek_addUp() throws Exception {
    try (SampleWeek week = new SampleWeek()) {
      Settings settings =
          Settings.defaults()
              .with(week.feeds(), folder, new Settings.Review("127.0.0.1:0"))
              .withoutLookups();
      MovableClock clock = new MovableClock(evening(week.days().get(0)));
      run(
          settings,
          clock,
          week.days(),
          day -> {
            week.turnTo(day);
            clock.moveTo(evening(day));
          });
    }
  }

  @Test
  void metrics_capturedWeek_addUp() throws Exception {
    Captures captures = Captures.orSkip();
    try (FeedServer server = new FeedServer()) {
      Workspace workspace = new Workspace(folder);
      for (String category : List.of("cs.AI", "cs.CL", "cs.CV", "cs.LG")) {
        workspace.arxiv(category, server.address("/rss/" + category));
      }
      List<LocalDate> week =
          captures.days().stream()
              .filter(day -> day.compareTo("2024-03-06") >= 0 && day.compareTo("2024-03-12") <= 0)
              .map(LocalDate::parse)
              .toList();
      MovableClock clock = new MovableClock(week.get(0).atTime(1, 13).toInstant(ZoneOffset.UTC));
      run(
          SettingsFile.read(workspace.config()),
          clock,
          week,
          day -> {
            server.clear();
            captures
                .of(day.toString())
                .forEach((category, file) -> server.serve("/rss/" + category, bytes(file)));
            clock.moveTo(day.atTime(1, 13).toInstant(ZoneOffset.UTC));
          });
    }
  }

  private interface Turned {
    void to(LocalDate day);
  }

  private void run(Settings settings, Clock clock, List<LocalDate> days, Turned turned)
      throws Exception {
    try (Site site = Site.hold(settings, folder.resolve("data"));
        VitalsPage page = VitalsPage.open(new Settings.Metrics("127.0.0.1:0"));
        Pipeline pipeline =
            Pipeline.start(
                site.cluster(),
                settings,
                Options.profile(settings.profile()),
                site.state().orElseThrow(),
                clock,
                page.meters(),
                Progress.none())) {
      List<StageWatch> watches = pipeline.watch(page.vitals());
      new FeedGauges(settings.feeds(), page.meters()).of(pipeline.ingest());
      for (LocalDate day : days) {
        turned.to(day);
        pipeline.round();
      }
      untilReady(page);
      read(page);
      watches.forEach(StageWatch::close);
      assertThat(status(page, "/health/live")).isEqualTo(200);

      double turns = sum("winnow_turns_total", not("outcome=\"waiting\""));
      assertThat(turns).isPositive();
      assertThat(sum("winnow_fetches_total")).as("fetches = turns").isEqualTo(turns);
      assertThat(sum("winnow_entries_total"))
          .as("entries read = new + known + ignored + rejected")
          .isEqualTo(sum("winnow_entries_read_total"));
      assertThat(sum("winnow_sightings_total", has("stage=\"enrich\"")))
          .as("sightings written = heard, with none turned away")
          .isEqualTo(sum("winnow_sightings_total", has("stage=\"ingest\"")))
          .isEqualTo(records(site, Topics.SIGHTINGS));
      assertThat(sum("winnow_papers_total"))
          .as("papers told = heard")
          .isEqualTo(sum("winnow_papers_heard_total"))
          .isEqualTo(records(site, Topics.PAPERS));
      assertThat(papers("new") - papers("gone"))
          .as("papers = new - gone")
          .isEqualTo(new TopicReader(site.cluster()).latest(Topics.PAPERS).size());
      for (ShortlistEntry.Status status : ShortlistEntry.Status.values()) {
        String tag = "status=\"" + status.name().toLowerCase(java.util.Locale.ROOT) + "\"";
        assertThat(
                sum("winnow_shortlist_total", has(tag))
                    - sum("winnow_shortlist_left_total", has(tag)))
            .as("on the shortlist as " + status + " = came - left")
            .isEqualTo(
                new TopicReader(site.cluster())
                    .latest(Topics.SHORTLIST).values().stream()
                        .filter(entry -> entry.status() == status)
                        .mapToDouble(entry -> 1)
                        .sum());
      }
      assertThat(sum("winnow_dead_letters_total"))
          .as("dead letters, by stage and cause")
          .isEqualTo(new DeadLetterBox(site.cluster()).letters().size());
      assertThat(sum("winnow_feed_health")).as("a word for each feed").isEqualTo(feeds(settings));
      assertThat(sum("winnow_lag")).isZero();
      assertThat(sum("winnow_behind_seconds")).isZero();
      assertThat(sum("jvm_memory_used_bytes")).isPositive();
      System.out.println(
          "counters add up over "
              + days.size()
              + " days: "
              + (long) sum("winnow_entries_total")
              + " entries, "
              + (long) sum("winnow_papers_total")
              + " papers told");
    }
  }

  private static int feeds(Settings settings) {
    return settings.feeds().size();
  }

  private double papers(String outcome) {
    return sum("winnow_papers_total", has("outcome=\"" + outcome + "\""));
  }

  private static double records(Site site, Topic<?> topic) {
    long[] count = new long[1];
    new TopicReader(site.cluster()).raw(topic, record -> count[0]++);
    return count[0];
  }

  private void untilReady(VitalsPage page) throws Exception {
    Instant until = Instant.now().plusSeconds(30);
    while (status(page, "/health/ready") != 200 || !rested(page)) {
      assertThat(Instant.now()).isBefore(until);
    }
  }

  private boolean rested(VitalsPage page) throws Exception {
    read(page);
    return sum("winnow_lag") == 0;
  }

  private void read(VitalsPage page) throws Exception {
    metrics.clear();
    get(page, "/metrics")
        .body()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> {
              int space = line.lastIndexOf(' ');
              metrics.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
            });
  }

  private static int status(VitalsPage page, String path) throws Exception {
    return get(page, path).statusCode();
  }

  private static HttpResponse<String> get(VitalsPage page, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page.port() + path)).build(),
            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private double sum(String name) {
    return sum(name, tags -> true);
  }

  private double sum(String name, Predicate<String> tags) {
    return metrics.entrySet().stream()
        .filter(one -> one.getKey().equals(name) || one.getKey().startsWith(name + "{"))
        .filter(one -> tags.test(one.getKey()))
        .collect(Collectors.summingDouble(Map.Entry::getValue));
  }

  private static Predicate<String> has(String tag) {
    return tags -> tags.contains(tag);
  }

  private static Predicate<String> not(String tag) {
    return has(tag).negate();
  }

  private static Instant evening(LocalDate day) {
    return day.atTime(22, 0).toInstant(ZoneOffset.UTC);
  }

  private static byte[] bytes(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readAllBytes();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
