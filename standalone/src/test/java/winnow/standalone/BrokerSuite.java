package winnow.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import winnow.config.Settings;
import winnow.config.SettingsFile;
import winnow.kafka.Cluster;
import winnow.kafka.DeadLetterBox;
import winnow.kafka.KafkaTroubleException;
import winnow.kafka.Ledger;
import winnow.kafka.TopicKeeper;
import winnow.kafka.TopicReader;
import winnow.kafka.Trace;
import winnow.model.Decision;
import winnow.model.FeedId;
import winnow.model.FeedState;
import winnow.model.Health;
import winnow.model.Paper;
import winnow.model.ShortlistEntry;
import winnow.publish.DecisionLog;
import winnow.topics.Topics;

/** What the program needs of a broker, whichever it is. Each test has topics of its own. */
abstract class BrokerSuite {
  @TempDir Path folder;
  private Path config;
  private Settings settings;
  private Cluster cluster;

  /** Where the broker is. */
  abstract String bootstrap();

  @BeforeEach
  void settle() throws Exception {
    config = folder.resolve("winnow.yaml");
    write("[]");
  }

  @Test
  void topics_createdTwice_areThereOnceAsTheyShouldBe() {
    try (Admin admin = cluster.admin()) {
      TopicKeeper keeper = new TopicKeeper(admin, cluster);

      assertThat(keeper.create(Pipeline.TOPICS)).hasSameSizeAs(Pipeline.TOPICS);
      assertThat(keeper.create(Pipeline.TOPICS)).isEmpty();
      assertThat(keeper.check(Pipeline.TOPICS)).isEmpty();
    }
  }

  @Test
  void ledger_oneRecordOfABatchIsRefused_writesNoneOfIt() {
    createTopics();
    try (Ledger ledger = new Ledger(cluster, "suite")) {
      ledger.write(List.of(state(ledger, "a"), state(ledger, "b")));
      ProducerRecord<String, byte[]> tooLarge =
          new ProducerRecord<>(cluster.name(Topics.FEEDS), "d", new byte[64 << 20]);

      assertThatThrownBy(() -> ledger.write(List.of(state(ledger, "c"), tooLarge)))
          .isInstanceOf(KafkaTroubleException.class);
      ledger.write(List.of(state(ledger, "e")));
    }

    assertThat(new TopicReader(cluster).latest(Topics.FEEDS)).containsOnlyKeys("a", "b", "e");
  }

  @Test
  void ledger_anotherOfItsName_shutsItOutForGood() {
    createTopics();
    try (Ledger first = new Ledger(cluster, "suite");
        Ledger second = new Ledger(cluster, "suite")) {
      first.write(List.of(state(first, "a")));
      second.write(List.of(state(second, "b")));

      assertThatThrownBy(() -> first.write(List.of(state(first, "c"))))
          .isInstanceOf(KafkaTroubleException.class);
      assertThatThrownBy(() -> first.write(List.of(state(first, "d"))))
          .hasMessageContaining("another suite writes now");
      second.write(List.of(state(second, "e")));
    }

    assertThat(new TopicReader(cluster).latest(Topics.FEEDS)).containsOnlyKeys("a", "b", "e");
  }

  @Test
  void lead_ofTwo_oneHoldsAndTheOtherFollowsIt() {
    createTopics();
    Lead first = new Lead(cluster, "suite", Topics.FEEDS);
    Lead second = new Lead(cluster, "suite", Topics.FEEDS);
    first.start();
    try {
      await("the first leads", first::held);
      second.start();
      for (int i = 0; i < 20; i++) {
        assertThat(first.held() && second.held()).isFalse();
        await("time passes", pausing());
      }
      (first.held() ? first : second).stop();
      await("one leads", () -> first.held() != second.held());
    } finally {
      first.stop();
      second.stop();
    }
  }

  @Test
  void round_aFeed_isDrainedAndADecisionStands() throws Exception {
    try (FeedServer server = new FeedServer()) {
      server.serve("/cs.LG", week("cs.LG_2025-03-17.rss.xml"));
      write("[{arxiv: cs.LG, url: \"" + server.address("/cs.LG") + "\"}]");
      try (Pipeline pipeline = pipeline()) {
        Funnel funnel = pipeline.round();
        var papers = new TopicReader(cluster).latest(Topics.PAPERS);

        assertThat(funnel.papers().fresh()).isPositive().isEqualTo(papers.size());
        assertThat(pipeline.round().sightings()).isZero();

        Paper some = papers.values().iterator().next();
        try (DecisionLog log = new DecisionLog(cluster)) {
          log.append(approval(some));
        }
        pipeline.drain();
        assertThat(
                new TopicReader(cluster)
                    .latest(Topics.SHORTLIST)
                    .get(some.id().toString())
                    .status())
            .isEqualTo(ShortlistEntry.Status.APPROVED);
      }
    }
  }

  @Test
  void trace_aSighting_isFollowedFromItsFeedToTheShortlist() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(Trace.LOGGER);
    ListAppender<ILoggingEvent> steps = new ListAppender<>();
    steps.start();
    logger.setLevel(Level.DEBUG);
    logger.setAdditive(false);
    logger.addAppender(steps);
    try (FeedServer server = new FeedServer()) {
      server.serve("/cs.LG", week("cs.LG_2025-03-17.rss.xml"));
      write("[{arxiv: cs.LG, url: \"" + server.address("/cs.LG") + "\"}]");
      try (Pipeline pipeline = pipeline()) {
        pipeline.round();
      }
    } finally {
      logger.detachAppender(steps);
      logger.setAdditive(true);
      logger.setLevel(null);
    }

