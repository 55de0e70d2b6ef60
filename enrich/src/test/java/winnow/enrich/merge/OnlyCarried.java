package winnow.enrich.merge;

import java.util.Set;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.ProcessorWrapper;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.WrappedFixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.WrappedProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Makes processors deaf to what the test driver feeds back to itself, so that a test can carry the
 * records between drivers, each to the partition that its key belongs to. Streams makes it by name.
 */
public final class OnlyCarried implements ProcessorWrapper {
  /** The header of a record that a test carried. */
  static final String CARRIED = "carried";

  @Override
  public <A, B, C, D> WrappedProcessorSupplier<A, B, C, D> wrapProcessorSupplier(
      String name, ProcessorSupplier<A, B, C, D> inner) {
    if (name.equals(MergeTopology.RANK)) {
      return ProcessorWrapper.asWrapped(inner); // hears of no topic that the topology writes
    }
    return new WrappedProcessorSupplier<>() {
      @Override
      public Processor<A, B, C, D> get() {
        return new Deaf<>(inner.get());
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return inner.stores();
      }
    };
  }

  @Override
  public <A, B, D> WrappedFixedKeyProcessorSupplier<A, B, D> wrapFixedKeyProcessorSupplier(
      String name, FixedKeyProcessorSupplier<A, B, D> inner) {
    return ProcessorWrapper.asWrappedFixedKey(inner);
  }

  private static final class Deaf<A, B, C, D> implements Processor<A, B, C, D> {
    private final Processor<A, B, C, D> inner;

    Deaf(Processor<A, B, C, D> inner) {
      this.inner = inner;
    }

    @Override
    public void init(ProcessorContext<C, D> context) {
      inner.init(context);
    }

    @Override
    public void process(Record<A, B> record) {
      if (record.headers().lastHeader(CARRIED) != null) {
        record.headers().remove(CARRIED);
        inner.process(record);
      }
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
