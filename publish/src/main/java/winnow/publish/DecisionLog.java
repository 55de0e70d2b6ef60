package winnow.publish;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import winnow.kafka.Cluster;
import winnow.kafka.JsonSerde;
import winnow.kafka.KafkaTroubleException;
import winnow.model.Decision;
import winnow.topics.Json;
import winnow.topics.Topics;

/** Appends decisions. Any number of curators may append at once; none overwrites another. */
public final class DecisionLog implements AutoCloseable {
  private final Cluster cluster;
  private final Producer<String, byte[]> producer;

  public DecisionLog(Cluster cluster) {
    this.cluster = cluster;
    this.producer = cluster.producer();
  }

  /**
   * Appends them in order and returns when all replicas have them.
   *
   * @throws KafkaTroubleException if that is not known; those before the one that failed are there
   */
  public void append(List<Decision> decisions) {
    List<Future<?>> sent = new ArrayList<>();
    for (Decision decision : decisions) {
      ProducerRecord<String, byte[]> record =
          new ProducerRecord<>(
              cluster.name(Topics.DECISIONS), decision.id().toString(), Json.write(decision));
      record
          .headers()
          .add(
              JsonSerde.SCHEMA_HEADER,
              String.valueOf(Topics.DECISIONS.schema()).getBytes(StandardCharsets.UTF_8));
      sent.add(producer.send(record));
    }
    producer.flush();
    for (Future<?> one : sent) {
      try {
        one.get();
      } catch (ExecutionException e) {
        throw new KafkaTroubleException("a decision is not recorded", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new KafkaTroubleException("interrupted before the decision was recorded", e);
      }
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
