package winnow.kafka;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.LongPredicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a cluster that is away, for as long as that takes, and says so once per cause. A broker
 * that is not up yet and a wrong host name look the same from here, so both are waited for; what no
 * waiting mends is thrown.
 */
public final class Reach {
  private static final Logger LOG = LoggerFactory.getLogger(Reach.class);
  private static final int ANSWER_MILLISECONDS = 5_000;
  private static final long BETWEEN_MILLISECONDS = 1_000;

  private Reach() {}

  /**
   * Returns when enough brokers answer for the topics' replication, and says whether they do: not
   * if it was asked to stop first.
   *
   * @param stopped waits for so many milliseconds, and says whether to stop
   * @throws KafkaTroubleException lasting, for a malformed address, a wrong password, a missing
   *     right
   */
  public static boolean await(Cluster cluster, LongPredicate stopped) {
    requireAddresses(cluster.bootstrap());
    String said = null;
    while (true) {
      String away = away(cluster);
      if (away == null) {
        if (said != null) {
          LOG.info("the broker at {} answers", cluster.bootstrap());
        }
        return true;
      }
      if (!away.equals(said)) {
        LOG.warn("waiting for the broker at {}: {}", cluster.bootstrap(), away);
        said = away;
      }
      if (stopped.test(BETWEEN_MILLISECONDS)) {
        return false;
      }
    }
  }

  private static @Nullable String away(Cluster cluster) {
    String unknown = unresolved(cluster.bootstrap());
    if (unknown != null) {
      return unknown;
    }
    try (Admin admin = cluster.admin()) {
      int brokers =
          admin
              .describeCluster(new DescribeClusterOptions().timeoutMs(ANSWER_MILLISECONDS))
              .nodes()
              .get()
              .size();
      return brokers >= cluster.replication()
          ? null
          : "kafka.replication is "
              + cluster.replication()
              + " and there are "
              + brokers
              + " brokers";
    } catch (ExecutionException e) {
      requireMendable(cluster, e.getCause());
      return "no answer";
    } catch (KafkaException e) {
      requireMendable(cluster, e);
      return "no answer";
    } catch (InterruptedException e) {
      throw KafkaTroubleException.interrupted(e);
    }
  }

  private static void requireMendable(Cluster cluster, @Nullable Throwable cause) {
    if (KafkaTroubleException.lasts(cause)) {
      throw new KafkaTroubleException("the broker at " + cluster.bootstrap(), cause);
    }
  }

  private static @Nullable String unresolved(String bootstrap) {
    List<String> addresses = List.of(bootstrap.split(","));
    return addresses.stream().anyMatch(one -> !address(one).isUnresolved())
        ? null
        : "no such host is known";
  }

  private static void requireAddresses(String bootstrap) {
    for (String one : bootstrap.split(",", -1)) {
      try {
        address(one);
      } catch (IllegalArgumentException e) {
        throw KafkaTroubleException.lasting(
            "kafka.bootstrap is not host:port, several divided by commas: " + bootstrap, null);
      }
    }
  }

  private static InetSocketAddress address(String one) {
    String address = one.strip().replaceFirst("^[A-Za-z0-9_]+://", "");
    int colon = address.lastIndexOf(':');
    String host = colon < 0 ? "" : address.substring(0, colon).replaceAll("[\\[\\]]", "");
    if (!host.matches("[A-Za-z0-9._:%-]+") || !address.substring(colon + 1).matches("\\d{1,5}")) {
      throw new IllegalArgumentException("not host:port: " + one);
    }
    int port = Integer.parseInt(address.substring(colon + 1));
    if (port == 0) {
      throw new IllegalArgumentException("port 0: " + one);
    }
    return new InetSocketAddress(host, port);
  }
}
