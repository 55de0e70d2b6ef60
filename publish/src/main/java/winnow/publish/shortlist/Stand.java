package winnow.publish.shortlist;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import winnow.kafka.Trace;
import winnow.model.Identifier;
import winnow.model.ShortlistEntry;
import winnow.topics.Topics;

/**
 * The shell at a paper's place in the shortlist: keeps what is known, tells what changed, and looks
 * from time to time for what changes because time passed.
 */
final class Stand {
  /** The first look comes soon, for what fell due while nobody was at work. */
  private static final Duration SOON = Duration.ofMillis(200);

  private static final Duration FROM_TIME_TO_TIME = Duration.ofSeconds(20);

  private final ShortlistTopology.Terms terms;
  private final Clock clock;
  private final MeterRegistry meters;
  private final AtomicLong sweeps;
  private final ProcessorContext<String, @Nullable Object> context;
  private final KeyValueStore<String, Standing> standings;
  private final KeyValueStore<String, String> deadlines;

  Stand(
      ProcessorContext<String, @Nullable Object> context,
      ShortlistTopology.Terms terms,
      Clock clock,
      MeterRegistry meters,
      AtomicLong sweeps) {
    this.context = context;
    this.terms = terms;
    this.clock = clock;
    this.meters = meters;
    this.sweeps = sweeps;
    this.standings = context.getStateStore(ShortlistTopology.STANDINGS);
    this.deadlines = context.getStateStore(ShortlistTopology.DEADLINES);
  }

  /** Looks for deadlines on the wall clock, whether or not anything comes. */
  void watchDeadlines() {
    Cancellable[] first = new Cancellable[1];
    first[0] =
        context.schedule(
            SOON,
            PunctuationType.WALL_CLOCK_TIME,
            timestamp -> {
              first[0].cancel();
              context.schedule(FROM_TIME_TO_TIME, PunctuationType.WALL_CLOCK_TIME, this::sweep);
              sweep(timestamp);
            });
  }

  Standing at(String key) {
    return Optional.ofNullable(standings.get(key)).orElse(Standing.UNKNOWN);
  }

  void becomes(Record<String, ?> cause, Standing before, Standing now) {
    String key = cause.key();
    Instant moment = clock.instant();
    ShortlistEntry entry = now.entry(moment, terms.keep()).orElse(null);
    Standing after = now.told(entry);
    compete(cause, before, after);
    handOver(cause, before, after);
    setDeadline(key, before, after, moment);
    if (!after.equals(before)) {
      standings.put(key, after);
    }
    if (!Objects.equals(before.told(), entry)) {
      count(before.told(), entry);
      Trace.step(Topics.SHORTLIST.owner(), cause, key, "shortlist: " + status(entry));
      forward(cause, key, entry, ShortlistTopology.TO_SHORTLIST);
    }
  }

  /** Enters and leaves the contest for its day. */
  private void compete(Record<String, ?> cause, Standing before, Standing now) {
    boolean sameDay = Objects.equals(before.day(), now.day());
    if (sameDay && Objects.equals(before.paper(), now.paper())) {
      return;
    }
    Optional<Contender> was = before.contender(terms);
    Optional<Contender> is = now.contender(terms);
    if (was.isPresent() && (is.isEmpty() || !sameDay)) {
      Contender gone = Contender.gone(Identifier.parse(cause.key()));
      forward(cause, String.valueOf(before.day()), gone, ShortlistTopology.TO_DAYS);
    }
    if (is.isPresent() && !(sameDay && is.equals(was))) {
      forward(cause, String.valueOf(now.day()), is.get(), ShortlistTopology.TO_DAYS);
    }
  }

  /** What was decided or posted under an id that became a name of another is that other's too. */
  private void handOver(Record<String, ?> cause, Standing before, Standing now) {
    Identifier heir = now.paper() == null ? null : now.paper().mergedInto();
    if (heir == null) {
      return;
    }
    boolean merged = before.paper() == null || !heir.equals(before.paper().mergedInto());
    List<Fact> facts = new ArrayList<>();
    now.decisions().stream()
        .filter(decision -> merged || !before.decisions().contains(decision))
        .forEach(decision -> facts.add(Fact.of(decision)));
    now.posts().stream()
        .filter(post -> merged || !before.posts().contains(post))
        .forEach(post -> facts.add(Fact.of(post)));
    facts.forEach(fact -> forward(cause, heir.toString(), fact, ShortlistTopology.TO_FACTS));
  }

  private void setDeadline(String key, Standing before, Standing now, Instant moment) {
    Optional<Instant> next = now.deadline(moment, terms.keep());
    before
        .deadline(Instant.MIN, terms.keep())
        .filter(old -> !Optional.of(old).equals(next))
        .ifPresent(old -> deadlines.delete(at(old, key)));
    next.ifPresent(due -> deadlines.put(at(due, key), key));
  }

  private void sweep(long timestamp) {
    Instant moment = clock.instant();
    List<KeyValue<String, String>> due = new ArrayList<>();
    try (KeyValueIterator<String, String> passed =
        deadlines.range("", at(moment.plusSeconds(1), ""))) {
      passed.forEachRemaining(due::add);
    }
    for (KeyValue<String, String> one : due) {
      deadlines.delete(one.key);
      Standing standing = at(one.value);
      becomes(new Record<>(one.value, null, timestamp), standing, standing);
    }
    sweeps.incrementAndGet();
  }

  private void count(@Nullable ShortlistEntry before, @Nullable ShortlistEntry now) {
    if (before == null || now == null || before.status() != now.status()) {
      meters.counter("winnow.shortlist", "status", status(now)).increment();
      String left = before == null ? "none" : status(before);
      meters.counter("winnow.shortlist.left", "status", left).increment();
    }
  }

  private static String status(@Nullable ShortlistEntry entry) {
    return entry == null ? "gone" : entry.status().name().toLowerCase(Locale.ROOT);
  }

  private void forward(Record<String, ?> cause, String key, @Nullable Object value, String sink) {
    context.forward(Trace.on(cause, key, value), sink);
  }

  /** Sorts by time: seconds since 1970, padded, then the paper. */
  private static String at(Instant due, String key) {
    return String.format(Locale.ROOT, "%012d|%s", Math.max(0, due.getEpochSecond()), key);
  }
}
