package winnow.standalone;

import com.yammer.metrics.core.Metric;
import com.yammer.metrics.core.MetricName;
import com.yammer.metrics.core.MetricsRegistryListener;
import com.yammer.metrics.core.Stoppable;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.apache.kafka.server.metrics.KafkaYammerMetrics;
import org.apache.kafka.server.util.ShutdownableThread;
import org.jspecify.annotations.Nullable;
import winnow.service.Part;

/**
 * A Kafka broker in this process: one node that is broker and controller, listening on 127.0.0.1
 * only, its data on disk. Made for one machine: small buffers, one partition of each internal
 * topic, and short sessions, so that a start after a kill waits for nobody.
 */
public final class EmbeddedBroker implements Part {
  private static final int NODE = 1;
  private static final String STOPPED = "winnow.stopped";

  /** Milliseconds for which the controller trusts the broker without a sign of life. */
  private static final long SESSION = 60_000;

  /** A broker that comes back after a kill is let in when its old session is over. */
  private static final long SHORT_SESSION = 1_000;

  /** The broker's own rates are read by nobody, and each would wake the machine to be kept. */
  private static final MetricsRegistryListener NO_RATES =
      new MetricsRegistryListener() {
        @Override
        public void onMetricAdded(MetricName name, Metric metric) {
          if (metric instanceof Stoppable rate) {
            rate.stop();
          }
        }

        @Override
        public void onMetricRemoved(MetricName name) {}
      };

  /**
   * What looks up several times a second for things that nobody asks of this broker: other
   * replicas' answers, quotas, share groups, remote storage, rights, clients' own figures.
   */
  private static final Pattern IDLERS =
      Pattern.compile(
          ".*ThrottledChannelReaper-.*|ExpirationReaper-.*-(AlterAcls|DeleteRecords|Produce|Remote|Share).*"
              + "|(client-metrics|network-partition-metadata-client|persister-state-manager|raft-expiration|share-.*)-reaper");

  private final Path data;
  private final int askedPort;
  private @Nullable KafkaRaftServer server;
  private int port;

  /**
   * @param data a folder for the broker alone
   * @param port to listen on; 0 takes any free one
   */
  public EmbeddedBroker(Path data, int port) {
    this.data = data;
    this.askedPort = port;
  }

  /** Where clients find it. */
  public String bootstrap() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void start() {
    List<Integer> free = freePorts();
    port = askedPort == 0 ? free.get(0) : askedPort;
    long session = wasKilled() ? SHORT_SESSION : SESSION;
    KafkaConfig config = new KafkaConfig(settings(free.get(1), session), false);
    format();
    KafkaYammerMetrics.defaultRegistry().addListener(NO_RATES);
    Set<Thread> others = threads();
    KafkaRaftServer starting = new KafkaRaftServer(config, Time.SYSTEM);
    starting.startup();
    server = starting;
    dismissIdlers(others);
  }

  @Override
  public void stop() {
    if (server != null) {
      server.shutdown();
      server.awaitShutdown();
      server = null;
      KafkaYammerMetrics.defaultRegistry().removeListener(NO_RATES);
      noteStop();
    }
  }

  private static void dismissIdlers(Set<Thread> others) {
    Set<Thread> ours = threads();
    ours.removeAll(others);
    for (Thread thread : ours) {
      if (thread instanceof ShutdownableThread idler && IDLERS.matcher(idler.getName()).matches()) {
        idler.initiateShutdown();
      }
    }
  }

  /** Those of this thread's group and the groups below it: whatever it starts is among them. */
  private static Set<Thread> threads() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    Thread[] found = new Thread[2 * group.activeCount() + 16];
    return new HashSet<>(Arrays.asList(found).subList(0, group.enumerate(found)));
  }

  private Map<String, String> settings(int controllerPort, long session) {
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", String.valueOf(NODE));
    settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("log.dirs", data.toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("num.partitions", "1");
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.retention.minutes", "5256000");
    settings.put("transaction.state.log.num.partitions", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transactional.id.expiration.ms", String.valueOf(Integer.MAX_VALUE));
    settings.put("share.coordinator.state.topic.num.partitions", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("broker.session.timeout.ms", String.valueOf(session));
    settings.put("broker.heartbeat.interval.ms", String.valueOf(session / 2));
    settings.put("metadata.max.idle.interval.ms", "0");
    settings.put("replica.high.watermark.checkpoint.interval.ms", "60000"); // nobody follows
    settings.put("group.coordinator.threads", "1");
    settings.put("num.network.threads", "1");
    settings.put("num.io.threads", "1");
    settings.put("num.replica.fetchers", "1");
    settings.put("num.recovery.threads.per.data.dir", "2");
    settings.put("background.threads", "1");
    settings.put("log.cleaner.dedupe.buffer.size", "8388608");
    settings.put("log.cleaner.io.buffer.size", "131072");
    settings.put("log.cleaner.threads", "1");
    settings.put("log.segment.bytes", "67108864");
    settings.put("message.max.bytes", "4194304");
    settings.put("socket.request.max.bytes", "33554432");
    return settings;
  }

  /**
   * Whether the last one that was started here did not stop in order. Kafka's own file does not
   * say: it is there until the logs are read, when the controller knows the new broker already.
   */
  private boolean wasKilled() {
    boolean used = Files.exists(data.resolve("meta.properties"));
    try {
      return !Files.deleteIfExists(data.resolve(STOPPED)) && used;
    } catch (IOException e) {
      throw new UncheckedIOException("the broker's folder cannot be written: " + data, e);
    }
  }

  private void noteStop() {
    try {
      Files.createFile(data.resolve(STOPPED));
    } catch (IOException e) {
      throw new UncheckedIOException("the broker's folder cannot be written: " + data, e);
    }
  }

  private void format() {
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    try {
      Files.createDirectories(data);
      new Formatter()
          .setPrintStream(
              new PrintStream(
                  PrintStream.nullOutputStream(), false, java.nio.charset.StandardCharsets.UTF_8))
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(NODE)
          .setDirectories(List.of(data.toString()))
          .setMetadataLogDirectory(data.toString())
          .setControllerListenerName("CONTROLLER")
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setIgnoreFormatted(true)
          .run();
    } catch (IOException e) {
      throw new UncheckedIOException("the broker's folder cannot be made: " + data, e);
    } catch (Exception e) { // Kafka's formatter declares no less
      throw new IllegalStateException("the broker's folder cannot be formatted: " + data, e);
    }
  }

  /** Two different ones: both are held until both are known. */
  private static List<Integer> freePorts() {
    try (ServerSocket one = new ServerSocket();
        ServerSocket other = new ServerSocket()) {
      one.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return List.of(one.getLocalPort(), other.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on 127.0.0.1", e);
    }
  }
}
