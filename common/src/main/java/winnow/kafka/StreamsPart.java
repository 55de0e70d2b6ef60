package winnow.kafka;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.service.Part;

/** A Streams application as a part of a worker. */
public final class StreamsPart implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsPart.class);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final String name;
  private final KafkaStreams streams;
  private final CountDownLatch running = new CountDownLatch(1);
  private volatile @Nullable Throwable failure;

  public StreamsPart(String name, Topology topology, Properties settings) {
    this.name = name;
    this.streams = new KafkaStreams(topology, settings);
    streams.setUncaughtExceptionHandler(
        thrown -> {
          failure = thrown;
          LOG.error("{} stopped", name, thrown);
          running.countDown();
          return StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    streams.setStateListener(
        (now, before) -> {
          if (now == KafkaStreams.State.RUNNING) {
            running.countDown();
          }
        });
  }

  /** Starts it without waiting; {@link #start} waits. */
  public void launch() {
    if (streams.state() == KafkaStreams.State.CREATED) {
      streams.start();
    }
  }

  @Override
  public void start() {
    launch();
    try {
      if (!running.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new KafkaTroubleException(name + " did not get to work within " + PATIENCE, null);
      }
    } catch (InterruptedException e) {
      throw KafkaTroubleException.interrupted(e);
    }
    if (failure != null) {
      throw new KafkaTroubleException(name + " failed", failure);
    }
  }

  @Override
  public void stop() {
    streams.close(Duration.ofSeconds(20));
  }

  @Override
  public @Nullable String trouble() {
    return failure == null ? null : name + ": " + failure.getMessage();
  }
}
