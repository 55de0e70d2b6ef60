package winnow.enrich.merge;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import winnow.kafka.Trace;
import winnow.model.Identifier;
import winnow.model.Paper;
import winnow.topics.Topics;

/**
 * The shell at a paper's place, which is that of the name it goes by. What was said under that name
 * lies there already and is not kept twice; only what other names bring is. Told once: a paper that
 * stays as it was is told to nobody.
 */
final class Gathering {
  private final ProcessorContext<String, ? super @Nullable Paper> context;
  private final MeterRegistry meters;
  private final KeyValueStore<String, Node> nodes;
  private final KeyValueStore<String, Gathered> gathered;

  Gathering(ProcessorContext<String, ? super @Nullable Paper> context, MeterRegistry meters) {
    this.context = context;
    this.meters = meters;
    this.nodes = context.getStateStore(MergeTopology.NODES);
    this.gathered = context.getStateStore(MergeTopology.GATHERED);
  }

  /** Another name brings a part, or takes its own away. */
  void hears(Record<String, PaperPart> record) {
    Node here = nodes.get(record.key());
    hears(record, here == null ? Node.UNHEARD : here, record.value());
  }

  /**
   * The same from the place itself.
   *
   * @param before what was said and known here without the part
   */
  void hears(Record<String, ?> cause, Node before, PaperPart part) {
    Identifier id = Identifier.parse(cause.key());
    Gathered kept = gathered.get(cause.key());
    Gathered brought = kept == null ? Gathered.NOTHING : kept;
    Gathered known = brought.with(id, before);
    Gathered now = known.with(part);
    Gathered rest = now.without(id);
    if (!rest.equals(brought)) {
      gathered.put(cause.key(), rest);
    }
    if (!now.equals(known)) {
      tell(cause, known.paper(id).orElse(null), now.paper(id).orElse(null));
    }
  }

  /** All papers and redirects, in no order. */
  void forEach(Consumer<Paper> each) {
    try (KeyValueIterator<String, Node> all = nodes.all()) {
      while (all.hasNext()) {
        KeyValue<String, Node> one = all.next();
        tell(one.key, one.value, gathered.get(one.key), each);
      }
    }
    try (KeyValueIterator<String, Gathered> all = gathered.all()) {
      while (all.hasNext()) {
        KeyValue<String, Gathered> one = all.next();
        if (nodes.get(one.key) == null) {
          tell(one.key, Node.UNHEARD, one.value, each);
        }
      }
    }
  }

  private static void tell(
      String key, Node here, @Nullable Gathered brought, Consumer<Paper> each) {
    Identifier id = Identifier.parse(key);
    (brought == null ? Gathered.NOTHING : brought).with(id, here).paper(id).ifPresent(each);
  }

  private void tell(Record<String, ?> cause, @Nullable Paper before, @Nullable Paper now) {
    if (Objects.equals(before, now)) {
      return;
    }
    String outcome = outcome(before, now);
    meters.counter("winnow.papers", "outcome", outcome).increment();
    Trace.step(Topics.PAPERS.owner(), cause, cause.key(), "paper " + outcome);
    context.forward(Trace.on(cause, cause.key(), now), MergeTopology.RANK);
  }

  private static String outcome(@Nullable Paper before, @Nullable Paper now) {
    if (now == null) {
      return "gone";
    }
    return now.mergedInto() != null ? "merged" : before == null ? "new" : "updated";
  }
}
