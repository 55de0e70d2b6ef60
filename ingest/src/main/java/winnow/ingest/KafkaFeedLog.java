package winnow.ingest;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import winnow.kafka.Cluster;
import winnow.kafka.DeadLetters;
import winnow.kafka.Ledger;
import winnow.kafka.TopicReader;
import winnow.kafka.Trace;
import winnow.model.FeedId;
import winnow.model.FeedState;
import winnow.model.Sighting;
import winnow.topics.Topics;

/** A feed log in Kafka: each append is one transaction over sightings, feeds and dead letters. */
final class KafkaFeedLog implements FeedLog {
  private static final String STAGE = "ingest";

  private final Cluster cluster;
  private final Ledger ledger;
  private final Map<FeedId, FeedState> states = new ConcurrentHashMap<>();

  /** Ends what a killed run left open, then reads how far it came. Blocks until both are done. */
  KafkaFeedLog(Cluster cluster) {
    this.cluster = cluster;
    this.ledger = new Ledger(cluster, STAGE);
    ledger.open();
    new TopicReader(cluster)
        .latest(Topics.FEEDS)
        .values()
        .forEach(state -> states.put(state.feed(), state));
  }

  @Override
  public Map<FeedId, FeedState> states() {
    return Map.copyOf(states);
  }

  @Override
  public void append(FeedState state, List<Sighting> sightings, List<Rejected> rejected) {
    String feed = state.feed().value();
    Stream<ProducerRecord<String, byte[]>> said = sightings.stream().map(this::record);
    Stream<ProducerRecord<String, byte[]>> turnedAway =
        rejected.stream()
            .map(
                one ->
                    DeadLetters.of(
                        cluster.name(Topics.DEAD_LETTERS),
                        feed,
                        one.original(),
                        STAGE,
                        one.what() + ": " + one.cause()));
    Stream<ProducerRecord<String, byte[]>> moved =
        Stream.of(ledger.record(Topics.FEEDS, feed, state));
    ledger.write(Stream.concat(Stream.concat(said, turnedAway), moved).toList());
    states.put(state.feed(), state);
    sightings.forEach(sighting -> Trace.step(STAGE, sighting, "sighting written"));
  }

  private ProducerRecord<String, byte[]> record(Sighting sighting) {
    ProducerRecord<String, byte[]> record =
        ledger.record(Topics.SIGHTINGS, sighting.key().toString(), sighting);
    Trace.begin(record.headers(), sighting);
    return record;
  }

  @Override
  public void close() {
    ledger.close();
  }
}
