package winnow.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The clients of a Streams application, whose main consumer rests while nothing comes. Streams
 * looks up from its input ten times a second, so that what it has dealt with is committed soon;
 * after two seconds without a record there is nothing to commit, and once in five is enough. A
 * record that comes ends the rest at once. For one stream thread.
 */
final class RestingClients implements KafkaClientSupplier {
  private static final int EMPTY_BEFORE_REST = 20;
  private static final Duration REST = Duration.ofSeconds(5);

  /** Closing would else wait for the broker's answer to a last question that nobody needs. */
  private static final Duration FAREWELL = Duration.ofMillis(200);

  private volatile boolean ending;
  private volatile @Nullable Resting main;

  /** Ends the rest, and lets nobody rest again: the application is about to be closed. */
  void end() {
    ending = true;
    Resting resting = main;
    if (resting != null) {
      resting.wakeup();
    }
  }

  @Override
  public Admin getAdmin(Map<String, Object> settings) {
    return Admin.create(settings);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> settings) {
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> settings) {
    Resting resting = new Resting(settings);
    main = resting;
    return resting;
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> settings) {
    return plain(settings);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> settings) {
    return plain(settings);
  }

  private static Consumer<byte[], byte[]> plain(Map<String, Object> settings) {
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private final class Resting extends KafkaConsumer<byte[], byte[]> {
    private int empty;

    Resting(Map<String, Object> settings) {
      super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration asked) {
      boolean rest = empty >= EMPTY_BEFORE_REST && !asked.isZero() && !ending;
      try {
        ConsumerRecords<byte[], byte[]> records = super.poll(rest ? REST : asked);
        empty = records.isEmpty() ? empty + 1 : 0;
        return records;
      } catch (WakeupException ended) {
        return ConsumerRecords.empty();
      }
    }

    @Override
    public void close(CloseOptions options) {
      super.close(options.withTimeout(FAREWELL));
    }
  }
}
