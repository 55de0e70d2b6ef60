package winnow.standalone;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The suite on the broker in the program. */
class EmbeddedBrokerIT extends BrokerSuite {
  @TempDir static Path data;
  private static EmbeddedBroker broker;

  @BeforeAll
  static void start() {
    broker = new EmbeddedBroker(data.resolve("broker"), 0);
    broker.start();
    System.out.println("broker: embedded, at " + broker.bootstrap());
  }

  @AfterAll
  static void stop() {
    broker.stop();
  }

  @Override
  String bootstrap() {
    return broker.bootstrap();
  }
}
