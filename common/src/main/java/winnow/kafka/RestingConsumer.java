package winnow.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * A stream thread's main consumer, which rests while nothing comes. Streams looks up from its input
 * ten times a second, and each question to the broker is answered within a tenth of one, so that
 * what it has dealt with is committed soon. After two seconds without a record there is nothing to
 * commit: a lookout without a group then asks the broker once in ten seconds, and is told of a new
 * record at once.
 *
 * <p>One consumer cannot do both. A question that waits long for partitions without records keeps
 * those that Streams reads again only later, for one that is restored, from being asked for.
 *
 * <p>It rests only as a settled member of its group. To find the broker again, or to take part in a
 * new division of the partitions, are several questions; with a rest between each two they would
 * take longer than the group waits for anybody. Meanwhile there is no sign of life, by which it is
 * noticed within seconds; the first question may take ten. For one thread, but for {@link #end}.
 */
final class RestingConsumer extends KafkaConsumer<byte[], byte[]> {
  private static final int EMPTY_BEFORE_REST = 20;
  private static final Duration BREATH = Duration.ofSeconds(2);
  private static final int BREATHS = 5;
  private static final int QUESTION_MILLISECONDS = 10_000;

  /** A sign of life is due every three seconds, and at most two late; the group waits for ten. */
  private static final double SILENT_SECONDS = 6;

  /** Closing would else wait for the broker's answer to a last question that nobody needs. */
  private static final Duration FAREWELL = Duration.ofMillis(50);

  private final Map<String, Object> settings;
  private volatile boolean ending;
  private volatile @Nullable KafkaConsumer<byte[], byte[]> lookout;
  private @Nullable Metric silence;
  private Set<TopicPartition> share = Set.of();
  private int empty;

  RestingConsumer(Map<String, Object> settings) {
    super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.settings = settings;
  }

  /** Ends the rest, for good. */
  void end() {
    ending = true;
    wakeup();
    KafkaConsumer<byte[], byte[]> looking = lookout;
    if (looking != null) {
      looking.wakeup();
    }
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration asked) {
    try {
      if (mayRest() && !asked.isZero()) {
        rest();
      }
      ConsumerRecords<byte[], byte[]> records = super.poll(asked);
      empty = records.isEmpty() ? empty + 1 : 0;
      return records;
    } catch (WakeupException ended) {
      return ConsumerRecords.empty();
    }
  }

  @Override
  public void close(CloseOptions options) {
    dismissLookout();
    super.close(options.withTimeout(FAREWELL));
  }

  private boolean mayRest() {
    Set<TopicPartition> now = assignment();
    if (!now.equals(share)) {
      share = now;
      empty = 0;
      dismissLookout();
    }
    return empty >= EMPTY_BEFORE_REST
        && !ending
        && !share.isEmpty()
        && paused().isEmpty() // what is being restored waits for nobody
        && hasReadAll()
        && isSettled();
  }

  private boolean isSettled() {
    Metric silent = silence;
    if (silent == null) {
      silent =
          metrics().values().stream()
              .filter(one -> one.metricName().name().equals("last-heartbeat-seconds-ago"))
              .findFirst()
              .orElseThrow();
      silence = silent;
    }
    double seconds = (double) silent.metricValue();
    return seconds >= 0 && seconds < SILENT_SECONDS;
  }

  private boolean hasReadAll() {
    return share.stream().map(this::currentLag).allMatch(OptionalLong.of(0)::equals);
  }

  /** Waits until there is a record to read, or it is time for a question of one's own. */
  private void rest() {
    KafkaConsumer<byte[], byte[]> looking = lookout;
    if (looking == null) {
      looking = sendLookout();
    }
    for (int i = 0; i < BREATHS && !ending && isSettled(); i++) {
      if (!looking.poll(BREATH).isEmpty()) {
        empty = 0;
        dismissLookout();
        return;
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> sendLookout() {
    Map<String, Object> own = new HashMap<>(settings);
    own.keySet()
        .removeAll(Set.of("group.id", "group.instance.id", "partition.assignment.strategy"));
    own.put("client.id", settings.get("client.id") + "-lookout");
    own.put("fetch.max.wait.ms", QUESTION_MILLISECONDS);
    own.put("fetch.max.bytes", 1); // the first record will do
    KafkaConsumer<byte[], byte[]> sent =
        new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    sent.assign(share);
    share.forEach(partition -> sent.seek(partition, position(partition)));
    lookout = sent;
    return sent;
  }

  private void dismissLookout() {
    KafkaConsumer<byte[], byte[]> sent = lookout;
    lookout = null;
    if (sent != null) {
      sent.close(CloseOptions.timeout(Duration.ZERO));
    }
  }
}
