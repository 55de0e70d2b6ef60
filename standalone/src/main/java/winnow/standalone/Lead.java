package winnow.standalone;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import winnow.kafka.Cluster;
import winnow.kafka.KafkaTroubleException;
import winnow.kafka.Ledger;
import winnow.service.Part;
import winnow.topics.Topic;

/**
 * Says which of several workers of one kind is at work: the one that Kafka gave the first partition
 * of a topic. The others stand by. One that ends hands over at once, one that was killed or is cut
 * off after its session, six seconds.
 *
 * <p>It may be that for a moment two believe that they lead; what they write must go through a
 * {@link Ledger} of one name, which lets only the newer of them through.
 */
final class Lead implements Part {
  private static final Duration SESSION = Duration.ofSeconds(6);

  private final Cluster cluster;
  private final String worker;
  private final String topic;
  private volatile boolean held;
  private volatile boolean asked;
  private volatile @Nullable KafkaException failure;
  private @Nullable Consumer<String, byte[]> consumer;
  private @Nullable Thread thread;

  /**
   * @param topic one that the worker owns; it is not read
   */
  Lead(Cluster cluster, String worker, Topic<?> topic) {
    this.cluster = cluster;
    this.worker = worker;
    this.topic = cluster.name(topic);
  }

  /** Whether this one leads, as far as it knows. */
  boolean held() {
    return held;
  }

  @Override
  public void start() {
    Consumer<String, byte[]> opened = cluster.member(worker, SESSION);
    consumer = opened;
    thread = new Thread(() -> follow(opened), "lead-" + worker);
    thread.start();
  }

  @Override
  public void stop() {
    asked = true;
    if (consumer != null && thread != null) {
      consumer.wakeup();
      try {
        thread.join(10_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public @Nullable String trouble() {
    return failure == null ? null : worker + ": " + failure.getMessage();
  }

  /**
   * Looks whether it can still be told who leads.
   *
   * @throws KafkaTroubleException if not
   */
  void requireAtWork() {
    if (failure != null) {
      throw new KafkaTroubleException("whether this " + worker + " worker is to work", failure);
    }
  }

  private void follow(Consumer<String, byte[]> opened) {
    try (opened) {
      opened.subscribe(List.of(topic), new Told(opened));
      while (!asked) {
        opened.poll(Duration.ofMillis(500));
      }
    } catch (WakeupException stopped) {
      // asked to end
    } catch (KafkaException e) {
      failure = e;
    } finally {
      held = false;
    }
  }

  private final class Told implements ConsumerRebalanceListener {
    private final Consumer<String, byte[]> opened;

    Told(Consumer<String, byte[]> opened) {
      this.opened = opened;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      opened.pause(opened.assignment());
      held |= first(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      held &= !first(partitions);
    }

    private boolean first(Collection<TopicPartition> partitions) {
      return partitions.contains(new TopicPartition(topic, 0));
    }
  }
}