    Map<String, String> traces = new HashMap<>();
    new TopicReader(cluster)
        .raw(
            Topics.SHORTLIST,
            record ->
                traces.put(
                    record.key(),
                    new String(
                        record.headers().lastHeader(Trace.HEADER).value(),
                        StandardCharsets.UTF_8)));
    assertThat(traces).isNotEmpty();
    traces.forEach(
        (id, trace) -> {
          assertThat(trace).startsWith("arxiv:cs.LG oai:arXiv.org:" + id.replace("arxiv:", ""));
          assertThat(steps.list)
              .filteredOn(step -> valueOf(step, "trace").equals(trace))
              .allMatch(step -> valueOf(step, "id").equals(id))
              .extracting(step -> valueOf(step, "stage") + ": " + step.getFormattedMessage())
              .contains(
                  "ingest: sighting written",
                  "enrich: sighting heard",
                  "enrich: paper new",
                  "publish: paper heard",
                  "publish: shortlist: proposed");
        });
  }

  @Test
  void poison_isADeadLetterAndSentBackFailsOnceMore() throws Exception {
    try (Pipeline pipeline = pipeline()) {
      byte[] poison = "{\"no\": sighting".getBytes(StandardCharsets.UTF_8);
      try (Producer<String, byte[]> producer = cluster.producer()) {
        producer.send(new ProducerRecord<>(cluster.name(Topics.SIGHTINGS), "k", poison)).get();
      }
      assertThat(pipeline.round().deadLetters()).isEqualTo(1);
      DeadLetterBox box = new DeadLetterBox(cluster);
      DeadLetterBox.Letter letter = box.letters().get(0);
      assertThat(letter.stage()).isEqualTo("enrich");
      assertThat(letter.topic()).contains(cluster.name(Topics.SIGHTINGS));
      assertThat(letter.value()).isEqualTo(poison);

      assertThat(command("list", "--stage", "enrich").lines()).hasSize(1);
      assertThat(command("list", "--stage", "publish").out()).isEmpty();
      assertThat(command("replay").out()).contains("would be sent back");
      assertThat(box.letters()).hasSize(1);

      assertThat(command("replay", "--yes").out()).contains("1 sent back");
      pipeline.drain();
      assertThat(box.letters()).hasSize(2);
      assertThat(box.letters()).anyMatch(one -> one.replays() == 1 && !one.replayed());
      assertThat(box.letters()).anyMatch(one -> one.replays() == 0 && one.replayed());

      command("replay", "--yes");
      pipeline.drain();
      command("replay", "--yes");
      pipeline.drain();
      assertThat(command("replay", "--yes").out()).contains("failed after 3 replays");
      assertThat(box.letters()).hasSize(4);
    }
  }

  private CommandLineRun command(String... arguments) {
    List<String> all = new ArrayList<>(List.of("dead-letters"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--config", config.toString(), "--data", folder.resolve("d").toString()));
    CommandLineRun run = CommandLineRun.of(all.toArray(String[]::new));
    assertThat(run.status()).as(run.err()).isZero();
    return run;
  }

  private Pipeline pipeline() throws Exception {
    return Pipeline.start(
        cluster,
        settings,
        Options.profile(settings.profile()),
        folder.resolve("state"),
        Clock.systemUTC(),
        new SimpleMeterRegistry(),
        Progress.none());
  }

  private List<Decision> approval(Paper paper) throws Exception {
    return DecisionLines.read(
        "the test",
        List.of("{\"id\":\"" + paper.id() + "\",\"action\":\"approve\"}"),
        Instant.now(),
        "a-curator");
  }

  private static String valueOf(ILoggingEvent step, String key) {
    return step.getKeyValuePairs().stream()
        .filter(pair -> pair.key.equals(key))
        .map(pair -> String.valueOf(pair.value))
        .findFirst()
        .orElse("");
  }

  private void createTopics() {
    try (Admin admin = cluster.admin()) {
      new TopicKeeper(admin, cluster).create(Pipeline.TOPICS);
    }
  }

  private static ProducerRecord<String, byte[]> state(Ledger ledger, String feed) {
    return ledger.record(
        Topics.FEEDS,
        feed,
        new FeedState(
            new FeedId("rss:" + feed),
            Instant.EPOCH,
            null,
            null,
            Health.WELL,
            null,
            null,
            0,
            List.of()));
  }

  private void write(String feeds) throws Exception {
    String prefix =
        settings == null ? "s" + UUID.randomUUID() + "." : settings.kafka().topicPrefix();
    Files.writeString(
        config,
        "kafka: {bootstrap: \""
            + bootstrap()
            + "\", partitions: 2, topicPrefix: "
            + prefix
            + "}\n"
            + "feeds: "
            + feeds
            + "\nsources: {lookups: {ask: []}}\nmetrics: {listen: none}\n");
    settings = SettingsFile.read(config);
    cluster = Site.cluster(settings, bootstrap());
  }

  private static byte[] week(String name) throws Exception {
    try (InputStream in = SampleWeek.class.getResourceAsStream("week/" + name)) {
      return in.readAllBytes();
    }
  }

  private static BooleanSupplier pausing() {
    Instant until = Instant.now().plusMillis(100);
    return () -> Instant.now().isAfter(until);
  }

  static void await(String what, BooleanSupplier holds) {
    Instant until = Instant.now().plus(Duration.ofSeconds(40));
    while (!holds.getAsBoolean()) {
      assertThat(Instant.now()).as(what).isBefore(until);
      Thread.onSpinWait();
    }
  }
}
