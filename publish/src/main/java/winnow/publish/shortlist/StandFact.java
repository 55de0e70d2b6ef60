package winnow.publish.shortlist;

import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** A decision, a post, or a place among the best of its day reaches a paper's place. */
final class StandFact implements Processor<String, Fact, String, @Nullable Object> {
  private final Function<ProcessorContext<String, @Nullable Object>, Stand> shell;
  private Stand stand;

  StandFact(Function<ProcessorContext<String, @Nullable Object>, Stand> shell) {
    this.shell = shell;
  }

  @Override
  public void init(ProcessorContext<String, @Nullable Object> context) {
    stand = shell.apply(context);
  }

  @Override
  public void process(Record<String, Fact> record) {
    Standing before = stand.at(record.key());
    stand.becomes(record, before, before.with(record.value()));
  }
}
