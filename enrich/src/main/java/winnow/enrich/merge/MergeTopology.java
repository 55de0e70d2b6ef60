package winnow.enrich.merge;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import winnow.enrich.identity.Block;
import winnow.enrich.identity.Component;
import winnow.enrich.identity.Keys;
import winnow.enrich.identity.Statement;
import winnow.enrich.score.Lesson;
import winnow.kafka.Cluster;
import winnow.kafka.Flow;
import winnow.kafka.Trace;
import winnow.model.Decision;
import winnow.model.Identifier;
import winnow.model.Paper;
import winnow.model.Sighting;
import winnow.topics.Topic;
import winnow.topics.Topics;

/**
 * Sightings to papers, at a place for each identifier, with topics from place to place:
 *
 * <pre>
 *                 ┌── enrich-components ◄── decisions
 *                 ▼         │
 *   sightings ──► an identifier's place ──► papers ◄── enrich-lessons
 *                 ▲     │   │   ▲
 *                 │     │   └───┘ enrich-parts
 *   enrich-encounters   ▼
 *                 ▲   enrich-keys
 *                 │     ▼
 *                 └── a key's place
 * </pre>
 *
 * <p>At an identifier's place its sightings and what is known of it come together; what is learnt
 * there goes to the places of all identifiers concerned, until all of them know it. Each place then
 * tells the paper that its identifier names, which mostly goes by this very name and lies here.
 * Names whose words share a key are brought together at the key's place, and compare their words;
 * what follows is one more thing that is known. Knowledge is a union and a paper a function of it,
 * so order, repetition and the number of partitions leave no trace in the result.
 */
public final class MergeTopology {
  /** What identifiers' places tell one another. */
  public static final Topic<Component> COMPONENTS =
      new Topic<>(
          "enrich-components", "enrich", "identifier", Topic.Keep.days(30), Component.class, null);

  /** Under which keys a name can be found by its words; these say to which partition it goes. */
  public static final Topic<Calls> KEYS =
      new Topic<>("enrich-keys", "enrich", "identifier", Topic.Keep.days(30), Calls.class, null);

  /** What keys' places tell identifiers', and these one another, of words. */
  public static final Topic<Encounter> ENCOUNTERS =
      new Topic<>(
          "enrich-encounters", "enrich", "identifier", Topic.Keep.days(30), Encounter.class, null);

  /** What identifiers' places tell those of papers that go by another name. */
  static final Topic<PaperPart> PARTS =
      new Topic<>("enrich-parts", "enrich", "paper id", Topic.Keep.days(30), PaperPart.class, null);

  /** What decisions taught, told to each partition, so that it comes to every paper's place. */
  public static final Topic<Lesson> LESSONS =
      new Topic<>("enrich-lessons", "enrich", "lesson", Topic.Keep.LATEST, Lesson.class, null);

  /** The topics that must be there before the application starts, besides the public ones. */
  public static final List<Topic<?>> BETWEEN =
      List.of(COMPONENTS, KEYS, ENCOUNTERS, PARTS, LESSONS);

  /** The step that tells papers. */
  public static final String RANK = "rank";

  static final String NODES = "nodes";
  static final String BLOCKS = "blocks";
  static final String CIRCLES = "circles";
  static final String GATHERED = "gathered";
  static final String LESSON = "lesson";
  static final String TO_COMPONENTS = "to-components";
  static final String TO_KEYS = "to-keys";
  static final String TO_ENCOUNTERS = "to-encounters";
  static final String TO_PARTS = "to-parts";
  private static final String TO_PAPERS = "to-papers";

  private final Cluster cluster;
  private final Ranking ranking;
  private final MeterRegistry meters;
  private final int partitionsOfKeys;
  private final ToIntFunction<String> mostUnder;

  /** How merged papers get their score and section, once a lesson was learned. Pure. */
  public interface Ranking {
    UnaryOperator<Paper> after(Lesson lesson);
  }

  /**
   * Makes nothing yet; {@link #build} does.
   *
   * @param partitionsOfKeys how many {@link #KEYS} has
   */
  public MergeTopology(
      Cluster cluster, Ranking ranking, MeterRegistry meters, int partitionsOfKeys) {
    this(cluster, ranking, meters, partitionsOfKeys, Keys::most);
  }

