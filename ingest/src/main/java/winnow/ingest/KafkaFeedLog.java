package winnow.ingest;

import java.util.ArrayList;
import java.util.Collection;
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
import winnow.model.Announcement;
import winnow.model.FeedId;
import winnow.model.FeedState;
import winnow.model.Identifier;
import winnow.model.Inquiry;
import winnow.model.Lookup;
import winnow.model.Sighting;
import winnow.topics.Topics;

/** A feed log in Kafka: each append is one transaction over all topics that it writes to. */
final class KafkaFeedLog implements FeedLog {
  private static final String STAGE = "ingest";

  private final Cluster cluster;
  private final Ledger ledger;
  private final Map<FeedId, FeedState> states = new ConcurrentHashMap<>();
  private final Map<String, Announcement> announcements = new ConcurrentHashMap<>();
  private final Map<Identifier, Inquiry> inquiries = new ConcurrentHashMap<>();

  /** Ends what a killed run left open, then reads how far it came. Blocks until both are done. */
  KafkaFeedLog(Cluster cluster) {
    this.cluster = cluster;
    this.ledger = new Ledger(cluster, STAGE);
    ledger.open();
    TopicReader reader = new TopicReader(cluster);
    reader.latest(Topics.FEEDS).values().forEach(state -> states.put(state.feed(), state));
    announcements.putAll(reader.latest(Topics.ANNOUNCEMENTS));
    reader.latest(Topics.INQUIRIES).values().forEach(this::keep);
  }

  @Override
  public Map<FeedId, FeedState> states() {
    return Map.copyOf(states);
  }

  @Override
  public Collection<Announcement> announcements() {
    return List.copyOf(announcements.values());
  }

  @Override
  public void append(
      FeedState state,
      List<Sighting> sightings,
      List<Rejected> rejected,
      List<Announcement> changed) {
    String feed = state.feed().value();
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
    write(Stream.of(said(sightings), turnedAway, announced(changed), moved));
    states.put(state.feed(), state);
    keep(changed);
    trace(sightings);
  }

  @Override
  public void append(List<Announcement> changed, List<Sighting> sightings) {
    write(Stream.of(said(sightings), announced(changed)));
    keep(changed);
    trace(sightings);
  }

  @Override
  public Map<Identifier, Inquiry> inquiries() {
    return Map.copyOf(inquiries);
  }

  @Override
  public List<Lookup> lookups() {
    List<Lookup> lookups = new ArrayList<>();
    new TopicReader(cluster).each(Topics.LOOKUPS, (provider, lookup) -> lookups.add(lookup));
    return lookups;
  }

  @Override
  public void answer(List<Inquiry> changed, List<Sighting> sightings) {
    Stream<ProducerRecord<String, byte[]>> became =
        changed.stream()
            .map(one -> ledger.record(Topics.INQUIRIES, one.lookup().identifier().toString(), one));
    write(Stream.of(said(sightings), became));
    changed.forEach(this::keep);
    trace(sightings);
  }

  private static void trace(List<Sighting> sightings) {
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

  private Stream<ProducerRecord<String, byte[]>> said(List<Sighting> sightings) {
    return sightings.stream().map(this::record);
  }

  private Stream<ProducerRecord<String, byte[]>> announced(List<Announcement> changed) {
    return changed.stream().map(one -> ledger.record(Topics.ANNOUNCEMENTS, key(one), one));
  }

  private void write(Stream<Stream<ProducerRecord<String, byte[]>>> parts) {
    List<ProducerRecord<String, byte[]>> records = parts.flatMap(part -> part).toList();
    if (!records.isEmpty()) {
      ledger.write(records);
    }
  }

  private void keep(List<Announcement> changed) {
    changed.forEach(one -> announcements.put(key(one), one));
  }

  private void keep(Inquiry inquiry) {
    inquiries.put(inquiry.lookup().identifier(), inquiry);
  }

  private static String key(Announcement one) {
    return one.category() + "|" + one.date();
  }
}
