package winnow.publish.shortlist;

import static org.assertj.core.api.Assertions.assertThat;
import static winnow.publish.shortlist.Candidates.KEEP;
import static winnow.publish.shortlist.Candidates.MONDAY;
import static winnow.publish.shortlist.Candidates.minute;
import static winnow.publish.shortlist.Candidates.start;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.kafka.DeadLetters;
import winnow.model.Change;
import winnow.model.Decision;
import winnow.model.Identifier;
import winnow.model.Paper;
import winnow.model.Post;
import winnow.model.Score.Reason;
import winnow.model.ShortlistEntry;
import winnow.model.ShortlistEntry.Status;
import winnow.topics.Json;
import winnow.topics.Topic;
import winnow.topics.Topics;

class ShortlistTopologyTest {
  private static final int PER_DAY = 2;
  private static final String A = "arxiv:2403.00001";
  private static final String B = "arxiv:2403.00002";
  private static final String C = "arxiv:2403.00003";
  private static final double DIVERSITY = 1;
  private static final Identifier PAST = Identifier.parse("arxiv:2210.00001");
  private static final String U = "url:https://a.example/";

  private final MovableClock clock = new MovableClock(start(MONDAY).plusSeconds(36_000));
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Map<String, @Nullable ShortlistEntry> entries = new HashMap<>();
  private TopologyTestDriver driver;
  private TestOutputTopic<String, byte[]> shortlist;
  private int made;

