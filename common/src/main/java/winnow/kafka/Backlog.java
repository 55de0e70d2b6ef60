package winnow.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What is left to do: for each Streams application, how far its committed position is from the end
 * of its inputs. Ends are high watermarks, so that records of a transaction still open count too; a
 * committed position passes over transaction markers, so it meets the end exactly.
 */
public final class Backlog {
  private final Admin admin;
  private final Map<String, Collection<String>> inputs;

  /**
   * @param inputs the topics that each consumer group reads
   */
  public Backlog(Admin admin, Map<String, Collection<String>> inputs) {
    this.admin = admin;
    this.inputs = Map.copyOf(inputs);
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
      Collection<TopicPartition> partitions = partitions();
      Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
      Map<TopicPartition, Long> starts = offsets(partitions, OffsetSpec.earliest());
      Map<String, Map<TopicPartition, Long>> positions = new HashMap<>();
      for (Map.Entry<String, Collection<String>> group : inputs.entrySet()) {
        Map<TopicPartition, OffsetAndMetadata> committed =
            admin.listConsumerGroupOffsets(group.getKey()).partitionsToOffsetAndMetadata().get();
        Map<TopicPartition, Long> at = new HashMap<>();
        for (TopicPartition partition : ends.keySet()) {
          if (group.getValue().contains(partition.topic())) {
            OffsetAndMetadata position = committed.get(partition);
            long first = starts.getOrDefault(partition, 0L);
            at.put(partition, position == null ? first : Math.max(first, position.offset()));
          }
        }
        positions.put(group.getKey(), at);
      }
      return new Reading(ends, positions);
    } catch (ExecutionException e) {
      throw new KafkaTroubleException("the backlog cannot be read", e.getCause());
    } catch (InterruptedException e) {
      throw KafkaTroubleException.interrupted(e);
    }
  }

  private Collection<TopicPartition> partitions() throws ExecutionException, InterruptedException {
    Collection<String> topics =
        inputs.values().stream().flatMap(Collection::stream).collect(Collectors.toSet());
    return admin.describeTopics(topics).allTopicNames().get().values().stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .map(at -> new TopicPartition(topic.name(), at.partition())))
        .toList();
  }

  private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec which)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked =
        partitions.stream().collect(Collectors.toMap(at -> at, at -> which));
    return admin.listOffsets(asked).all().get().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, at -> at.getValue().offset()));
  }
}
