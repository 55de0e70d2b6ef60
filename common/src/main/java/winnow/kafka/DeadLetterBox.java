package winnow.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import winnow.topics.Topics;

/**
 * The dead letters as they lie there, and the way back for them. A letter that was sent back stays,
 * with a note beside it that says so: a record without a value whose header names the letter. What
 * is sent back carries how often, so that one that always fails is told from one that failed once.
 */
public final class DeadLetterBox {
  /** On a record that was sent back: how often. On a letter that came of it: likewise. */
  public static final String REPLAYS = "winnow.replays";

  private static final String REPLAYED = "winnow.replayed";
  private static final Set<String> OURS =
      Set.of(
          DeadLetters.STAGE,
          DeadLetters.CAUSE,
          DeadLetters.TOPIC,
          DeadLetters.PARTITION,
          DeadLetters.OFFSET,
          REPLAYS);

  private final Cluster cluster;

  public DeadLetterBox(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * A dead letter.
   *
   * @param id partition and offset, {@code 0-17}
   * @param key as it came
   * @param value as it came
   * @param headers its own and ours
   * @param replayed whether it was sent back
   */
  public record Letter(
      String id,
      Instant time,
      byte @Nullable [] key,
      byte @Nullable [] value,
      List<Header> headers,
      boolean replayed) {
    public Letter {
      headers = List.copyOf(headers);
    }

    public String stage() {
      return header(DeadLetters.STAGE).orElse("unknown");
    }

    public String cause() {
      return header(DeadLetters.CAUSE).orElse("unknown");
    }

    /** Where it was; absent for what no topic held yet, a document say. */
    public Optional<String> topic() {
      return header(DeadLetters.TOPIC);
    }

    /** How often the record had been sent back before it came here. */
    public int replays() {
      return header(REPLAYS).map(Integer::parseInt).orElse(0);
    }

    private Optional<String> header(String name) {
      return headers.stream()
          .filter(header -> header.key().equals(name))
          .map(header -> new String(header.value(), StandardCharsets.UTF_8))
          .findFirst();
    }
  }

  /** All letters, oldest first. */
  public List<Letter> letters() {
    List<ConsumerRecord<byte[], byte[]>> records = records();
    Set<String> replayed = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Header note = record.headers().lastHeader(REPLAYED);
      if (note != null) {
        replayed.add(new String(note.value(), StandardCharsets.UTF_8));
      }
    }
    return records.stream()
        .filter(record -> record.headers().lastHeader(REPLAYED) == null)
        .map(record -> letter(record, replayed))
        .sorted(Comparator.comparing(Letter::time).thenComparing(Letter::id))
        .toList();
  }

  /**
   * Sends letters back to where they were, byte for byte, and notes that: all, or none.
   *
   * @throws KafkaTroubleException if it is not known to be done
   */
  public void replay(List<Letter> letters) {
    Map<String, Object> settings = cluster.producerSettings();
    settings.put("transactional.id", cluster.application("replay"));
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      List<Future<?>> sent = new ArrayList<>();
      for (Letter letter : letters) {
        sent.add(producer.send(back(letter)));
        sent.add(producer.send(note(letter)));
      }
      for (Future<?> one : sent) {
        one.get();
      }
      producer.commitTransaction();
    } catch (KafkaException | ExecutionException e) {
      throw new KafkaTroubleException("dead letters cannot be sent back", e);
    } catch (InterruptedException e) {
      throw KafkaTroubleException.interrupted(e);
    }
  }

  private static ProducerRecord<byte[], byte[]> back(Letter letter) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(letter.topic().orElseThrow(), letter.key(), letter.value());
    letter.headers().stream()
        .filter(header -> !OURS.contains(header.key()))
        .forEach(record.headers()::add);
    record.headers().add(REPLAYS, utf8(Integer.toString(letter.replays() + 1)));
    return record;
  }

  private ProducerRecord<byte[], byte[]> note(Letter letter) {
    ProducerRecord<byte[], byte[]> note =
        new ProducerRecord<>(cluster.name(Topics.DEAD_LETTERS), letter.key(), null);
    note.headers().add(REPLAYED, utf8(letter.id()));
    return note;
  }

  private static Letter letter(ConsumerRecord<byte[], byte[]> record, Set<String> replayed) {
    String id = record.partition() + "-" + record.offset();
    return new Letter(
        id,
        Instant.ofEpochMilli(record.timestamp()),
        record.key(),
        record.value(),
        List.of(record.headers().toArray()),
        replayed.contains(id));
  }

  private List<ConsumerRecord<byte[], byte[]>> records() {
    Map<String, Object> settings = new HashMap<>(cluster.clientSettings());
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", false);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(cluster.name(Topics.DEAD_LETTERS)).stream()
              .map(at -> new TopicPartition(at.topic(), at.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