  @BeforeEach
  void open() {
    driver = driver(PER_DAY);
    shortlist = output(Topics.SHORTLIST);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @ParameterizedTest
  @CsvSource({"3.0, PROPOSED", "2.99, ", "-1.0, "})
  void shortlist_paperOfSomePoints_isProposedFromTheThreshold(
      double points, @Nullable Status status) {
    hear(Candidates.paper(A, points, MONDAY));

    assertThat(status(A)).isEqualTo(status);
  }

  @Test
  void shortlist_samePaperAgain_tellsNothing() {
    hear(Candidates.paper(A, 5, MONDAY));

    assertThat(hear(Candidates.paper(A, 5, MONDAY))).isZero();
    assertThat(entries.get(A).revision()).isEqualTo(1);
  }

  @Test
  void shortlist_betterPaperOfTheDay_displacesTheWorst() {
    hear(Candidates.paper(A, 4, MONDAY));
    hear(Candidates.paper(B, 5, MONDAY));
    assertThat(hear(Candidates.paper(C, 6, MONDAY))).as("one proposed, one displaced").isEqualTo(2);

    assertThat(status(A)).isEqualTo(Status.WITHDRAWN);
    assertThat(status(B)).isEqualTo(Status.PROPOSED);
    assertThat(status(C)).isEqualTo(Status.PROPOSED);
  }

  @Test
  void shortlist_worsePaperOfTheDay_isNeverTold() {
    hear(Candidates.paper(A, 4, MONDAY));
    hear(Candidates.paper(B, 5, MONDAY));

    assertThat(hear(Candidates.paper(C, 3, MONDAY))).isZero();
  }

  @Test
  void shortlist_muchLikeABetterOneOfTheDay_losesPointsAndSaysSo() {
    // given two on one topic, and nothing else
    hear(Candidates.paper(A, 5, MONDAY));
    assertThat(entries.get(A).score().total()).isEqualTo(5);

    // when
    hear(Candidates.paper(B, 8, MONDAY));

    // then
    Reason near =
        entries.get(A).score().reasons().stream()
            .filter(reason -> reason.part().equals("diversity"))
            .findFirst()
            .orElseThrow();
    assertThat(near.words()).isEqualTo("much like “Steering 2403.00002” of the same day");
    assertThat(near.points()).isBetween(-DIVERSITY, -Day.NEAR * DIVERSITY);
    assertThat(entries.get(A).score().total()).isEqualTo(5 + near.points());
    assertThat(entries.get(B).score().total()).isEqualTo(8);
  }

  @Test
  void shortlist_theOneItWasMuchLikeGoes_hasItsPointsAgain() {
    hear(Candidates.paper(A, 5, MONDAY));
    hear(Candidates.paper(B, 8, MONDAY));

    hear(Candidates.withdrawn(B, 8, MONDAY));

    assertThat(entries.get(A).score().total()).isEqualTo(5);
    assertThat(status(A)).isEqualTo(Status.PROPOSED);
  }

  @Test
  void shortlist_lessThanTheThresholdIsLeft_isNotOffered() {
    hear(Candidates.paper(B, 6, MONDAY));

    hear(Candidates.paper(A, 3, MONDAY));

    assertThat(status(A)).isNull();
  }

  @Test
  void shortlist_anotherNameOfWhatAPastEditionCarried_isNeverProposed() {
    hear(Candidates.paper(PAST.toString(), 9, MONDAY));
    assertThat(status(PAST.toString())).isNull();

    hear(Candidates.paper(U, 9, MONDAY));
    assertThat(status(U)).isEqualTo(Status.PROPOSED);
    hear(Candidates.named(U, 9, MONDAY, PAST));
    assertThat(status(U)).isEqualTo(Status.WITHDRAWN);
  }

  @Test
  void shortlist_pastPaperThatACuratorApproves_isApproved() {
    hear(Candidates.paper(PAST.toString(), 9, MONDAY));

    decide(PAST.toString(), "approve");

    assertThat(status(PAST.toString())).isEqualTo(Status.APPROVED);
  }

  @Test
  void shortlist_papersOfOtherDays_doNotCompete() {
    hear(Candidates.paper(A, 4, MONDAY));
    hear(Candidates.paper(B, 5, MONDAY));
    hear(Candidates.paper(C, 9, MONDAY.plusDays(1)));

    assertThat(status(A)).isEqualTo(Status.PROPOSED);
  }

  @Test
  void shortlist_oneOfTheBestIsTakenBack_nextOneMovesUp() {
    hear(Candidates.paper(A, 4, MONDAY));
    hear(Candidates.paper(B, 5, MONDAY));
    hear(Candidates.paper(C, 3, MONDAY));

    hear(Candidates.withdrawn(B, 5, MONDAY));

    assertThat(status(B)).isEqualTo(Status.WITHDRAWN);
    assertThat(status(C)).isEqualTo(Status.PROPOSED);
  }

  @Test
  void shortlist_earlierMentionFound_competesOnThatDay() {
    hear(Candidates.paper(A, 4, MONDAY));
    hear(Candidates.paper(B, 5, MONDAY));
    hear(Candidates.paper(C, 3, MONDAY));

    hear(Candidates.paper(B, 5, false, MONDAY.minusDays(1), MONDAY));

    assertThat(status(B)).isEqualTo(Status.PROPOSED);
    assertThat(entries.get(B).day()).isEqualTo(MONDAY.minusDays(1));
    assertThat(status(C)).isEqualTo(Status.PROPOSED);
  }

  @Test
  void shortlist_displacedButApproved_staysApproved() {
    hear(Candidates.paper(A, 4, MONDAY));
    decide(A, "approve");
    hear(Candidates.paper(B, 5, MONDAY));
    hear(Candidates.paper(C, 6, MONDAY));

    assertThat(status(A)).isEqualTo(Status.APPROVED);
  }

  @Test
  void shortlist_decisionBeforeThePaper_isKept() {
    assertThat(decide(A, "approve")).isZero();

    hear(Candidates.paper(A, 1, MONDAY));

    assertThat(status(A)).isEqualTo(Status.APPROVED);
  }

  @Test
  void shortlist_sameDecisionAgain_tellsNothing() {
    hear(Candidates.paper(A, 5, MONDAY));
    Decision approval = Candidates.decision(A, "approve", minute(1));
    write(Topics.DECISIONS, A, approval);

    assertThat(write(Topics.DECISIONS, A, approval)).isZero();
  }

  @Test
  void shortlist_decisionUnderAnyKey_reachesItsPaper() {
    hear(Candidates.paper(A, 5, MONDAY));

    write(Topics.DECISIONS, "edition:7", Candidates.decision(A, "approve", minute(1)));

    assertThat(status(A)).isEqualTo(Status.APPROVED);
  }

  @Test
  void shortlist_noInputSnoozeEnds_isProposedAgain() {
    // given
    hear(Candidates.paper(A, 5, MONDAY));
    decide(A, "snooze:2024-03-10");
    assertThat(status(A)).isEqualTo(Status.SNOOZED);

    // when
    int before = passUntil(start(MONDAY.plusDays(6)).minusSeconds(30));
    Status then = status(A);
    int after = passUntil(start(MONDAY.plusDays(6)).plusSeconds(1));

    // then
    assertThat(before).isZero();
    assertThat(then).isEqualTo(Status.SNOOZED);
    assertThat(after).isEqualTo(1);
    assertThat(status(A)).isEqualTo(Status.PROPOSED);
    assertThat(passUntil(start(MONDAY.plusDays(400)))).as("it happens once").isZero();
  }

  @Test
  void shortlist_noInputCandidateAgesOut_isWithdrawn() {
    hear(Candidates.paper(A, 5, MONDAY));
    hear(Candidates.paper(B, 5, MONDAY.plusDays(1)));
    decide(B, "approve");

    assertThat(passUntil(start(MONDAY).plus(KEEP).minusSeconds(30))).isZero();
    assertThat(passUntil(start(MONDAY).plus(KEEP).plusSeconds(1))).isEqualTo(1);
    assertThat(status(A)).isEqualTo(Status.WITHDRAWN);
    assertThat(passUntil(start(MONDAY).plus(KEEP.multipliedBy(3)))).isZero();
    assertThat(status(B)).isEqualTo(Status.APPROVED);
  }

  @Test
  void shortlist_snoozeUndone_itsEndIsForgotten() {
    hear(Candidates.paper(A, 5, MONDAY));
    decide(A, "snooze:2024-03-10");
    decide(A, "undo");
    decide(A, "reject");

    assertThat(passUntil(start(MONDAY.plusDays(10)))).isZero();
    assertThat(status(A)).isEqualTo(Status.REJECTED);
  }

  @Test
  void shortlist_snoozedTwice_theLastEndCounts() {
    hear(Candidates.paper(A, 5, MONDAY));
    decide(A, "snooze:2024-03-10");
    decide(A, "snooze:2024-03-20");

    assertThat(passUntil(start(MONDAY.plusDays(10)))).isZero();
    assertThat(passUntil(start(MONDAY.plusDays(16)).plusSeconds(1))).isEqualTo(1);
  }

  @Test
  void shortlist_paperGone_tombstoneAndBackWithItsDecision() {
    hear(Candidates.paper(A, 5, MONDAY));
    decide(A, "approve");

    write(Topics.PAPERS, A, null);
    assertThat(entries).containsEntry(A, null);

    hear(Candidates.paper(A, 5, MONDAY));
    assertThat(status(A)).isEqualTo(Status.APPROVED);
    assertThat(entries.get(A).revision()).isGreaterThan(2);
  }

  @Test
  void shortlist_unknownPaperGone_tellsNothing() {
    assertThat(write(Topics.PAPERS, A, null)).isZero();
  }

  @Test
  void shortlist_posts_byChannel() {
    hear(Candidates.paper(A, 5, MONDAY));
    post(A, "x", Post.Stage.INTENT, 1);
    post(A, "bluesky", Post.Stage.INTENT, 1);
    post(A, "x", Post.Stage.RECEIPT, 2);

    assertThat(entries.get(A).posted())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("x", Post.Stage.RECEIPT, "bluesky", Post.Stage.INTENT));
    assertThat(post(A, "x", Post.Stage.RECEIPT, 2)).as("again").isZero();
    assertThat(write(Topics.POSTED, A + "|x", null)).as("forgotten by the topic").isZero();
  }

