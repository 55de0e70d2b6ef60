package winnow.enrich.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import winnow.enrich.score.Lesson;
import winnow.enrich.score.Model;
import winnow.enrich.score.Scorer;
import winnow.model.FeedId;
import winnow.model.Identifier;
import winnow.model.Paper;
import winnow.model.Profile;
import winnow.model.Sighting;
import winnow.topics.Json;
import winnow.topics.Topic;
import winnow.topics.Topics;

/** A lesson takes over: what it changes is told, and nothing else. */
class LessonTopologyTest {
  private static final Instant MONDAY = Instant.parse("2024-03-04T06:00:00Z");
  private static final Profile PROFILE =
      new Profile(
          "Test",
          "",
          null,
          List.of(new Profile.Section("Robustness", "", Map.of(), List.of())),
          Map.of("safety", 1.0),
          Profile.Weights.NONE,
          0);
  private static final Model PROBES = Model.of(List.of(), Map.of("probes", new double[] {2}));
  private static final Model DEBATE = Model.of(List.of(), Map.of("debate", new double[] {-1}));

  private final Map<String, @Nullable Paper> papers = new HashMap<>();
  private TopologyTestDriver driver;
  private TestInputTopic<String, byte[]> sightings;
  private TestInputTopic<String, byte[]> lessons;
  private TestOutputTopic<String, byte[]> told;

  @BeforeEach
  void start() {
    MergeTopology.Ranking ranking =
        lesson -> {
          UnaryOperator<Paper> rank = new Scorer(PROFILE, null, lesson.model())::rank;
          return rank;
        };
    Properties settings = Workers.settings();
    driver =
        new TopologyTestDriver(
            new MergeTopology(Workers.cluster(), ranking, new SimpleMeterRegistry(), 1).build(),
            settings);
    sightings = input(Topics.SIGHTINGS);
    lessons = input(MergeTopology.LESSONS);
    told =
        driver.createOutputTopic(
            Topics.PAPERS.name(), new StringDeserializer(), new ByteArrayDeserializer());
    hear("arxiv:2403.1", "Safety probes", MONDAY);
    hear("arxiv:2403.2", "Safety by debate", MONDAY);
    hear("arxiv:2403.3", "Nothing", MONDAY.minusSeconds(1));
    hear("arxiv:2403.4", "Old probes", MONDAY.minusSeconds(1));
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void papers_lessonTakesOver_onlyThoseItChangesAreTold() {
    int changed = learn(Lesson.NONE.next(PROBES, Instant.EPOCH));

    assertThat(changed).isEqualTo(2);
    assertThat(total("arxiv:2403.1")).isGreaterThan(2);
    assertThat(papers.get("arxiv:2403.1").score().reasons())
        .anyMatch(reason -> reason.words().equals("mentions “probes”"));
    assertThat(total("arxiv:2403.2")).isEqualTo(1.5);
  }

  @Test
  void papers_sameOrOlderLessonAgain_tellsNothing() {
    Lesson first = Lesson.NONE.next(PROBES, Instant.EPOCH);
    Lesson second = first.next(DEBATE, Instant.EPOCH);
    learn(first);
    learn(second);

    assertThat(learn(second)).isZero();
    assertThat(learn(first)).isZero();
    assertThat(total("arxiv:2403.2")).isLessThan(1.5);
  }

  @Test
  void papers_seenBeforeItsTime_keepTheirRank() {
    int changed = learn(Lesson.NONE.next(PROBES, MONDAY));

    assertThat(changed).isEqualTo(1);
    assertThat(total("arxiv:2403.4")).isZero();
  }

  @Test
  void papers_heardAfterwards_areRankedByTheLesson() {
    learn(Lesson.NONE.next(PROBES, Instant.EPOCH));

    hear("arxiv:2403.5", "Probes", MONDAY);

    assertThat(total("arxiv:2403.5")).isGreaterThan(2);
  }

  @Test
  void papers_rolledBack_areAsBefore() {
    Map<String, @Nullable Paper> before = Map.copyOf(papers);
    Lesson lesson = Lesson.NONE.next(PROBES, Instant.EPOCH);
    learn(lesson);
    Map<String, @Nullable Paper> with = Map.copyOf(papers);

    int changed = learn(lesson.rolledBack(Instant.EPOCH));
    Map<String, @Nullable Paper> after = Map.copyOf(papers);
    learn(lesson.rolledBack(Instant.EPOCH).rolledBack(Instant.EPOCH));

    assertThat(changed).isEqualTo(2);
    assertThat(after).isEqualTo(before).isNotEqualTo(with);
    assertThat(papers).as("and back again").isEqualTo(with);
  }

  private double total(String id) {
    return papers.get(id).score().total();
  }

  private int learn(Lesson lesson) {
    lessons.pipeInput("lesson", Json.write(lesson));
    return take();
  }

  private void hear(String id, String title, Instant seen) {
    Sighting sighting =
        Sighting.of(new FeedId("arxiv:cs.LG"), id, List.of(Identifier.parse(id)), seen)
            .title(title)
            .build();
    sightings.pipeInput(id, Json.write(sighting));
    take();
  }

  private int take() {
    List<TestRecord<String, byte[]>> records = told.readRecordsToList();
    records.forEach(record -> papers.put(record.key(), Json.read(record.value(), Paper.class)));
    return records.size();
  }

  private TestInputTopic<String, byte[]> input(Topic<?> topic) {
    return driver.createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer());
  }
}
