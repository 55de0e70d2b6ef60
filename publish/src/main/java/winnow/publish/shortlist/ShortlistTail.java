package winnow.publish.shortlist;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.kafka.Cluster;
import winnow.model.ShortlistEntry;
import winnow.service.Part;
import winnow.topics.Json;
import winnow.topics.Topics;

/** Follows the shortlist from its beginning, all partitions, for as long as it runs. */
public final class ShortlistTail implements ShortlistView, Part {
  private static final Logger LOG = LoggerFactory.getLogger(ShortlistTail.class);

  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration FAREWELL = Duration.ofMillis(200);

  private final Cluster cluster;
  private final Map<String, ShortlistEntry> entries = new ConcurrentHashMap<>();
  private final AtomicLong revision = new AtomicLong();
  private @Nullable Consumer<String, byte[]> consumer;
  private @Nullable Thread thread;
  private volatile @Nullable String trouble;

  public ShortlistTail(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public List<ShortlistEntry> entries() {
    return List.copyOf(entries.values());
  }

  @Override
  public long revision() {
    return revision.get();
  }

  @Override
  public void start() {
    Consumer<String, byte[]> opened = cluster.follower();
    List<TopicPartition> partitions = new ArrayList<>();
    opened
        .partitionsFor(cluster.name(Topics.SHORTLIST))
        .forEach(at -> partitions.add(new TopicPartition(at.topic(), at.partition())));
    opened.assign(partitions);
    opened.seekToBeginning(partitions);
    consumer = opened;
    thread = new Thread(() -> follow(opened), "shortlist-tail");
    thread.start();
  }

  @Override
  public void stop() {
    if (consumer != null && thread != null) {
      consumer.wakeup();
      try {
        thread.join(5_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public @Nullable String trouble() {
    return trouble;
  }

  private void follow(Consumer<String, byte[]> opened) {
    try {
      while (true) {
        for (ConsumerRecord<String, byte[]> record : opened.poll(LONG)) {
          take(record);
        }
      }
    } catch (WakeupException stopped) {
      LOG.debug("no longer following the shortlist");
    } catch (KafkaException e) {
      trouble = "the shortlist cannot be followed: " + e.getMessage();
      LOG.error("the shortlist cannot be followed", e);
    } finally {
      opened.close(CloseOptions.timeout(FAREWELL));
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      entries.remove(record.key());
    } else {
      try {
        entries.put(record.key(), Json.read(record.value(), ShortlistEntry.class));
      } catch (Json.UnreadableValueException e) {
        LOG.warn("shortlist {} is passed over: {}", record.key(), e.getMessage());
      }
    }
    revision.incrementAndGet();
  }
}
