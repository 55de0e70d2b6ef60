package winnow.kafka;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import winnow.topics.Json;
import winnow.topics.Topic;

/**
 * Writes records that belong together: all of them, or none. After any failure the producer is made
 * anew, since one whose last write has an unknown outcome cannot be trusted with the next; but one
 * that was shut out stays out.
 *
 * <p>Safe for many threads. One transaction is open at a time, and all that wait for its end share
 * the next one, so that many threads write about as fast as one.
 */
public final class Ledger implements AutoCloseable {
  private final Cluster cluster;
  private final String name;
  private final Supplier<Producer<String, byte[]>> producers;
  private final Queue<Batch> waiting = new ConcurrentLinkedQueue<>();
  private @Nullable Producer<String, byte[]> producer;
  private boolean shutOut;

  /** What one thread wants to have written, and what became of it. */
  private static final class Batch {
    private final List<ProducerRecord<String, byte[]>> records;
    private boolean committed;
    private @Nullable KafkaTroubleException trouble;

    Batch(List<ProducerRecord<String, byte[]>> records) {
      this.records = List.copyOf(records);
    }
  }

  /**
   * @param name fixed for a writer for good: a second ledger of the name shuts the first out, and
   *     ends at once what a killed one left open
   */
  public Ledger(Cluster cluster, String name) {
    this(cluster, name, () -> cluster.transactionalProducer(name));
  }

  /**
   * @param producers makes a producer that has shut out all earlier ones
   */
  Ledger(Cluster cluster, String name, Supplier<Producer<String, byte[]>> producers) {
    this.cluster = cluster;
    this.name = name;
    this.producers = producers;
  }

  /** A record of a topic of ours. */
  public <V> ProducerRecord<String, byte[]> record(Topic<V> topic, String key, @Nullable V value) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(cluster.name(topic), key, value == null ? null : Json.write(value));
    if (topic.schema() != null) {
      record
          .headers()
          .add(JsonSerde.SCHEMA_HEADER, topic.schema().getBytes(StandardCharsets.UTF_8));
    }
    return record;
  }

  /** Ends what a killed writer of the same name left open. Called before the topics are read. */
  public synchronized void open() {
    if (shutOut) {
      throw new KafkaTroubleException("another " + name + " writes now", null);
    }
    if (producer == null) {
      producer = producers.get();
    }
  }

  /**
   * Writes them in one transaction and returns when it is committed. The batches of other threads
   * may be part of it: they are committed with this one, or fail with it.
   *
   * @throws KafkaTroubleException if it is not known to be committed; nothing of it may be assumed
   */
  public void write(List<ProducerRecord<String, byte[]>> records) {
    Batch batch = new Batch(records);
    waiting.add(batch);
    synchronized (this) {
      if (waiting.contains(batch)) { // else the thread before took it along
        commit(allWaiting());
      }
      if (!batch.committed) {
        throw batch.trouble != null ? batch.trouble : unknown(batch.records.size(), null);
      }
    }
  }

  private List<Batch> allWaiting() {
    List<Batch> all = new ArrayList<>();
    for (Batch one = waiting.poll(); one != null; one = waiting.poll()) {
      all.add(one);
    }
    return all;
  }

  private void commit(List<Batch> batches) {
    try {
      transact(batches.stream().flatMap(batch -> batch.records.stream()).toList());
      batches.forEach(batch -> batch.committed = true);
    } catch (KafkaTroubleException e) {
      batches.forEach(batch -> batch.trouble = e);
    }
  }

  private void transact(List<ProducerRecord<String, byte[]>> records) {
    open();
    Producer<String, byte[]> current = requireNonNull(producer);
    try {
      current.beginTransaction();
      List<Future<?>> sent = new ArrayList<>(records.size());
      for (ProducerRecord<String, byte[]> record : records) {
        sent.add(current.send(record));
      }
      current.flush();
      for (Future<?> one : sent) {
        one.get();
      }
      current.commitTransaction();
    } catch (KafkaException | ExecutionException e) {
      close();
      KafkaTroubleException trouble = unknown(records.size(), e);
      shutOut = trouble.shutOut();
      throw trouble;
    } catch (InterruptedException e) {
      close();
      throw KafkaTroubleException.interrupted(e);
    }
  }

  private static KafkaTroubleException unknown(int records, @Nullable Exception cause) {
    return new KafkaTroubleException("a batch of " + records + " records", cause);
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(5));
      producer = null;
    }
  }
}
