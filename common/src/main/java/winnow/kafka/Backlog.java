package winnow.kafka;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What is left to do: for each Streams application, how far its committed position is from the end
 * of its inputs. Ends are high watermarks, so that records of a transaction still open count too; a
 * committed position passes over transaction markers, so it meets the end exactly. Which partitions
 * there are is asked once: an application too must start again when they change. For one thread.
 */
public final class Backlog {
  private final Admin admin;
  private final Map<String, Collection<String>> inputs;
  private final int patience;
  private Collection<TopicPartition> partitions = List.of();

  /**
   * @param inputs the topics that each consumer group reads
   * @param patience how long one answer may take
   */
  public Backlog(Admin admin, Map<String, Collection<String>> inputs, Duration patience) {
    this.admin = admin;
    this.inputs = Map.copyOf(inputs);
    this.patience = (int) patience.toMillis();
  }

  /** The ends of all inputs and the position of each application in them, at about one moment. */
  public record Reading(
      Map<TopicPartition, Long> ends, Map<String, Map<TopicPartition, Long>> positions) {
    /** Records not yet dealt with, over all applications. */
    public long lag() {
      return positions.keySet().stream().mapToLong(this::lag).sum();
    }

    /** Records that an application has not yet dealt with. */
    public long lag(String application) {
      return positions.getOrDefault(application, Map.of()).entrySet().stream()
          .mapToLong(at -> Math.max(0, ends.getOrDefault(at.getKey(), 0L) - at.getValue()))
          .sum();
    }

    /**
     * Whether all was done at the earlier reading and nothing came since. Positions are read after
     * ends and before the next ends, and outputs are committed with positions, so two such readings
     * prove that no stage had anything in flight in between.
     */
    public boolean restsSince(Reading earlier) {
      return earlier.lag() == 0 && ends.equals(earlier.ends());
    }
  }

  /**
   * Reads ends first, then positions.
   *
   * @throws KafkaTroubleException if the cluster does not answer
   */
  public Reading read() {
    try {
      if (partitions.isEmpty()) {
        partitions = partitions();
      }
      Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
      Map<String, ListConsumerGroupOffsetsSpec> groups =
          inputs.keySet().stream()
              .collect(toMap(group -> group, group -> new ListConsumerGroupOffsetsSpec()));
      Map<String, Map<TopicPartition, OffsetAndMetadata>> committed =
          admin
              .listConsumerGroupOffsets(
                  groups, new ListConsumerGroupOffsetsOptions().timeoutMs(patience))
              .all()
              .get();
      Map<String, Map<TopicPartition, Long>> positions = new HashMap<>();
      for (Map.Entry<String, Map<TopicPartition, OffsetAndMetadata>> group : committed.entrySet()) {
        Collection<String> topics = inputs.getOrDefault(group.getKey(), List.of());
        positions.put(group.getKey(), positions(topics, ends, group.getValue()));
      }
      return new Reading(ends, positions);
    } catch (ExecutionException e) {
      throw new KafkaTroubleException("the backlog cannot be read", e.getCause());
    } catch (InterruptedException e) {
      throw KafkaTroubleException.interrupted(e);
    }
  }

  /**
   * Where a group stands in each of its partitions. What was never read, or was deleted before it
   * was read, begins where the partition does; only who is behind the end may have to know where.
   */
  private Map<TopicPartition, Long> positions(
      Collection<String> topics,
      Map<TopicPartition, Long> ends,
      Map<TopicPartition, OffsetAndMetadata> committed)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> at = new HashMap<>();
    List<TopicPartition> behind = new ArrayList<>();
    ends.forEach(
        (partition, end) -> {
          if (topics.contains(partition.topic())) {
            OffsetAndMetadata position = committed.get(partition);
            at.put(partition, position == null ? 0 : position.offset());
            if (at.get(partition) < end) {
              behind.add(partition);
            }
          }
        });
    offsets(behind, OffsetSpec.earliest())
        .forEach((partition, first) -> at.merge(partition, first, Math::max));
    return at;
  }

  private Collection<TopicPartition> partitions() throws ExecutionException, InterruptedException {
    Collection<String> topics =
        inputs.values().stream().flatMap(Collection::stream).collect(Collectors.toSet());
    return admin
        .describeTopics(topics, new DescribeTopicsOptions().timeoutMs(patience))
        .allTopicNames()
        .get()
        .values()
        .stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .map(at -> new TopicPartition(topic.name(), at.partition())))
        .toList();
  }

  private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec which)
      throws ExecutionException, InterruptedException {
    if (partitions.isEmpty()) {
      return Map.of();
    }
    Map<TopicPartition, OffsetSpec> asked =
        partitions.stream().collect(toMap(at -> at, at -> which));
    return admin
        .listOffsets(asked, new ListOffsetsOptions().timeoutMs(patience))
        .all()
        .get()
        .entrySet()
        .stream()
        .collect(toMap(Map.Entry::getKey, at -> at.getValue().offset()));
  }
}
