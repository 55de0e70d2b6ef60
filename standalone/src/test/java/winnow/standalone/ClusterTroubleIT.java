package winnow.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.kafka.Cluster;
import winnow.kafka.TopicKeeper;

/** What no waiting mends is one line and exit status 2, on a broker with passwords and rights. */
class ClusterTroubleIT {
  private static final String PREFIX = "open.";

  @TempDir static Path data;
  private static int port;
  private static KafkaRaftServer server;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    port = freePort();
    int controller = freePort();
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put(
        "listeners", "CLIENTS://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller);
    settings.put("advertised.listeners", "CLIENTS://127.0.0.1:" + port);
    settings.put("listener.security.protocol.map", "CLIENTS:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "CLIENTS");
    settings.put("sasl.enabled.mechanisms", "PLAIN");
    settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    settings.put(
        "listener.name.clients.plain.sasl.jaas.config",
        login("admin", "sesame") + " user_admin=\"sesame\" user_winnow=\"straw\";");
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    settings.put("super.users", "User:admin;User:ANONYMOUS");
    settings.put("log.dirs", data.toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    new Formatter()
        .setPrintStream(
            new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(1)
        .setDirectories(List.of(data.toString()))
        .setMetadataLogDirectory(data.toString())
        .setControllerListenerName("CONTROLLER")
        .setReleaseVersion(MetadataVersion.latestProduction())
        .run();
    server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    server.startup();
  }

  @AfterAll
  static void stop() {
    server.shutdown();
    server.awaitShutdown();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingest", "enrich", "publish"})
  void worker_wrongPassword_isOneLineAndStatus2(String worker) throws Exception {
    refused(run(worker, "127.0.0.1:" + port, login("winnow", "wrong")), "Authentication failed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingest", "enrich", "publish"})
  void worker_topicsMissingAndNoRightToMakeThem_isOneLineAndStatus2(String worker)
      throws Exception {
    refused(
        run(worker, "127.0.0.1:" + port, login("winnow", "straw")),
        "is missing or hidden, and this user may not make it");
  }

  @Timeout(120)
  @ParameterizedTest
  @ValueSource(strings = {"ingest", "enrich", "publish"})
  void worker_noRightToItsGroup_isOneLineAndStatus2(String worker) throws Exception {
    Cluster cluster = as("admin", "sesame");
    try (Admin admin = cluster.admin()) {
      new TopicKeeper(admin, cluster).create(Pipeline.TOPICS);
      admin
          .createAcls(
              List.of(
                  new AclBinding(
                      new ResourcePattern(ResourceType.TOPIC, PREFIX, PatternType.PREFIXED),
                      new AccessControlEntry(
                          "User:winnow", "*", AclOperation.ALL, AclPermissionType.ALLOW))))
          .all()
          .get();
    }
    try (Admin admin = as("winnow", "straw").admin()) {
      while (!sees(admin, Pipeline.TOPICS.stream().map(cluster::name).toList())) {
        Thread.onSpinWait(); // the broker learns of rights a moment after they are granted
      }
    }

    CommandLineRun run = run(worker, cluster.bootstrap(), PREFIX, login("winnow", "straw"));

    refused(run, "Not authorized to access group: " + cluster.application(worker));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"kafka", "kafka:", "kafka:port", "kafka:99999", "a b:9092", "kafka:9092,"})
  void worker_malformedAddress_isOneLineAndStatus2(String address) throws Exception {
    refused(run("enrich", address, login("winnow", "straw")), "is not host:port");
  }

  @Test
  void worker_noCluster_saysWhatToSet() {
    refused(
        CommandLineRun.of("enrich", "--config", "/dev/null", "--data", folder.toString()),
        "kafka.bootstrap is missing");
  }

  private static void refused(CommandLineRun run, String why) {
    assertThat(run.status()).as(run.err()).isEqualTo(Winnow.UNUSABLE);
    assertThat(run.err().lines()).as(run.err()).hasSize(1);
    assertThat(run.err()).startsWith("winnow: ").contains(why);
  }

  private CommandLineRun run(String worker, String bootstrap, String login) throws Exception {
    return run(worker, bootstrap, "", login);
  }

  private CommandLineRun run(String worker, String bootstrap, String prefix, String login)
      throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("winnow.yaml"),
            "kafka:\n  bootstrap: \""
                + bootstrap
                + "\"\n  topicPrefix: \""
                + prefix
                + "\"\n  properties:\n    security.protocol: SASL_PLAINTEXT\n"
                + "    sasl.mechanism: PLAIN\n    sasl.jaas.config: '"
                + login
                + ";'\nmetrics: {listen: none}\nreview: {listen: '127.0.0.1:0'}\n");
    return CommandLineRun.of(
        worker, "--config", config.toString(), "--data", folder.resolve("data").toString());
  }

  private static boolean sees(Admin admin, List<String> topics) throws Exception {
    return admin.listTopics().names().get().containsAll(topics);
  }

  private static Cluster as(String user, String password) {
    return new Cluster(
        "127.0.0.1:" + port,
        PREFIX,
        1,
        (short) 1,
        Map.of(
            "security.protocol", "SASL_PLAINTEXT",
            "sasl.mechanism", "PLAIN",
            "sasl.jaas.config", login(user, password) + ";"));
  }

  private static String login(String user, String password) {
    return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\""
        + user
        + "\" password=\""
        + password
        + "\"";
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
