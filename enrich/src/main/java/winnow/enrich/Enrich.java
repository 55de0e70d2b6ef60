package winnow.enrich;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.streams.Topology;
import winnow.enrich.merge.MergeTopology;
import winnow.enrich.score.Model;
import winnow.enrich.score.Scorer;
import winnow.kafka.Cluster;
import winnow.kafka.DeadLetters;
import winnow.kafka.StreamsPart;
import winnow.kafka.TopicReader;
import winnow.model.Profile;
import winnow.topics.Topic;
import winnow.topics.Topics;

/** The worker that turns sightings into papers. */
public final class Enrich {
  /** The worker's name, as its group, its stores and its logs say it. */
  public static final String NAME = "enrich";

  /** Its own topics, between its stages. */
  public static final List<Topic<?>> BETWEEN = MergeTopology.BETWEEN;

  /** All that it reads. */
  public static final List<Topic<?>> INPUTS =
      Stream.concat(Stream.of(Topics.SIGHTINGS, Topics.DECISIONS), BETWEEN.stream())
          .<Topic<?>>map(one -> one)
          .toList();

  private Enrich() {}

  /**
   * What enrich is made of; its topics are there.
   *
   * @param instance tells two enrich workers apart; must not change between runs
   * @param state a folder for its stores
   */
  public static StreamsPart wire(
      Cluster cluster, Profile profile, String instance, Path state, MeterRegistry meters) {
    Model base = Models.of(profile);
    Properties streams = cluster.streams(NAME, instance, state);
    DeadLetters.told(
        streams,
        kind -> meters.counter("winnow.dead_letters", "stage", NAME, "cause", kind).increment());
    MergeTopology.Ranking ranking = lesson -> new Scorer(profile, base, lesson.model())::rank;
    int partitions = new TopicReader(cluster).partitions(MergeTopology.KEYS).size();
    Topology merge = new MergeTopology(cluster, ranking, meters, partitions).build();
    Topology topology = new LookupTopology(cluster, meters).addTo(merge);
    return new StreamsPart(NAME, topology, streams);
  }
}
