package winnow.standalone;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/**
 * The suite on the broker that others run, in a container; skipped, with a line that says why,
 * where no Docker answers or the image is not there and cannot be had.
 */
class ContainerBrokerIT extends BrokerSuite {
  private static final String IMAGE = "apache/kafka:4.3.1";
  private static final long PULL_SECONDS = 120;
  private static KafkaContainer broker;

  @BeforeAll
  static void start() throws InterruptedException {
    String missing = missing();
    if (missing != null) {
      System.out.println("broker: " + IMAGE + " is not tested: " + missing);
    }
    assumeTrue(missing == null, missing);
    broker = new KafkaContainer(IMAGE);
    broker.start();
    System.out.println("broker: " + IMAGE + " in a container, at " + broker.getBootstrapServers());
  }

  private static @Nullable String missing() throws InterruptedException {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      return "no Docker answers";
    }
    DockerClient docker = DockerClientFactory.instance().client();
    try {
      docker.inspectImageCmd(IMAGE).exec();
      return null;
    } catch (NotFoundException notThere) {
      return pulled(docker) ? null : "Docker answers, but cannot pull the image";
    }
  }

  private static boolean pulled(DockerClient docker) throws InterruptedException {
    try {
      return docker.pullImageCmd(IMAGE).start().awaitCompletion(PULL_SECONDS, TimeUnit.SECONDS);
    } catch (DockerException | DockerClientException e) {
      System.out.println("broker: " + e.getMessage());
      return false;
    }
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
