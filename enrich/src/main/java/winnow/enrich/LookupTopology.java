package winnow.enrich;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import winnow.enrich.lookup.Missing;
import winnow.enrich.merge.MergeTopology;
import winnow.kafka.Cluster;
import winnow.kafka.Flow;
import winnow.kafka.Trace;
import winnow.model.Lookup;
import winnow.model.Paper;
import winnow.topics.Topics;

/**
 * Papers to lookups. It keeps no books: a paper that changes and still lacks something is asked
 * about again, and whoever answers knows what was asked before.
 */
final class LookupTopology {
  private static final String ASK = "ask";

  private final Cluster cluster;
  private final MeterRegistry meters;

  LookupTopology(Cluster cluster, MeterRegistry meters) {
    this.cluster = cluster;
    this.meters = meters;
  }

  /** Adds itself to the topology that makes papers. */
  Topology addTo(Topology topology) {
    Flow flow = new Flow(cluster, topology);
    flow.step(ASK, Ask::new, MergeTopology.RANK);
    flow.sink("to-lookups", Topics.LOOKUPS, ASK);
    return topology;
  }

  private final class Ask implements Processor<String, @Nullable Paper, String, Lookup> {
    private ProcessorContext<String, Lookup> context;

    @Override
    public void init(ProcessorContext<String, Lookup> newContext) {
      context = newContext;
    }

    @Override
    public void process(Record<String, @Nullable Paper> record) {
      if (record.value() == null) {
        return;
      }
      for (Lookup lookup : Missing.of(record.value())) {
        meters.counter("winnow.lookups", "outcome", "asked").increment();
        context.forward(Trace.on(record, lookup.provider(), lookup));
      }
    }
  }
}