  /**
   * Where keys are worn sooner or later than usual.
   *
   * @param mostUnder how many names may have a key
   */
  MergeTopology(
      Cluster cluster,
      Ranking ranking,
      MeterRegistry meters,
      int partitionsOfKeys,
      ToIntFunction<String> mostUnder) {
    this.cluster = cluster;
    this.ranking = ranking;
    this.meters = meters;
    this.partitionsOfKeys = partitionsOfKeys;
    this.mostUnder = mostUnder;
  }

  public Topology build() {
    return build(new Topology());
  }

  /** Adds itself to an empty topology, whose settings may look at each processor. */
  Topology build(Topology topology) {
    Flow flow = new Flow(cluster, topology);
    flow.source("sightings", Topics.SIGHTINGS);
    flow.source("components", COMPONENTS);
    flow.source("decisions", Topics.DECISIONS);
    flow.step("bring-word", BringWord::new, "decisions");
    flow.step("hear", HearSighting::new, "sightings");
    flow.step("learn", LearnComponent::new, "components");
    flow.source("encounters", ENCOUNTERS);
    flow.step("compare", Compare::new, "encounters");
    flow.store(CIRCLES, Circle.class, "hear", "compare");
    flow.sink(TO_COMPONENTS, COMPONENTS, "hear", "learn", "compare", "bring-word");
    flow.sink(TO_PARTS, PARTS, "hear", "learn", "compare");

    flow.source("keys", KEYS);
    flow.step("call", Call::new, "keys");
    flow.texts(BLOCKS, "call");
    flow.sink(TO_KEYS, KEYS, MergeTopology::partition, "hear", "compare");
    flow.sink(TO_ENCOUNTERS, ENCOUNTERS, "hear", "compare", "call");

    flow.source("parts", PARTS);
    flow.source("lessons", LESSONS);
    flow.step("gather", Gather::new, "parts");
    flow.step(RANK, Rank::new, "hear", "learn", "compare", "gather", "lessons");
    flow.store(NODES, Node.class, "hear", "learn", "compare", "gather", RANK);
    flow.store(GATHERED, Gathered.class, "hear", "learn", "compare", "gather", RANK);
    flow.store(LESSON, Lesson.class, RANK);
    flow.sink(TO_PAPERS, Topics.PAPERS, RANK);
    return topology;
  }

  private static Optional<Set<Integer>> partition(
      String topic, String name, Calls calls, int partitions) {
    return Optional.of(Set.of(calls.partition(partitions)));
  }

  private final class HearSighting implements Processor<String, Sighting, String, Object> {
    private Meeting meeting;
    private Comparing comparing;

    @Override
    public void init(ProcessorContext<String, Object> context) {
      meeting = new Meeting(context, meters);
      comparing = new Comparing(context, meeting, partitionsOfKeys);
    }

    @Override
    public void process(Record<String, Sighting> record) {
      requireItsKey(record);
      meters.counter("winnow.sightings", "stage", "enrich").increment();
      comparing.heard(record, meeting.hears(record));
    }
  }

  private final class Compare implements Processor<String, Encounter, String, Object> {
    private Comparing comparing;

    @Override
    public void init(ProcessorContext<String, Object> context) {
      comparing = new Comparing(context, new Meeting(context, meters), partitionsOfKeys);
    }

    @Override
    public void process(Record<String, Encounter> record) {
      comparing.encounters(record);
    }
  }

  /**
   * The places of keys: of each two names that have one, the weaker hears of the stronger, once for
   * all keys that are called together.
   */
  private final class Call implements Processor<String, Calls, String, Encounter> {
    private ProcessorContext<String, Encounter> context;
    private KeyValueStore<String, String> blocks;

    @Override
    public void init(ProcessorContext<String, Encounter> newContext) {
      context = newContext;
      blocks = newContext.getStateStore(BLOCKS);
    }

    @Override
    public void process(Record<String, Calls> record) {
      Identifier name = Identifier.parse(record.key());
      SortedMap<Identifier, SortedMap<String, SortedSet<Identifier>>> met = new TreeMap<>();
      for (String key : record.value().keys()) {
        call(record, name, key)
            .forEach(
                (whom, others) ->
                    met.computeIfAbsent(whom, unused -> new TreeMap<>()).put(key, others));
      }
      met.forEach((whom, others) -> tell(record, whom, Encounter.met(others)));
    }

