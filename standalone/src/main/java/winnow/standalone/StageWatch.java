package winnow.standalone;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.kafka.Backlog;
import winnow.kafka.Cluster;
import winnow.kafka.KafkaTroubleException;
import winnow.kafka.StreamsPart;
import winnow.topics.Topic;

/**
 * Looks every second how far a Streams application is behind, every fifteen while it is not, on a
 * thread of its own, and tells the gauges and the vitals. It is ready once it has caught up, and
 * wedged when nothing that it owns has moved for five minutes although there is work and the broker
 * answers.
 */
final class StageWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StageWatch.class);
  private static final long BETWEEN_MILLISECONDS = 1_000;
  private static final long AT_REST_MILLISECONDS = 15_000;
  private static final long SMALL = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration WEDGED = Duration.ofMinutes(5);
  private static final Duration LATE = Duration.ofMinutes(1);

  private final String stage;
  private final StreamsPart part;
  private final String application;
  private final String bootstrap;
  private final Admin admin;
  private final Backlog backlog;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  private volatile long lag;
  private volatile boolean caughtUp;
  private volatile boolean away;
  private volatile long restedAt = System.nanoTime();
  private volatile long movedAt = System.nanoTime();
  private long atWorkAt = System.nanoTime();
  private boolean late;
  private Map<TopicPartition, Long> positions = Map.of();

  StageWatch(
      String stage,
      StreamsPart part,
      Cluster cluster,
      Collection<Topic<?>> inputs,
      MeterRegistry meters,
      Vitals vitals) {
    this.stage = stage;
    this.part = part;
    this.application = cluster.application(stage);
    this.bootstrap = cluster.bootstrap();
    this.admin = cluster.admin();
    List<String> names = inputs.stream().<String>map(cluster::name).toList();
    this.backlog = new Backlog(admin, Map.of(application, names), PATIENCE);
    Gauge.builder("winnow.lag", () -> lag)
        .tag("stage", stage)
        .description("records that this worker owns and has not yet dealt with")
        .register(meters);
    Gauge.builder("winnow.behind", () -> lag == 0 ? 0 : seconds(restedAt))
        .tag("stage", stage)
        .baseUnit("seconds")
        .description("how long since nothing was left to do")
        .register(meters);
    Gauge.builder("winnow.broker.away", () -> away ? 1 : 0).tag("stage", stage).register(meters);
    vitals.live(stage, this::wedged);
    vitals.ready(stage, this::waiting);
    this.thread = new Thread(this::watch, "watch-" + stage);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    admin.close(Duration.ofSeconds(2));
  }

  private @Nullable String wedged() {
    String trouble = part.trouble();
    if (trouble != null) {
      return trouble;
    }
    return !away && lag > 0 && seconds(movedAt) > WEDGED.toSeconds()
        ? "stuck for " + seconds(movedAt) + " s with " + lag + " records to do"
        : null;
  }

  private @Nullable String waiting() {
    if (away) {
      return "the broker does not answer";
    }
    if (!part.running()) {
      return "not at work yet";
    }
    return caughtUp ? null : lag + " records to catch up";
  }

  private void watch() {
    do {
      try {
        look(backlog.read());
        if (away) {
          LOG.info("{}: the broker at {} answers again", stage, bootstrap);
          away = false;
          movedAt = System.nanoTime();
          atWorkAt = movedAt;
        }
        tellIfLate();
      } catch (KafkaTroubleException | KafkaException e) {
        if (!away && closed.getCount() > 0) {
          LOG.warn("{}: waiting for the broker at {}: no answer", stage, bootstrap);
          away = true;
        }
      }
    } while (!isClosed());
  }

  private boolean isClosed() {
    try {
      return closed.await(
          caughtUp && lag == 0 ? AT_REST_MILLISECONDS : BETWEEN_MILLISECONDS,
          TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void look(Backlog.Reading reading) {
    Set<TopicPartition> owned = part.owned();
    Map<TopicPartition, Long> now =
        new HashMap<>(reading.positions().getOrDefault(application, Map.of()));
    now.keySet().retainAll(owned);
    long left = 0;
    for (Map.Entry<TopicPartition, Long> at : now.entrySet()) {
      left += Math.max(0, reading.ends().getOrDefault(at.getKey(), 0L) - at.getValue());
    }
    if (left == 0 || !now.equals(positions)) {
      movedAt = System.nanoTime();
    }
    if (left == 0) {
      restedAt = System.nanoTime();
    }
    positions = now;
    lag = left;
    caughtUp |= part.running() && left <= SMALL;
  }

  /** Who restores much, or waits for others of its kind, says so once. */
  private void tellIfLate() {
    if (part.running()) {
      if (late) {
        LOG.info("{}: at work after {} s", stage, seconds(atWorkAt));
      }
      atWorkAt = System.nanoTime();
      late = false;
    } else if (!late && seconds(atWorkAt) >= LATE.toSeconds()) {
      LOG.warn("{}: not at work for {} s: {}", stage, seconds(atWorkAt), part.doing());
      late = true;
    }
  }

  private static long seconds(long since) {
    return Duration.ofNanos(System.nanoTime() - since).toSeconds();
  }
}
