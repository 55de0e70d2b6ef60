package winnow.publish.shortlist;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import winnow.kafka.Cluster;
import winnow.kafka.Flow;
import winnow.kafka.Trace;
import winnow.model.Decision;
import winnow.model.Identifier;
import winnow.model.Post;
import winnow.model.Score.Reason;
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
  static final String CONTENDERS = "contenders";
  static final String TO_FACTS = "to-facts";
  static final String TO_DAYS = "to-days";
  static final String TO_SHORTLIST = "to-shortlist";

  /**
   * Who may be offered, and for how long.
   *
   * @param threshold points from which a paper is a candidate
   * @param perDay at most this many candidates of a day
   * @param keep how long an undecided candidate is offered
   * @param diversity points that a paper loses to one of its day that says the same
   * @param past what past editions carried, which is not offered again
   */
  public record Terms(
      double threshold, int perDay, Duration keep, double diversity, Set<Identifier> past) {
    public Terms {
      past = Set.copyOf(past);
    }
  }

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
    Flow flow = new Flow(cluster, topology);
    flow.source("decisions", Topics.DECISIONS);
    flow.source("posted", Topics.POSTED);
    flow.step("bring-decision", BringDecision::new, "decisions");
    flow.step("bring-post", BringPost::new, "posted");

    flow.source("papers", Topics.PAPERS);
    flow.source("facts", FACTS);
    flow.step("stand-paper", () -> new StandPaper(this::shell, this::heard), "papers");
    flow.step("stand-fact", () -> new StandFact(this::shell), "facts");
    flow.store(STANDINGS, Standing.class, "stand-paper", "stand-fact");
    flow.texts(DEADLINES, "stand-paper", "stand-fact");
    flow.sink(TO_SHORTLIST, Topics.SHORTLIST, "stand-paper", "stand-fact");

    flow.source("days", DAYS);
    flow.step("best", Best::new, "days");
    flow.store(CONTENDERS, Contender.class, "best");
    flow.sink(TO_DAYS, DAYS, "stand-paper", "stand-fact");
    flow.sink(TO_FACTS, FACTS, "bring-decision", "bring-post", "stand-paper", "stand-fact", "best");
    return topology;
  }

  private void heard() {
    meters.counter("winnow.papers.heard").increment();
  }

  private Stand shell(ProcessorContext<String, @Nullable Object> context) {
    return new Stand(context, terms, clock, meters, sweeps);
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
      if (decision == null) {
        throw new IllegalArgumentException("no decision under " + record.key());
      }
      if (!decision.action().aboutIdentity()) { // whether two are one paper is told by papers
        context.forward(record.withKey(decision.id().toString()).withValue(Fact.of(decision)));
      }
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
    private record Placed(String date, Day day, Map<Identifier, Optional<Reason>> best) {}

    private ProcessorContext<String, Fact> context;
    private KeyValueStore<String, Contender> contenders;
    private Placed latest; // the next contender is likely to be of the same day

    @Override
    public void init(ProcessorContext<String, Fact> newContext) {
      context = newContext;
      contenders = newContext.getStateStore(CONTENDERS);
      latest = new Placed("", Day.EMPTY, Map.of());
    }

    @Override
    public void process(Record<String, Contender> record) {
      Placed before = latest.date().equals(record.key()) ? latest : placed(record.key());
      Day now = before.day().with(record.value());
      if (now.equals(before.day())) {
        return;
      }
      keep(record.key(), record.value());
      latest = new Placed(record.key(), now, now.best(terms));
      LocalDate day = LocalDate.parse(record.key());
      before.best().keySet().stream()
          .filter(id -> !latest.best().containsKey(id))
          .forEach(id -> tell(record, id, Fact.displaced(day)));
      latest
          .best()
          .forEach(
              (id, near) -> {
                if (!near.equals(before.best().get(id))) {
                  tell(record, id, Fact.chosen(day, near.orElse(null)));
                }
              });
    }

    private Placed placed(String date) {
      Day day = of(date);
      return new Placed(date, day, day.best(terms));
    }

    private Day of(String day) {
      Map<String, Contender> all = new HashMap<>();
      try (KeyValueIterator<String, Contender> found = contenders.range(day + "|", day + "}")) {
        found.forEachRemaining(one -> all.put(one.value.id().toString(), one.value));
      }
      return new Day(all);
    }

    /** Each by itself, so that a day with many contenders is not written whole for each of them. */
    private void keep(String day, Contender contender) {
      String key = day + "|" + contender.id();
      if (contender.points() == null) {
        contenders.delete(key);
      } else {
        contenders.put(key, contender);
      }
    }

    private void tell(Record<String, Contender> cause, Identifier id, Fact fact) {
      context.forward(Trace.on(cause, id.toString(), fact));
    }
  }
}