  @Test
  void shortlist_decisionsOnBothHalves_surviveMergeAndSplit() {
    // given
    hear(Candidates.paper(A, 5, MONDAY));
    hear(Candidates.paper(U, 5, MONDAY));
    decide(A, "maybe");
    decide(U, "approve");
    post(U, "x", Post.Stage.RECEIPT, 9);

    // when
    hear(Candidates.merged(U, A));
    hear(Candidates.called(Candidates.paper(A, 5, MONDAY), U));

    // then
    assertThat(status(U)).isEqualTo(Status.WITHDRAWN);
    assertThat(entries.get(U).mergedInto()).isEqualTo(id(A));
    assertThat(status(A)).isEqualTo(Status.APPROVED);
    assertThat(entries.get(A).posted()).containsEntry("x", Post.Stage.RECEIPT);

    // and when the two are split, each has what was decided and posted under its own id
    hear(Candidates.paper(U, 5, MONDAY));
    hear(Candidates.paper(A, 5, MONDAY));
    assertThat(status(U)).isEqualTo(Status.APPROVED);
    assertThat(entries.get(U).mergedInto()).isNull();
    assertThat(entries.get(U).posted()).containsEntry("x", Post.Stage.RECEIPT);
    assertThat(status(A)).isEqualTo(Status.PROPOSED);
    assertThat(entries.get(A).decision()).isEqualTo(Decision.Action.MAYBE);
    assertThat(entries.get(A).posted()).isEmpty();
  }

