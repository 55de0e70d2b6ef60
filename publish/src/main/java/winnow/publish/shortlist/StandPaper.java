package winnow.publish.shortlist;

import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import winnow.kafka.Trace;
import winnow.model.Paper;
import winnow.topics.Topics;

/** A paper as it is now reaches its place. */
final class StandPaper implements Processor<String, @Nullable Paper, String, @Nullable Object> {
  private final Function<ProcessorContext<String, @Nullable Object>, Stand> shell;
  private final Runnable heard;
  private Stand stand;

  /**
   * @param heard runs for each paper that comes
   */
  StandPaper(Function<ProcessorContext<String, @Nullable Object>, Stand> shell, Runnable heard) {
    this.shell = shell;
    this.heard = heard;
  }

  @Override
  public void init(ProcessorContext<String, @Nullable Object> context) {
    stand = shell.apply(context);
    stand.watchDeadlines();
  }

  @Override
  public void process(Record<String, @Nullable Paper> record) {
    heard.run();
    Trace.step(Topics.SHORTLIST.owner(), record, record.key(), "paper heard");
    Standing before = stand.at(record.key());
    stand.becomes(record, before, before.with(record.value()));
  }
}
