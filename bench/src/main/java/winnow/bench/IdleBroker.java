package winnow.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import winnow.kafka.Cluster;
import winnow.kafka.TopicKeeper;
import winnow.standalone.EmbeddedBroker;
import winnow.topics.Topics;

/** The baseline of what is there while nothing comes: the embedded broker and the public topics. */
final class IdleBroker {
  private IdleBroker() {}

  /** Arguments: a folder, a port, and into how many partitions topics are cut if not into one. */
  public static void main(String[] arguments) throws Exception {
    int partitions = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
    EmbeddedBroker broker =
        new EmbeddedBroker(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    broker.start();
    Cluster cluster = new Cluster(broker.bootstrap(), "", partitions, (short) 1, Map.of());
    try (var admin = cluster.admin()) {
      new TopicKeeper(admin, cluster).create(List.copyOf(Topics.ALL));
    }
    CountDownLatch never = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(broker::stop));
    never.await();
  }
}