  @Test
  void shortlist_laterDecisionOfTheHeir_standsAgainstTheOlderOneHandedOver() {
    hear(Candidates.paper(U, 5, MONDAY));
    decide(U, "approve");
    hear(Candidates.paper(A, 5, MONDAY));
    decide(A, "reject");

    hear(Candidates.merged(U, A));
    hear(Candidates.called(Candidates.paper(A, 5, MONDAY), U));

    assertThat(status(A)).isEqualTo(Status.REJECTED);
  }

  @Test
  void shortlist_decisionUnderAMergedAwayId_isTheHeirs() {
    hear(Candidates.called(Candidates.paper(A, 5, MONDAY), U));
    hear(Candidates.merged(U, A));

    decide(U, "approve");
    assertThat(status(A)).isEqualTo(Status.APPROVED);

    decide(U, "undo");
    assertThat(status(A)).isEqualTo(Status.PROPOSED);
    assertThat(entries.get(U).mergedInto()).as("and who decided is told so").isEqualTo(id(A));
  }

  @Test
  void shortlist_redirectMovesOn_decisionReachesTheLastHeirOnce() {
    hear(Candidates.paper(U, 5, MONDAY));
    decide(U, "approve");
    hear(Candidates.merged(U, "doi:d1"));
    hear(Candidates.called(Candidates.paper(A, 1, MONDAY), U, "doi:d1"));

    hear(Candidates.merged("doi:d1", A));
    assertThat(status(A)).isEqualTo(Status.APPROVED);
    ShortlistEntry approved = entries.get(A);

    hear(Candidates.merged(U, A));
    assertThat(entries.get(A)).isEqualTo(approved);
  }

  @ParameterizedTest
  @CsvSource({
    "reject, false, 0.5, true, PROPOSED",
    "reject, false, 0.5, false, REJECTED",
    "approve, true, 0.5, true, PROPOSED",
    "approve, true, 0.5, false, APPROVED",
    "approve, false, 0.5, true, APPROVED",
  })
  void shortlist_laterVersion_isOfferedAgainIfItChangedMuch(
      String decision, boolean posted, double part, boolean material, Status status) {
    hear(Candidates.paper(A, 5, MONDAY));
    decide(A, decision);
    if (posted) {
      post(A, "x", Post.Stage.RECEIPT, 9);
    }

    hear(
        Candidates.rewritten(
            Candidates.paper(A, 5, MONDAY),
            new Change(2, 1, Candidates.start(MONDAY.plusDays(30)), 0.0, part, material)));

    assertThat(status(A)).isEqualTo(status);
    if (status == Status.PROPOSED) {
      assertThat(entries.get(A).reason())
          .isEqualTo("version 2 changed 50 % of the abstract since it was decided");
    }
  }

  @Test
  void shortlist_decidedAfterTheRewrite_staysDecided() {
    Change rewrite = new Change(2, 1, Candidates.start(MONDAY.minusDays(1)), 0.0, 0.9, true);
    hear(Candidates.rewritten(Candidates.paper(A, 5, MONDAY), rewrite));

    decide(A, "reject");

    assertThat(status(A)).isEqualTo(Status.REJECTED);
  }

