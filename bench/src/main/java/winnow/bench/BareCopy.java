package winnow.bench;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import winnow.kafka.Cluster;

/** The baseline of any stage: a Streams application that passes on what it reads, exactly once. */
final class BareCopy {
  static final String NAME = "bench-copy";

  private BareCopy() {}

  /** Arguments: the broker, from which topic, to which, and a folder. */
  public static void main(String[] arguments) throws Exception {
    Cluster cluster = new Cluster(arguments[0], "", 1, (short) 1, Map.of());
    Topology topology = new Topology();
    topology.addSource(
        "in", Serdes.String().deserializer(), Serdes.ByteArray().deserializer(), arguments[1]);
    topology.addSink(
        "out", arguments[2], Serdes.String().serializer(), Serdes.ByteArray().serializer(), "in");
    KafkaStreams streams =
        new KafkaStreams(topology, cluster.streams(NAME, NAME, Path.of(arguments[3])));
    Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
    streams.start();
    new CountDownLatch(1).await();
  }
}
