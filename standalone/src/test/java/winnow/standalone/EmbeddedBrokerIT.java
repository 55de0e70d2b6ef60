package winnow.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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

  @Test
  void start_whatLooksUpForNobody_hasEndedAndTheRestIsThere() {
    await("the idlers end", () -> names().noneMatch("client-metrics-reaper"::equals));
    await("the quotas' end", () -> names().noneMatch(name -> name.contains("Throttled")));
    await(
        "what waits for no replica ends",
        () -> names().noneMatch(name -> name.endsWith("-Produce")));

    assertThat(names())
        .contains("ExpirationReaper-1-Fetch", "group-coordinator-reaper")
        .doesNotContain("ExpirationReaper-1-RemoteFetch", "share-coordinator-reaper");
  }

  @Test
  void start_afterAStopInOrderOrNone_tellsThemApart(@TempDir Path folder) {
    Path stopped = folder.resolve("winnow.stopped");
    EmbeddedBroker one = new EmbeddedBroker(folder, 0);

    one.start();
    assertThat(stopped).doesNotExist();
    one.stop();
    assertThat(stopped).exists();

    one.start();
    assertThat(stopped).doesNotExist();
    one.stop();
  }

  private static Stream<String> names() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName);
  }

  @Override
  String bootstrap() {
    return broker.bootstrap();
  }
}
