package winnow.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import winnow.topics.Json;
import winnow.topics.Topic;

/** Reads a topic from its beginning to what is its end at the call, committed records only. */
public final class TopicReader {
  private final Cluster cluster;

  public TopicReader(Cluster cluster) {
    this.cluster = cluster;
  }

  /** The last value of each key, in the order in which the keys came first; tombstones remove. */
  public <V> Map<String, V> latest(Topic<V> topic) {
    Map<String, byte[]> bytes = new LinkedHashMap<>();
    raw(
        topic,
        record -> {
          if (record.value() == null) {
            bytes.remove(record.key());
          } else {
            bytes.put(record.key(), record.value());
          }
        });
    Map<String, V> values = new LinkedHashMap<>();
    bytes.forEach((key, value) -> values.put(key, Json.read(value, topic.value())));
    return values;
  }

  /** Every record with a value, in each partition's order. */
  public <V> void each(Topic<V> topic, BiConsumer<String, V> action) {
    raw(
        topic,
        record -> {
          if (record.value() != null) {
            action.accept(record.key(), Json.read(record.value(), topic.value()));
          }
        });
  }

  /** Every record as it stands, in each partition's order. */
  public void raw(
      Topic<?> topic, java.util.function.Consumer<ConsumerRecord<String, byte[]>> action) {
    try (Consumer<String, byte[]> consumer = cluster.reader()) {
      Collection<TopicPartition> partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(action);
      }
    }
  }

  /** The topic's partitions, in their order. */
  public List<TopicPartition> partitions(Topic<?> topic) {
    try (Consumer<String, byte[]> consumer = cluster.reader()) {
      return partitions(consumer, topic).stream()
          .sorted(Comparator.comparingInt(TopicPartition::partition))
          .toList();
    }
  }

  private List<TopicPartition> partitions(Consumer<?, ?> consumer, Topic<?> topic) {
    List<TopicPartition> partitions = new ArrayList<>();
    consumer
        .partitionsFor(cluster.name(topic))
        .forEach(at -> partitions.add(new TopicPartition(at.topic(), at.partition())));
    return partitions;
  }
}