  @Test
  void shortlist_curatorsMergeAndSplit_areNoDecisionAboutThePaper() {
    hear(Candidates.paper(A, 5, MONDAY));
    decide(A, "approve");

    driver
        .createInputTopic(
            Topics.DECISIONS.name(), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(
            A,
            Json.write(
                Decision.ofIdentity(
                    Decision.Action.SPLIT, id(A), id(U), null, null, "ann", minute(50))));

    assertThat(status(A)).isEqualTo(Status.APPROVED);
  }

  @ParameterizedTest
  @MethodSource("poison")
  void shortlist_poisonDecision_goesToDeadLettersAndTheStreamGoesOn(
      String what, byte @Nullable [] value, String cause) {
    // given
    hear(Candidates.paper(A, 5, MONDAY));

    // when
    driver
        .createInputTopic(
            Topics.DECISIONS.name(), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(A, value);
    decide(A, "approve");

    // then
    List<TestRecord<String, byte[]>> letters = output(Topics.DEAD_LETTERS).readRecordsToList();
    assertThat(letters).as(what).hasSize(1);
    assertThat(letters.get(0).value()).isEqualTo(value);
    assertThat(
            new String(
                letters.get(0).headers().lastHeader(DeadLetters.CAUSE).value(),
                StandardCharsets.UTF_8))
        .contains(cause);
    assertThat(status(A)).isEqualTo(Status.APPROVED);
  }

  static Stream<Arguments> poison() {
    String snooze = Json.text(Candidates.decision(A, "snooze:2024-03-10", minute(1)));
    return Stream.of(
        Arguments.of("not JSON", utf8("approve"), "not a Decision"),
        Arguments.of("no such action", utf8(snooze.replace("snooze", "like")), "not a Decision"),
        Arguments.of("no such id", utf8(snooze.replace("arxiv:", "")), "not a Decision"),
        Arguments.of("until missing", utf8(snooze.replace("until", "till")), "until"),
        Arguments.of("no value", null, "no decision"));
  }

  @Test
  void shortlist_entriesTold_countedByStatus() {
    hear(Candidates.paper(A, 5, MONDAY));
    decide(A, "approve");
    hear(Candidates.paper(A, 6, MONDAY));

    assertThat(meters.counter("winnow.shortlist", "status", "proposed").count()).isEqualTo(1);
    assertThat(meters.counter("winnow.shortlist", "status", "approved").count()).isEqualTo(1);
  }

  private int hear(Paper paper) {
    return write(Topics.PAPERS, paper.id().toString(), paper);
  }

  /** Each decision is made a minute after the one before. */
  private int decide(String id, String word) {
    return write(Topics.DECISIONS, id, Candidates.decision(id, word, minute(100 + made++)));
  }

  private int post(String id, String channel, Post.Stage stage, int minute) {
    Post post = new Post(id(id), channel, stage, "text", null, minute(minute));
    return write(Topics.POSTED, post.key(), post);
  }

  private int write(Topic<?> topic, String key, @Nullable Object value) {
    driver
        .createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(key, value == null ? null : Json.write(value));
    return take();
  }

  /** Moves both clocks, the worker's and the driver's; nothing comes in. */
  private int passUntil(Instant moment) {
    clock.set(moment);
    driver.advanceWallClockTime(Duration.ofSeconds(21));
    return take();
  }

  private int take() {
    List<TestRecord<String, byte[]>> records = shortlist.readRecordsToList();
    for (TestRecord<String, byte[]> record : records) {
      entries.put(
          record.key(),
          record.value() == null ? null : Json.read(record.value(), ShortlistEntry.class));
    }
    return records.size();
  }

  private static Identifier id(String text) {
    return Identifier.parse(text);
  }

  private @Nullable Status status(String id) {
    return entries.get(id) == null ? null : entries.get(id).status();
  }

  private TopologyTestDriver driver(int perDay) {
    Properties settings = Workers.settings();
    // the driver forgets what a transaction holds when a record cannot be read
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    return new TopologyTestDriver(
        new ShortlistTopology(
                Workers.cluster(),
                new ShortlistTopology.Terms(3, perDay, KEEP, DIVERSITY, Set.of(PAST)),
                clock,
                meters,
                new AtomicLong())
            .build(),
        settings,
        clock.instant());
  }

  private TestOutputTopic<String, byte[]> output(Topic<?> topic) {
    return driver.createOutputTopic(
        topic.name(), new StringDeserializer(), new ByteArrayDeserializer());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
