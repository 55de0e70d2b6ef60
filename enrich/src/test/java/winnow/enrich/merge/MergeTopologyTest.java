package winnow.enrich.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.enrich.identity.Component;
import winnow.enrich.identity.Statement;
import winnow.kafka.DeadLetters;
import winnow.model.Decision;
import winnow.model.Decision.Action;
import winnow.model.Evidence;
import winnow.model.Fate;
import winnow.model.FeedId;
import winnow.model.Identifier;
import winnow.model.Mention;
import winnow.model.Paper;
import winnow.model.Sighting;
import winnow.topics.Json;
import winnow.topics.Topics;

class MergeTopologyTest {
  private static final Instant MONDAY = Instant.parse("2024-03-04T06:00:00Z");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Map<String, @Nullable Paper> papers = new HashMap<>();
  private TopologyTestDriver driver;
  private TestInputTopic<String, byte[]> sightings;
  private TestInputTopic<String, byte[]> decisions;
  private TestInputTopic<String, byte[]> parts;
  private TestOutputTopic<String, byte[]> told;
  private TestOutputTopic<String, byte[]> deadLetters;

  @BeforeEach
  void start() {
    Properties settings = Workers.settings();
    // the driver forgets what a transaction holds when a record cannot be read
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    driver =
        new TopologyTestDriver(
            new MergeTopology(Workers.cluster(), lesson -> paper -> paper, meters, 1).build(),
            settings);
    sightings = input(Topics.SIGHTINGS.name());
    decisions = input(Topics.DECISIONS.name());
    parts = input(MergeTopology.PARTS.name());
    told = output(Topics.PAPERS.name());
    deadLetters = output(Topics.DEAD_LETTERS.name());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void papers_sameSightingAgain_tellsOnce() {
    Sighting sighting = entry("blog", "e1", 0, "arxiv:a1", "doi:d1").title("T").build();

    assertThat(hear(sighting)).isEqualTo(1);
    assertThat(hear(sighting)).isZero();
  }

  @Test
  void papers_saidUnderOneNameOnly_areKeptOnceAndToldWithoutAWayRound() {
    hear(entry("arxiv:cs.LG", "v1", 0, "arxiv:a1").title("T").version(1).build());
    hear(entry("arxiv:cs.LG", "v2", 1, "arxiv:a1").title("T, again").version(2).build());
    hear(entry("reddit:a", "t3_1", 2, "url:u1").headline("Look").build());

    assertThat(papers).containsOnlyKeys("arxiv:a1", "url:u1");
    assertThat(besides()).isEmpty();
    assertThat(output(MergeTopology.PARTS.name()).isEmpty()).isTrue();

    // until another name brings something
    hear(entry("blog", "e1", 3, "arxiv:a1", "url:u1").build());

    assertThat(besides()).containsOnlyKeys("arxiv:a1", "url:u1");
    assertThat(besides().get("arxiv:a1").byIdentifier()).containsOnlyKeys("url:u1");
    assertThat(besides().get("url:u1").byIdentifier()).isEmpty();
  }

  @Test
  void papers_olderSightingOfAnEntry_tellsNothing() {
    hear(entry("blog", "e1", 2, "arxiv:a1").title("New").build());

    assertThat(hear(entry("blog", "e1", 1, "arxiv:a1").title("Old").build())).isZero();
    assertThat(paper("arxiv:a1").title()).isEqualTo("New");
  }

  @Test
  void papers_revisionWithAnotherTitle_tellsTheHighestVersionWhicheverComesLast() {
    hear(entry("arxiv:cs.LG", "v2", 1, "arxiv:a1").title("Second").version(2).build());
    hear(entry("arxiv:cs.LG", "v1", 5, "arxiv:a1").title("First").version(1).build());

    assertThat(paper("arxiv:a1").title()).isEqualTo("Second");
    assertThat(paper("arxiv:a1").version()).isEqualTo(2);
    assertThat(paper("arxiv:a1").sightings()).hasSize(2);
  }

  @Test
  void papers_mergedAwayAfterItWasTold_leavesARedirect() {
    hear(entry("blog", "e1", 0, "url:u1").title("A page").build());
    hear(entry("arxiv:cs.LG", "v1", 1, "arxiv:a1").title("A paper").build());

    hear(entry("reddit:a", "t3_1", 2, "arxiv:a1", "url:u1").build());

    assertThat(papers.get("url:u1")).isEqualTo(redirect("url:u1", "arxiv:a1"));
    assertThat(paper("arxiv:a1").sightings())
        .extracting(Mention::entryId)
        .containsExactly("e1", "v1", "t3_1");
    assertThat(meters.counter("winnow.papers", "outcome", "merged").count()).isEqualTo(1);
  }

  @Test
  void papers_mergedAwayBeforeItWasTold_leavesNothing() {
    hear(entry("reddit:a", "t3_1", 2, "arxiv:a1", "url:u1").build());
    hear(entry("blog", "e1", 0, "url:u1").title("A page").build());

    assertThat(papers).containsOnlyKeys("arxiv:a1");
  }

  @Test
  void papers_nameClaimedByASecondPaper_isItsOwnAgainAndTheFirstLosesIt() {
    // given a DOI that belongs to one paper, with a post under it
    hear(entry("reddit:a", "t3_1", 0, "doi:d1").headline("Look").build());
    hear(entry("arxiv:cs.LG", "v1", 1, "arxiv:a1", "doi:d1").title("One").build());
    assertThat(paper("arxiv:a1").sightings()).hasSize(2);
    assertThat(papers.get("doi:d1")).isEqualTo(redirect("doi:d1", "arxiv:a1"));

    // when another paper claims it
    hear(entry("arxiv:cs.LG", "w1", 2, "arxiv:a2", "doi:d1").title("Two").build());

    // then it is a paper of its own, and neither's name
    assertThat(paper("doi:d1").sightings()).extracting(Mention::entryId).containsExactly("t3_1");
    assertThat(paper("doi:d1").mergedInto()).isNull();
    assertThat(paper("arxiv:a1").sightings()).extracting(Mention::entryId).containsExactly("v1");
    assertThat(paper("arxiv:a1").identifiers()).containsExactly(Identifier.parse("arxiv:a1"));
    assertThat(paper("arxiv:a1").evidence()).isEmpty();
    assertThat(paper("arxiv:a2").identifiers()).containsExactly(Identifier.parse("arxiv:a2"));
  }

  @Test
  void papers_heirLosesTheName_redirectFollows() {
    // given a page that was a paper, then a name of the arXiv paper
    hear(entry("blog", "e1", 0, "url:u1").title("A page").build());
    hear(entry("arxiv:cs.LG", "v1", 1, "arxiv:a1", "doi:d1").title("One").build());
    hear(entry("forum", "f1", 2, "doi:d1", "url:u1").build());
    assertThat(papers.get("url:u1")).isEqualTo(redirect("url:u1", "arxiv:a1"));

    // when a second arXiv paper claims the DOI
    hear(entry("arxiv:cs.LG", "w1", 3, "arxiv:a2", "doi:d1").title("Two").build());

    // then the page is the DOI's, and its redirect says so
    assertThat(papers.get("url:u1")).isEqualTo(redirect("url:u1", "doi:d1"));
    assertThat(paper("doi:d1").sightings()).extracting(Mention::entryId).contains("e1", "f1");
  }

  @Test
  void papers_toldWhereANameLeadsBeforeAPaperStoodThere_redirectKnowsIt() {
    // given a name whose place says first that it is another paper's, when nothing stands there
    Statement toTheOther = tie("doi:d1", "doi:d2");
    tell("doi:d2", "doi:d2", List.of(), true, toTheOther, tie("arxiv:a1", "doi:d1"));
    assertThat(papers).isEmpty();

    // when a slower place brings what it heard there, and takes it away, knowing only half the way
    Sighting page = entry("blog", "e1", 0, "openreview:o1", "doi:d2").title("A page").build();
    Statement onThePage = tie("doi:d2", "openreview:o1");
    tell("doi:d2", "openreview:o1", List.of(page), false, onThePage);
    assertThat(papers).containsOnlyKeys("doi:d2");
    tell("doi:d2", "openreview:o1", List.of(), true, onThePage, toTheOther);

    // then the redirect leads all the way
    assertThat(papers.get("doi:d2")).isEqualTo(redirect("doi:d2", "arxiv:a1"));
  }

  @Test
  void papers_redirectedNameIsSplitOffWithNothingOfItsOwn_isGone() {
    // given a name under which only another name's page stood, until a stronger one took both
    hear(entry("blog", "e1", 0, "acl:c1").title("A page").build());
    say(Action.MERGE, 1, "acl:c1", "openreview:o1");
    say(Action.MERGE, 2, "acl:c1", "arxiv:a1");
    assertThat(papers.get("openreview:o1")).isEqualTo(redirect("openreview:o1", "arxiv:a1"));

    // when a curator's later word takes it out again
    say(Action.SPLIT, 3, "arxiv:a1", "openreview:o1");

    // then it is nothing, and leads nowhere
    assertThat(papers).containsEntry("openreview:o1", null);
    assertThat(paper("arxiv:a1").sightings()).extracting(Mention::entryId).containsExactly("e1");
  }

  @Test
  void papers_componentGrowsAfterPartsWereTold_paperHasAllNames() {
    hear(entry("blog", "e1", 0, "openreview:o1").title("T").build());
    hear(entry("blog", "e2", 0, "openreview:o1", "url:u1").build());
    hear(entry("blog", "e3", 0, "acl:c1", "url:u2").build());
    hear(entry("blog", "e4", 0, "url:u1", "url:u2").build());

    assertThat(paper("openreview:o1").identifiers())
        .containsExactly(identifiers("openreview:o1", "acl:c1", "url:u1", "url:u2"));
    assertThat(paper("openreview:o1").sightings()).hasSize(4);
    assertThat(papers.get("acl:c1")).isEqualTo(redirect("acl:c1", "openreview:o1"));
    assertThat(papers.get("url:u1")).isNull();
  }

  @Test
  void papers_entryUnderTwoIdentifiersOfOnePaper_isOneMention() {
    hear(entry("reddit:a", "t3_1", 0, "arxiv:a1").headline("Look").build());
    hear(entry("reddit:a", "t3_1", 0, "openreview:o1").headline("Look").build());

    hear(entry("blog", "e1", 1, "arxiv:a1", "openreview:o1").build());

    assertThat(paper("arxiv:a1").sightings())
        .extracting(Mention::entryId)
        .containsExactly("t3_1", "e1");
  }

  @Test
  void papers_editedPostUnderAnotherNameOfThePaper_speaksWithItsLatestWordsAlone() {
    hear(entry("blog", "e1", 0, "arxiv:a1", "url:u1").build());
    hear(entry("reddit:a", "t3_1", 1, "url:u1").headline("Before").build());

    hear(entry("reddit:a", "t3_1", 2, "arxiv:a1").fate(Fate.DELETED).build());

    assertThat(paper("arxiv:a1").sightings()).extracting(Mention::entryId).containsExactly("e1");
  }

  @Test
  void papers_onlyMentionDeleted_leavesATombstone() {
    hear(entry("reddit:a", "t3_1", 0, "url:u1").headline("Look").build());

    hear(entry("reddit:a", "t3_1", 1, "url:u1").fate(Fate.DELETED).build());

    assertThat(papers).containsEntry("url:u1", null);
  }

  @Test
  void papers_deletedMentionOfMany_goesAlone() {
    hear(entry("reddit:a", "t3_1", 0, "arxiv:a1").headline("Look").build());
    hear(entry("arxiv:cs.LG", "v1", 0, "arxiv:a1").title("T").build());

    hear(entry("reddit:a", "t3_1", 1, "arxiv:a1").fate(Fate.DELETED).build());

    assertThat(paper("arxiv:a1").sightings()).extracting(Mention::entryId).containsExactly("v1");
  }

  @Test
  void papers_deletionComesFirst_postIsNeverTold() {
    assertThat(hear(entry("reddit:a", "t3_1", 1, "url:u1").fate(Fate.DELETED).build())).isZero();
    assertThat(hear(entry("reddit:a", "t3_1", 0, "url:u1").headline("Look").build())).isZero();
  }

  @Test
  void papers_withdrawn_staysAndIsFlagged() {
    hear(entry("arxiv:cs.LG", "v1", 0, "arxiv:a1").title("T").version(1).build());

    hear(entry("arxiv:cs.LG", "v2", 1, "arxiv:a1").version(2).fate(Fate.WITHDRAWN).build());

    assertThat(paper("arxiv:a1").withdrawn()).isTrue();
    assertThat(paper("arxiv:a1").title()).isEqualTo("T");
  }

  @ParameterizedTest
  @MethodSource("poison")
  void papers_poisonRecord_goesToDeadLettersAndTheStreamGoesOn(
      String what, @Nullable String key, byte @Nullable [] value, String cause) {
    // when
    sightings.pipeInput(new TestRecord<>(key, value));
    int toldAfter = hear(entry("blog", "e1", 0, "arxiv:a1").title("T").build());

    // then
    List<TestRecord<String, byte[]>> letters = deadLetters.readRecordsToList();
    assertThat(letters).as(what).hasSize(1);
    assertThat(letters.get(0).key()).isEqualTo(key);
    assertThat(letters.get(0).value()).isEqualTo(value);
    assertThat(header(letters.get(0), DeadLetters.CAUSE)).contains(cause);
    assertThat(header(letters.get(0), DeadLetters.STAGE)).isEqualTo("enrich");
    assertThat(header(letters.get(0), DeadLetters.TOPIC)).isEqualTo("sightings");
    assertThat(toldAfter).isEqualTo(1);
    assertThat(papers).containsOnlyKeys("arxiv:a1");
  }

  static Stream<Arguments> poison() {
    Sighting good = entry("blog", "e0", 0, "arxiv:a0").title("T").build();
    String json = Json.text(good);
    return Stream.of(
        Arguments.of("not JSON", "arxiv:a0", utf8("{"), "not a Sighting"),
        Arguments.of("empty", "arxiv:a0", new byte[0], "not a Sighting"),
        Arguments.of("null in JSON", "arxiv:a0", utf8("null"), "not a Sighting"),
        Arguments.of("another shape", "arxiv:a0", utf8("[1,2]"), "not a Sighting"),
        Arguments.of("no feed", "arxiv:a0", utf8("{\"entryId\":\"e\"}"), "feed is missing"),
        Arguments.of("odd time", "arxiv:a0", utf8(json.replace("T06", "T96")), "not a Sighting"),
        Arguments.of("no value", "arxiv:a0", null, "no sighting"),
        Arguments.of("no key", null, Json.write(good), "key"),
        Arguments.of("key of no kind", "a0", Json.write(good), "a0"),
        Arguments.of("key of another paper", "arxiv:a9", Json.write(good), "arxiv:a9"));
  }

  /** What is kept of papers beside what is said under their own names. */
  private Map<String, Gathered> besides() {
    Map<String, Gathered> kept = new HashMap<>();
    try (KeyValueIterator<String, Gathered> all =
        driver.<String, Gathered>getKeyValueStore(MergeTopology.GATHERED).all()) {
      all.forEachRemaining(one -> kept.put(one.key, one.value));
    }
    return kept;
  }

  private int hear(Sighting sighting) {
    sightings.pipeInput(sighting.key().toString(), Json.write(sighting));
    return heardOfPapers();
  }

  private void say(Action action, int hour, String one, String other) {
    Decision word =
        Decision.ofIdentity(
            action,
            Identifier.parse(one),
            Identifier.parse(other),
            null,
            null,
            "dana",
            MONDAY.plusSeconds(3600L * hour));
    decisions.pipeInput(one, Json.write(word));
    heardOfPapers();
  }

  private void tell(
      String paper, String from, List<Sighting> said, boolean left, Statement... known) {
    PaperPart part =
        new PaperPart(Identifier.parse(from), Component.of(List.of(known)), said, left);
    parts.pipeInput(paper, Json.write(part));
    heardOfPapers();
  }

  private static Statement tie(String one, String other) {
    Evidence why =
        Evidence.said(
            Statement.SAME_ENTRY,
            1,
            Identifier.parse(one),
            Identifier.parse(other),
            new FeedId("blog"),
            "e1");
    return new Statement(one, 1, Statement.Says.MERGE, why);
  }

  private int heardOfPapers() {
    List<TestRecord<String, byte[]>> records = told.readRecordsToList();
    for (TestRecord<String, byte[]> record : records) {
      papers.put(
          record.key(), record.value() == null ? null : Json.read(record.value(), Paper.class));
    }
    return records.size();
  }

  private Paper paper(String id) {
    assertThat(papers.get(id)).as(id).isNotNull();
    return papers.get(id);
  }

  private static Paper redirect(String from, String to) {
    return Paper.redirect(Identifier.parse(from), Identifier.parse(to));
  }

  private static Sighting.Builder entry(String feed, String entry, int hour, String... names) {
    return Sighting.of(
        new FeedId(feed), entry, List.of(identifiers(names)), MONDAY.plusSeconds(3600L * hour));
  }

  private static Identifier[] identifiers(String... names) {
    return Arrays.stream(names).map(Identifier::parse).toArray(Identifier[]::new);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String header(TestRecord<String, byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private TestInputTopic<String, byte[]> input(String topic) {
    return driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer());
  }

  private TestOutputTopic<String, byte[]> output(String topic) {
    return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