    /** Who meets whom by it, each the stronger ones. */
    private Map<Identifier, SortedSet<Identifier>> call(
        Record<String, Calls> record, Identifier name, String key) {
      String known = blocks.get(key);
      Block before = known == null ? Block.EMPTY : Block.parse(known);
      Block now = before.with(name, mostUnder.applyAsInt(key));
      Map<Identifier, SortedSet<Identifier>> met = new HashMap<>();
      if (now.equals(before)) {
        return met;
      }
      blocks.put(key, now.text());
      if (now.worn()) {
        before.names().stream()
            .filter(one -> !stronger(before, one, key).isEmpty())
            .forEach(one -> tell(record, one, Encounter.worn(key)));
        return met;
      }
      SortedSet<Identifier> stronger = stronger(before, name, key);
      if (!stronger.isEmpty()) {
        met.put(name, stronger);
      }
      before.names().tailSet(name).stream()
          .filter(one -> Keys.meet(key, name, one))
          .forEach(one -> met.put(one, new TreeSet<>(List.of(name))));
      return met;
    }

    /** Whom the name is to compare itself with. */
    private static SortedSet<Identifier> stronger(Block block, Identifier name, String key) {
      SortedSet<Identifier> stronger = new TreeSet<>(block.names().headSet(name));
      stronger.removeIf(one -> !Keys.meet(key, one, name));
      return stronger;
    }

    private void tell(Record<String, ?> cause, Identifier whom, Encounter what) {
      context.forward(Trace.on(cause, whom.toString(), what));
    }
  }

  /** A record that came by the wrong way would be a paper of its own, and nobody would know. */
  private static void requireItsKey(Record<String, Sighting> record) {
    if (record.value() == null) {
      throw new IllegalArgumentException("no sighting under " + record.key());
    }
    String key = record.value().key().toString();
    if (!key.equals(record.key())) {
      throw new IllegalArgumentException(
          "the record's key is not the sighting's, " + key + ": " + record.key());
    }
  }

  /** What a curator said of two names is told to both. Other decisions are publish's. */
  private static final class BringWord implements Processor<String, Decision, String, Object> {
    private ProcessorContext<String, Object> context;

    @Override
    public void init(ProcessorContext<String, Object> newContext) {
      context = newContext;
    }

    @Override
    public void process(Record<String, Decision> record) {
      Decision word = record.value();
      if (word == null || word.other() == null) {
        return;
      }
      Component said = Component.of(List.of(Statement.of(word)));
      for (Identifier name : List.of(word.id(), word.other())) {
        context.forward(Trace.on(record, name.toString(), said), TO_COMPONENTS);
      }
    }
  }

  private final class LearnComponent implements Processor<String, Component, String, Object> {
    private Meeting meeting;

    @Override
    public void init(ProcessorContext<String, Object> context) {
      meeting = new Meeting(context, meters);
    }

    @Override
    public void process(Record<String, Component> record) {
      meeting.learns(record);
    }
  }

  private final class Gather implements Processor<String, PaperPart, String, @Nullable Paper> {
    private Gathering gathering;

    @Override
    public void init(ProcessorContext<String, @Nullable Paper> context) {
      gathering = new Gathering(context, meters);
    }

    @Override
    public void process(Record<String, PaperPart> record) {
      gathering.hears(record);
    }
  }

  private final class Rank implements Processor<String, @Nullable Object, String, @Nullable Paper> {
    private ProcessorContext<String, @Nullable Paper> context;
    private Gathering gathering;
    private Ranks ranks;

    @Override
    public void init(ProcessorContext<String, @Nullable Paper> newContext) {
      context = newContext;
      gathering = new Gathering(newContext, meters);
      ranks = new Ranks(newContext.getStateStore(LESSON), ranking);
    }

    @Override
    public void process(Record<String, @Nullable Object> record) {
      if (record.value() instanceof Lesson lesson) {
        learn(record, lesson);
      } else {
        context.forward(record.withValue(ranked((Paper) record.value())));
      }
    }

    /** Papers not too old are ranked again in this one transaction; those that differ are told. */
    private void learn(Record<String, ?> record, Lesson lesson) {
      UnaryOperator<Paper> before = ranks.now();
      if (!ranks.learn(lesson)) {
        return;
      }
      gathering.forEach(
          paper -> {
            if (!lesson.concerns(paper)) {
              return;
            }
            Paper now = ranks.now().apply(paper);
            if (!now.equals(before.apply(paper))) {
              meters.counter("winnow.papers", "outcome", "ranked-again").increment();
              context.forward(Trace.on(record, paper.id().toString(), now));
            }
          });
    }

    private @Nullable Paper ranked(@Nullable Paper paper) {
      return paper == null || paper.mergedInto() != null ? paper : ranks.now().apply(paper);
    }
  }
}
