package winnow.kafka;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import winnow.topics.Topic;

/** A topology that reads and writes our topics and keeps its state as JSON. */
public final class Flow {
  private final Cluster cluster;
  private final Topology topology;

  public Flow(Cluster cluster, Topology topology) {
    this.cluster = cluster;
    this.topology = topology;
  }

  /** Reads a topic. */
  public <V> void source(String node, Topic<V> topic) {
    topology.addSource(
        node,
        new StringDeserializer(),
        new JsonSerde<>(topic.value(), topic.schema()).deserializer(),
        cluster.name(topic));
  }

  /** Does something with what its parents pass on. */
  public <K, V, L, W> void step(
      String node, ProcessorSupplier<K, V, L, W> processor, String... parents) {
    topology.addProcessor(node, processor, parents);
  }

  /** Writes a topic. */
  public <V> void sink(String node, Topic<V> topic, String... parents) {
    topology.addSink(
        node,
        cluster.name(topic),
        new StringSerializer(),
        new JsonSerde<>(topic.value(), topic.schema()).serializer(),
        parents);
  }

  /** The same, where it is not the key that says to which partition a record goes. */
  public <V> void sink(
      String node, Topic<V> topic, StreamPartitioner<String, V> partition, String... parents) {
    topology.addSink(
        node,
        cluster.name(topic),
        new StringSerializer(),
        new JsonSerde<>(topic.value(), topic.schema()).serializer(),
        partition,
        parents);
  }

  /** Keeps values of a type by key, on disk and in a changelog. */
  public <V> void store(String name, Class<V> type, String... users) {
    topology.addStateStore(keyValues(name, new JsonSerde<>(type, null)), users);
  }

  /** Keeps texts by key, on disk and in a changelog. */
  public void texts(String name, String... users) {
    topology.addStateStore(keyValues(name, Serdes.String()), users);
  }

  private static <V> StoreBuilder<KeyValueStore<String, V>> keyValues(
      String name, Serde<V> values) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.String(), values);
  }
}
