package winnow.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import winnow.kafka.Cluster;
import winnow.kafka.TopicKeeper;
import winnow.standalone.EmbeddedBroker;
import winnow.topics.Topics;

/**
 * The baseline: the embedded broker from start to its first committed transaction and a clean stop,
 * and nothing else.
 */
final class BareBroker {
  private BareBroker() {}

  public static void main(String[] arguments) throws Exception {
    EmbeddedBroker broker = new EmbeddedBroker(Path.of(arguments[0]), 0);
    broker.start();
    Cluster cluster = new Cluster(broker.bootstrap(), "", 1, (short) 1, Map.of());
    try (var admin = cluster.admin()) {
      new TopicKeeper(admin, cluster).create(List.of(Topics.SIGHTINGS));
    }
    try (Producer<String, byte[]> producer = cluster.transactionalProducer("bench")) {
      producer.beginTransaction();
      Future<?> sent =
          producer.send(
              new ProducerRecord<>(
                  cluster.name(Topics.SIGHTINGS), "key", "value".getBytes(StandardCharsets.UTF_8)));
      producer.commitTransaction();
      sent.get();
    }
    broker.stop();
  }
}
