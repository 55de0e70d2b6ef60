package winnow.standalone;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** The suite on the broker that others run, in a container; skipped where no Docker answers. */
class ContainerBrokerIT extends BrokerSuite {
  private static final String IMAGE = "apache/kafka:4.3.1";
  private static KafkaContainer broker;

  @BeforeAll
  static void start() {
    boolean docker = DockerClientFactory.instance().isDockerAvailable();
    if (!docker) {
      System.out.println("broker: no Docker answers, so " + IMAGE + " is not tested");
    }
    assumeTrue(docker, "no Docker answers");
    broker = new KafkaContainer(IMAGE);
    broker.start();
    System.out.println("broker: " + IMAGE + " in a container, at " + broker.getBootstrapServers());
  }

  @AfterAll
  static void stop() {
    if (broker != null) {
      broker.stop();
    }
  }

  @Override
  String bootstrap() {
    return broker.getBootstrapServers();
  }
}
