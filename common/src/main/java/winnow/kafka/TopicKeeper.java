package winnow.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import winnow.topics.Topic;

/** Creates the topics that are missing and says what is wrong with those that are there. */
public final class TopicKeeper {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

  private final Admin admin;
  private final Cluster cluster;

  public TopicKeeper(Admin admin, Cluster cluster) {
    this.admin = admin;
    this.cluster = cluster;
  }

  /**
   * Creates what is missing and returns the names of what it created, when they can be read.
   * Existing topics stay.
   */
  public List<String> create(Collection<Topic<?>> topics) {
    Set<String> there = existing();
    List<NewTopic> missing =
        topics.stream()
            .filter(topic -> !there.contains(cluster.name(topic)))
            .map(
                topic ->
                    new NewTopic(
                            cluster.name(topic),
                            Optional.of(cluster.partitions()),
                            Optional.of(cluster.replication()))
                        .configs(settings(topic)))
            .toList();
    List<String> made = new ArrayList<>();
    admin.createTopics(missing).values().forEach((name, done) -> await(name, done, made));
    untilKnown(missing.stream().map(NewTopic::name).toList());
    return made;
  }

  /** A broker hears of a new topic a moment after it is made, and until then denies it. */
  private void untilKnown(List<String> names) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!names.isEmpty() && !existing().containsAll(names)) {
      if (System.nanoTime() > deadline) {
        throw new KafkaTroubleException("topics were made, and are not to be seen: " + names, null);
      }
      try {
        Thread.sleep(BETWEEN_LOOKS.toMillis());
      } catch (InterruptedException e) {
        throw KafkaTroubleException.interrupted(e);
      }
    }
  }

  /** Several workers may start at once: one makes the topic, and it is there for all. */
  private static void await(String name, KafkaFuture<Void> done, List<String> made) {
    try {
      done.get();
      made.add(name);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        throw KafkaTroubleException.lasting(
            "topic " + name + " is missing or hidden, and this user may not make it", e.getCause());
      }
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new KafkaTroubleException("topic " + name + " cannot be made", e.getCause());
      }
    } catch (InterruptedException e) {
      throw KafkaTroubleException.interrupted(e);
    }
  }

  /** What is wrong, one line each, naming the topic, what it has and what it should have. */
  public List<String> check(Collection<Topic<?>> topics) {
    List<String> wrong = new ArrayList<>();
    Set<String> there = existing();
    Map<ConfigResource, Topic<?>> asked = new LinkedHashMap<>();
    for (Topic<?> topic : topics) {
      if (there.contains(cluster.name(topic))) {
        asked.put(new ConfigResource(ConfigResource.Type.TOPIC, cluster.name(topic)), topic);
      } else {
        wrong.add(cluster.name(topic) + " is missing; 'winnow topics create' makes it");
      }
    }
    try {
      Map<ConfigResource, Config> found = admin.describeConfigs(asked.keySet()).all().get();
      asked.forEach(
          (resource, topic) -> {
            Config config = found.get(resource);
            if (config != null) {
              wrong.addAll(compare(resource.name(), topic, config));
            }
          });
    } catch (ExecutionException e) {
      throw new KafkaTroubleException("topics cannot be described", e.getCause());
    } catch (InterruptedException e) {
      throw KafkaTroubleException.interrupted(e);
    }
    return wrong;
  }

  private Set<String> existing() {
    try {
      return admin.listTopics().names().get();
    } catch (ExecutionException e) {
      throw new KafkaTroubleException("the broker at " + cluster.bootstrap(), e.getCause());
    } catch (InterruptedException e) {
      throw KafkaTroubleException.interrupted(e);
    }
  }

  static List<String> compare(String name, Topic<?> topic, Config config) {
    List<String> wrong = new ArrayList<>();
    settings(topic)
        .forEach(
            (setting, wanted) -> {
              ConfigEntry entry = config.get(setting);
              String has = entry == null ? "nothing" : entry.value();
              if (!wanted.equals(has)) {
                wrong.add(name + " has " + setting + " " + has + " and should have " + wanted);
              }
            });
    return wrong;
  }

  private static Map<String, String> settings(Topic<?> topic) {
    Duration time = topic.keep().time();
    return Map.of(
        "cleanup.policy", topic.keep().latestOnly() ? "compact" : "delete",
        "retention.ms", time == null ? "-1" : Long.toString(time.toMillis()));
  }
}
