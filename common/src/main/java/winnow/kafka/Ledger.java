package winnow.kafka;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import winnow.topics.Json;
import winnow.topics.Topic;

/**
 * Writes records that belong together: all of them, or none. After any failure the producer is made
 * anew, since one whose last write has an unknown outcome cannot be trusted with the next; but one
 * that was shut out stays out. Safe for many threads; one batch at a time.
 */
public final class Ledger implements AutoCloseable {
  private final Cluster cluster;
  private final String name;
  private @Nullable Producer<String, byte[]> producer;
  private boolean shutOut;

  /**
   * @param name fixed for a writer for good: a second ledger of the name shuts the first out, and
   *     ends at once what a killed one left open
   */
  public Ledger(Cluster cluster, String name) {
    this.cluster = cluster;
    this.name = name;
  }

  /** A record of a topic of ours. */
  public <V> ProducerRecord<String, byte[]> record(Topic<V> topic, String key, @Nullable V value) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(cluster.name(topic), key, value == null ? null : Json.write(value));
    if (topic.schema() != null) {
      record
          .headers()
          .add(
              JsonSerde.SCHEMA_HEADER,
              topic.schema().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    return record;
  }

  /** Ends what a killed writer of the same name left open. Called before the topics are read. */
  public synchronized void open() {
    if (shutOut) {
      throw new KafkaTroubleException("another " + name + " writes now", null);
    }
    if (producer == null) {
      producer = cluster.transactionalProducer(name);
    }
  }

  /**
   * Writes them in one transaction and returns when it is committed.
   *
   * @throws KafkaTroubleException if it is not known to be committed; nothing of it may be assumed
   */
  public synchronized void write(List<ProducerRecord<String, byte[]>> records) {
    open();
    Producer<String, byte[]> current = java.util.Objects.requireNonNull(producer);
    try {
      current.beginTransaction();
      List<java.util.concurrent.Future<?>> sent = new java.util.ArrayList<>(records.size());
      for (ProducerRecord<String, byte[]> record : records) {
        sent.add(current.send(record));
      }
      current.flush();
      for (java.util.concurrent.Future<?> one : sent) {
        one.get();
      }
      current.commitTransaction();
    } catch (KafkaException | ExecutionException e) {
      close();
      KafkaTroubleException trouble =
          new KafkaTroubleException("a batch of " + records.size() + " records", e);
      shutOut = trouble.shutOut();
      throw trouble;
    } catch (InterruptedException e) {
      close();
      throw KafkaTroubleException.interrupted(e);
    }
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(java.time.Duration.ofSeconds(5));
      producer = null;
    }
  }
}
