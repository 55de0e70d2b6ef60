package winnow.standalone;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import winnow.config.Settings;
import winnow.kafka.Cluster;

/**
 * Where a command works: with a broker that it starts itself on a folder that it holds, with the
 * broker of the run that holds the folder, or with a cluster.
 */
final class Site implements AutoCloseable {
  private final Cluster cluster;
  private final @Nullable DataFolder data;
  private final @Nullable EmbeddedBroker broker;

  private Site(Cluster cluster, @Nullable DataFolder data, @Nullable EmbeddedBroker broker) {
    this.cluster = cluster;
    this.data = data;
    this.broker = broker;
  }

  /**
   * Holds the folder, so that no other run works on it.
   *
   * @throws HeldException if another run does
   */
  static Site hold(Settings settings, Path folder) {
    DataFolder data = DataFolder.hold(folder).orElseThrow(() -> new HeldException(folder));
    try {
      return open(settings, data);
    } catch (RuntimeException e) {
      data.close();
      throw e;
    }
  }

  /** Holds the folder, or works beside the run that does. */
  static Site join(Settings settings, Path folder) {
    if (!settings.kafka().embedded()) {
      return new Site(cluster(settings, String.valueOf(settings.kafka().bootstrap())), null, null);
    }
    Optional<String> running = DataFolder.broker(folder);
    return running.isPresent()
        ? new Site(cluster(settings, running.get()), null, null)
        : hold(settings, folder);
  }

  private static Site open(Settings settings, DataFolder data) {
    if (!settings.kafka().embedded()) {
      return new Site(cluster(settings, String.valueOf(settings.kafka().bootstrap())), data, null);
    }
    EmbeddedBroker broker = new EmbeddedBroker(data.broker(), settings.kafka().port());
    broker.start();
    data.announce(broker.bootstrap());
    return new Site(cluster(settings, broker.bootstrap()), data, broker);
  }

  static Cluster cluster(Settings settings, String bootstrap) {
    Settings.Kafka kafka = settings.kafka();
    return new Cluster(
        bootstrap,
        kafka.topicPrefix(),
        kafka.partitions(),
        kafka.replication().shortValue(),
        kafka.properties());
  }

  Cluster cluster() {
    return cluster;
  }

  /** The folder for the workers' stores; only a site that holds its folder has one. */
  Optional<Path> state() {
    return Optional.ofNullable(data).map(DataFolder::state);
  }

  /** Whether nobody else can be at work here. */
  boolean alone() {
    return broker != null;
  }

  @Override
  public void close() {
    if (broker != null) {
      broker.stop();
    }
    if (data != null) {
      data.close();
    }
  }
}
