package winnow.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import winnow.topics.Topic;

/**
 * A Kafka cluster as this program uses it, and the clients for it.
 *
 * @param bootstrap host:port, several divided by commas
 * @param prefix of every topic, group and transaction name
 * @param partitions of each topic that the program creates
 * @param replication of each topic that the program creates
 * @param properties client properties, passed on as they are
 */
public record Cluster(
    String bootstrap,
    String prefix,
    int partitions,
    short replication,
    Map<String, String> properties) {
  public Cluster {
    properties = Map.copyOf(properties);
  }

  /** A topic's name on the broker. */
  public String name(Topic<?> topic) {
    return prefix + topic.name();
  }

  /** The consumer group and transaction prefix of a worker's Streams application. */
  public String application(String worker) {
    return prefix + "winnow-" + worker;
  }

  public Admin admin() {
    return Admin.create(clientSettings());
  }

  /** A producer that writes nothing by halves; a second one of that name shuts the first out. */
  public Producer<String, byte[]> transactionalProducer(String name) {
    Map<String, Object> settings = producerSettings();
    settings.put("transactional.id", application(name));
    settings.put("transaction.timeout.ms", 60_000);
    Producer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    try {
      producer.initTransactions();
      return producer;
    } catch (KafkaException e) {
      producer.close(Duration.ZERO);
      throw new KafkaTroubleException("transactions of " + application(name), e);
    }
  }

  /** A producer for single records that matter. */
  public Producer<String, byte[]> producer() {
    return new KafkaProducer<>(
        producerSettings(), new StringSerializer(), new ByteArraySerializer());
  }

  /** A consumer of committed records only, without a group, to read what is there. */
  public Consumer<String, byte[]> reader() {
    return reader(Duration.ofMillis(10));
  }

  /** The same, to follow what comes: it asks rarely, and is told of a new record at once. */
  public Consumer<String, byte[]> follower() {
    return reader(Duration.ofSeconds(10));
  }

  /**
   * A consumer in a worker's group, which shares partitions with the others of it.
   *
   * @param session after which one that shows no sign of life is left out
   */
  public Consumer<String, byte[]> member(String worker, Duration session) {
    Map<String, Object> settings = consumerSettings();
    settings.put("group.id", application(worker));
    settings.put("session.timeout.ms", (int) session.toMillis());
    settings.put("heartbeat.interval.ms", (int) session.toMillis() / 4);
    settings.put(
        "partition.assignment.strategy", List.of(CooperativeStickyAssignor.class.getName()));
    return consumer(settings);
  }

  private Consumer<String, byte[]> reader(Duration wait) {
    Map<String, Object> settings = consumerSettings();
    settings.put("fetch.max.wait.ms", (int) wait.toMillis());
    return consumer(settings);
  }

  private static Consumer<String, byte[]> consumer(Map<String, Object> settings) {
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Settings of a Streams application. Membership is static and state stays on disk, so that a
   * worker that comes back, even from a kill, is at work again in about a second.
   *
   * @param worker ingest, enrich or publish
   * @param instance tells two workers of one kind apart; must not change between runs
   * @param state a folder for its stores
   */
  public Properties streams(String worker, String instance, Path state) {
    Properties settings = new Properties();
    settings.putAll(clientSettings());
    settings.put("application.id", application(worker));
    settings.put("state.dir", state.toString());
    settings.put("processing.guarantee", "exactly_once_v2");
    settings.put("commit.interval.ms", 100);
    settings.put("num.stream.threads", 1);
    settings.put("max.task.idle.ms", -1L); // the order in which topics come leaves no trace
    settings.put("replication.factor", (int) replication);
    settings.put("main.consumer.group.instance.id", instance);
    settings.put(
        "main.consumer.fetch.max.wait.ms", 100); // while there is work; see RestingConsumer
    // The first is only the pulse of the heartbeat's thread, since no wait exceeds the second.
    settings.put("main.consumer.retry.backoff.ms", 2_000);
    settings.put("main.consumer.retry.backoff.max.ms", 100);
    settings.put("consumer.session.timeout.ms", 10_000);
    settings.put("consumer.auto.offset.reset", "earliest");
    settings.put("producer.retry.backoff.ms", 5);
    settings.put("producer.linger.ms", 5);
    settings.put("producer.transaction.timeout.ms", 60_000); // ranking all again is one of them
    settings.put("producer.compression.type", "lz4");
    settings.put("statestore.cache.max.bytes", 0L);
    settings.put("topology.optimization", "none");
    settings.put("ensure.explicit.internal.resource.naming", true);
    settings.put("rocksdb.config.setter", SmallRocks.class.getName());
    settings.put("log.summary.interval.ms", -1L);
    settings.put(DeadLetters.TOPIC_SETTING, prefix + winnow.topics.Topics.DEAD_LETTERS.name());
    settings.put(DeadLetters.STAGE_SETTING, worker);
    settings.put("deserialization.exception.handler", DeadLetters.OnReading.class.getName());
    settings.put("processing.exception.handler", DeadLetters.OnProcessing.class.getName());
    return settings;
  }

  Map<String, Object> producerSettings() {
    Map<String, Object> settings = clientSettings();
    settings.put("acks", "all");
    settings.put("enable.idempotence", true);
    settings.put("linger.ms", 2);
    settings.put("batch.size", 131_072); // a feed's turn is one request
    settings.put("compression.type", "lz4");
    settings.put("retry.backoff.ms", 5);
    return settings;
  }

  private Map<String, Object> consumerSettings() {
    Map<String, Object> settings = clientSettings();
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "earliest");
    return settings;
  }

  Map<String, Object> clientSettings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("enable.metrics.push", false);
    settings.put("reconnect.backoff.ms", 20);
    settings.putAll(properties);
    settings.put("bootstrap.servers", bootstrap);
    return settings;
  }
}
