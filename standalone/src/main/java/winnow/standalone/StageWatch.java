package winnow.standalone;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * thread of its own, and tells the gauges and the vitals how it gets on.
 */
final class StageWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StageWatch.class);
  private static final long BETWEEN_MILLISECONDS = 1_000;
  private static final long AT_REST_MILLISECONDS = 15_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String stage;
  private final StreamsPart part;
  private final String application;
  private final String bootstrap;
  private final Admin admin;
  private final Backlog backlog;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  private volatile Headway headway = Headway.begun(now());

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
    Gauge.builder("winnow.lag", () -> headway.lag())
        .tag("stage", stage)
        .description("records that this worker owns and has not yet dealt with")
        .register(meters);
    Gauge.builder("winnow.behind", () -> headway.behind(now()).toSeconds())
        .tag("stage", stage)
        .baseUnit("seconds")
        .description("how long since nothing was left to do")
        .register(meters);
    Gauge.builder("winnow.broker.away", () -> headway.away() ? 1 : 0)
        .tag("stage", stage)
        .register(meters);
    vitals.live(stage, this::wedged);
    vitals.ready(stage, () -> headway.waiting(part.running()));
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
    return trouble != null ? trouble : headway.wedged(now());
  }

  private void watch() {
    do {
      Headway before = headway;
      try {
        headway = look(backlog.read());
      } catch (KafkaTroubleException | KafkaException e) {
        headway = before.unanswered();
      }
      tell(before, headway);
    } while (!isClosed());
  }

  private boolean isClosed() {
    try {
      return closed.await(
          headway.caughtUp() && headway.lag() == 0 ? AT_REST_MILLISECONDS : BETWEEN_MILLISECONDS,
          TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private Headway look(Backlog.Reading reading) {
    Map<TopicPartition, Long> reached =
        new HashMap<>(reading.positions().getOrDefault(application, Map.of()));
    reached.keySet().retainAll(part.owned());
    return headway.read(now(), part.running(), reached, reading.ends());
  }

  /** Each change once: who waits for long says so, and says when it does no more. */
  private void tell(Headway before, Headway now) {
    if (now.away() && !before.away() && closed.getCount() > 0) {
      LOG.warn("{}: waiting for the broker at {}: no answer", stage, bootstrap);
    }
    if (!now.away() && before.away()) {
      LOG.info("{}: the broker at {} answers again", stage, bootstrap);
    }
    if (now.late() && !before.late()) {
      long seconds = now().minus(now.workedAt()).toSeconds();
      LOG.warn("{}: not at work for {} s: {}", stage, seconds, part.doing());
    }
    if (before.late() && !now.late() && !before.away()) {
      LOG.info("{}: at work after {} s", stage, now().minus(before.workedAt()).toSeconds());
    }
  }

  private static Duration now() {
    return Duration.ofNanos(System.nanoTime());
  }
}
