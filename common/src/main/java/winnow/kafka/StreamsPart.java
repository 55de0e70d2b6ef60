package winnow.kafka;

import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
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
  private final RestingClients clients = new RestingClients();
  private final KafkaStreams streams;
  private final CountDownLatch running = new CountDownLatch(1);
  private volatile @Nullable Throwable failure;

  public StreamsPart(String name, Topology topology, Properties settings) {
    this.name = name;
    this.streams = new KafkaStreams(topology, settings, clients);
    streams.setUncaughtExceptionHandler(
        thrown -> {
          if (mendsItself(thrown)) {
            LOG.warn("{} begins again from its last commit: {}", name, thrown.getMessage());
            return StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
          }
          failure = thrown;
          if (!KafkaTroubleException.lasts(thrown)) {
            LOG.error("{} stopped", name, thrown);
          }
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
    clients.end();
    streams.close(Duration.ofSeconds(20));
  }

  @Override
  public @Nullable String trouble() {
    if (failure != null) {
      return name + ": " + failure.getMessage();
    }
    KafkaStreams.State state = streams.state();
    return state == KafkaStreams.State.ERROR || state == KafkaStreams.State.PENDING_ERROR
        ? name + " is in state " + state
        : null;
  }

  /**
   * Looks whether it is at work.
   *
   * @throws KafkaTroubleException saying why it stopped
   */
  public void requireAtWork() {
    if (trouble() != null) {
      throw new KafkaTroubleException(name + " stopped", failure);
    }
  }

  /** Whether all its tasks are at work: nothing is being restored or handed over. */
  public boolean running() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /** What it is at, for people: its state, its threads' and how many tasks they have. */
  public String doing() {
    KafkaStreams.State state = streams.state();
    return state.isRunningOrRebalancing()
        ? streams.metadataForLocalThreads().stream()
            .map(one -> one.threadState() + " with " + one.activeTasks().size() + " tasks")
            .collect(Collectors.joining(", ", state + ", its thread ", ""))
        : state.toString();
  }

  /** What this one of several workers of its kind reads now. */
  public Set<TopicPartition> owned() {
    if (!streams.state().isRunningOrRebalancing()) {
      return Set.of();
    }
    return streams.metadataForLocalThreads().stream()
        .flatMap(thread -> thread.activeTasks().stream())
        .flatMap(task -> task.topicPartitions().stream())
        .collect(Collectors.toSet());
  }

  /** The broker was away for longer than Streams itself has patience. */
  private static boolean mendsItself(Throwable thrown) {
    if (KafkaTroubleException.lasts(thrown)) {
      return false;
    }
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof RetriableException) {
        return true;
      }
    }
    return false;
  }
}
