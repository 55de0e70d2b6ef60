package winnow.publish.shortlist;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import winnow.kafka.Cluster;
import winnow.kafka.JsonSerde;
import winnow.model.Decision;
import winnow.model.Post;
import winnow.topics.Topic;
import winnow.topics.Topics;

/**
 * Papers, decisions and posts into the shortlist:
 *
 * <pre>
 *   decisions, posted ──► publish-facts ──► stand (a place for each paper) ◄── papers
 *                              ▲              │                 │
 *                              └── best ◄── publish-days        └──► shortlist
 *                         (a place for each day)
 * </pre>
 *
 * <p>Decisions and posts are brought under the paper's id by the program itself, since those who
 * write them may choose partitions otherwise than we do.
 */
public final class ShortlistTopology {
  static final Topic<Fact> FACTS =
      new Topic<>("publish-facts", "publish", "paper id", Topic.Keep.days(30), Fact.class, null);
  static final Topic<Contender> DAYS =
      new Topic<>("publish-days", "publish", "day", Topic.Keep.days(30), Contender.class, null);

  /** The topics that must be there before the application starts, besides the public ones. */
  public static final List<Topic<?>> BETWEEN = List.of(FACTS, DAYS);

  static final String STANDINGS = "standings";
  static final String DEADLINES = "deadlines";
  static final String DAY_STORE = "days";
  static final String TO_FACTS = "to-facts";
  static final String TO_DAYS = "to-days";
  static final String TO_SHORTLIST = "to-shortlist";

  /**
   * Who may be offered, and for how long.
   *
   * @param threshold points from which a paper is a candidate
   * @param perDay at most this many candidates of a day
   * @param keep how long an undecided candidate is offered
   */
  public record Terms(double threshold, int perDay, Duration keep) {}

  private final Cluster cluster;
  private final Terms terms;
  private final Clock clock;
  private final MeterRegistry meters;
  private final AtomicLong sweeps;

  /**
   * @param sweeps counts how often deadlines were looked for
   */
  public ShortlistTopology(
      Cluster cluster, Terms terms, Clock clock, MeterRegistry meters, AtomicLong sweeps) {
    this.cluster = cluster;
    this.terms = terms;
    this.clock = clock;
    this.meters = meters;
    this.sweeps = sweeps;
  }

  public Topology build() {
    return build(new Topology());
  }

  /** Adds itself to an empty topology, whose settings may look at each processor. */
  Topology build(Topology topology) {
    source(topology, "decisions", Topics.DECISIONS);
    source(topology, "posted", Topics.POSTED);
    topology.addProcessor("bring-decision", BringDecision::new, "decisions");
    topology.addProcessor("bring-post", BringPost::new, "posted");

    source(topology, "papers", Topics.PAPERS);
    source(topology, "facts", FACTS);
    topology.addProcessor("stand-paper", () -> new StandPaper(this::shell, this::heard), "papers");
    topology.addProcessor("stand-fact", () -> new StandFact(this::shell), "facts");
    topology.addStateStore(
        store(STANDINGS, new JsonSerde<>(Standing.class, null)), "stand-paper", "stand-fact");
    topology.addStateStore(store(DEADLINES, Serdes.String()), "stand-paper", "stand-fact");
    sink(topology, TO_SHORTLIST, Topics.SHORTLIST, "stand-paper", "stand-fact");

    source(topology, "days", DAYS);
    topology.addProcessor("best", Best::new, "days");
    topology.addStateStore(store(DAY_STORE, new JsonSerde<>(Day.class, null)), "best");
    sink(topology, TO_DAYS, DAYS, "stand-paper", "stand-fact");
    sink(
        topology,
        TO_FACTS,
        FACTS,
        "bring-decision",
        "bring-post",
        "stand-paper",
        "stand-fact",
        "best");
    return topology;
  }

  private void heard() {
    meters.counter("winnow.papers.heard").increment();
  }

  private Stand shell(ProcessorContext<String, @Nullable Object> context) {
    return new Stand(context, terms, clock, meters, sweeps);
  }

  private <V> void source(Topology topology, String node, Topic<V> topic) {
    topology.addSource(
        node,
        new StringDeserializer(),
        new JsonSerde<>(topic.value(), topic.schema()).deserializer(),
        cluster.name(topic));
  }

  private <V> void sink(Topology topology, String node, Topic<V> topic, String... parents) {
    topology.addSink(
        node,
        cluster.name(topic),
        new StringSerializer(),
        new JsonSerde<>(topic.value(), topic.schema()).serializer(),
        parents);
  }

  private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> serde) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.String(), serde);
  }

  private static final class BringDecision implements Processor<String, Decision, String, Fact> {
    private ProcessorContext<String, Fact> context;

    @Override
    public void init(ProcessorContext<String, Fact> newContext) {
      context = newContext;
    }

    @Override
    public void process(Record<String, Decision> record) {
      Decision decision = record.value();
      context.forward(record.withKey(decision.id().toString()).withValue(Fact.of(decision)));
    }
  }

  private static final class BringPost implements Processor<String, Post, String, Fact> {
    private ProcessorContext<String, Fact> context;

    @Override
    public void init(ProcessorContext<String, Fact> newContext) {
      context = newContext;
    }

    @Override
    public void process(Record<String, Post> record) {
      if (record.value() != null) {
        Post post = record.value();
        context.forward(record.withKey(post.id().toString()).withValue(Fact.of(post)));
      }
    }
  }

  /** Keeps each day's contenders and tells those whose place changed. */
  private final class Best implements Processor<String, Contender, String, Fact> {
    private ProcessorContext<String, Fact> context;
    private KeyValueStore<String, Day> days;

    @Override
    public void init(ProcessorContext<String, Fact> newContext) {
      context = newContext;
      days = newContext.getStateStore(DAY_STORE);
    }

    @Override
    public void process(Record<String, Contender> record) {
      Day before = Optional.ofNullable(days.get(record.key())).orElse(Day.EMPTY);
      Day now = before.with(record.value());
      if (now.equals(before)) {
        return;
      }
      days.put(record.key(), now);
      var bestBefore = before.best(terms.perDay());
      var bestNow = now.best(terms.perDay());
      bestBefore.stream()
          .filter(id -> !bestNow.contains(id))
          .sorted()
          .forEach(id -> tell(record, id.toString(), false));
      bestNow.stream()
          .filter(id -> !bestBefore.contains(id))
          .sorted()
          .forEach(id -> tell(record, id.toString(), true));
    }

    private void tell(Record<String, Contender> cause, String id, boolean chosen) {
      context.forward(new Record<>(id, Fact.chosen(chosen), cause.timestamp()));
    }
  }
}
