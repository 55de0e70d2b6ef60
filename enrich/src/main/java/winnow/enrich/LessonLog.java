package winnow.enrich;

import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import winnow.enrich.merge.MergeTopology;
import winnow.enrich.score.Lesson;
import winnow.kafka.Cluster;
import winnow.kafka.KafkaTroubleException;
import winnow.kafka.Ledger;
import winnow.kafka.TopicKeeper;
import winnow.kafka.TopicReader;
import winnow.topics.Json;

/** The lessons that came into force. Every partition of enrich's is told of each, or none. */
public final class LessonLog implements AutoCloseable {
  private static final String KEY = "lesson";

  private final Cluster cluster;
  private final Ledger ledger;

  /** Makes the topic where it is missing. */
  public LessonLog(Cluster cluster) {
    this.cluster = cluster;
    this.ledger = new Ledger(cluster, "lessons");
    try (Admin admin = cluster.admin()) {
      new TopicKeeper(admin, cluster).create(List.of(MergeTopology.LESSONS));
    }
  }

  /** The lesson in force. */
  public Lesson inForce() {
    Lesson[] last = {Lesson.NONE};
    ledger.open();
    new TopicReader(cluster)
        .each(
            MergeTopology.LESSONS,
            (key, lesson) -> {
              if (lesson.number() > last[0].number()) {
                last[0] = lesson;
              }
            });
    return last[0];
  }

  /**
   * Puts a lesson in force. Enrich workers rank open papers again when it reaches them.
   *
   * @throws KafkaTroubleException if it is not recorded; then no partition has it
   */
  public void append(Lesson lesson) {
    String topic = cluster.name(MergeTopology.LESSONS);
    ledger.write(
        new TopicReader(cluster)
            .partitions(MergeTopology.LESSONS).stream()
                .map(at -> new ProducerRecord<>(topic, at.partition(), KEY, Json.write(lesson)))
                .toList());
  }

  @Override
  public void close() {
    ledger.close();
  }
}
