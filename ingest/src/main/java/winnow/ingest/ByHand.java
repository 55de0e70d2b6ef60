package winnow.ingest;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import winnow.kafka.Cluster;
import winnow.kafka.Ledger;
import winnow.kafka.Trace;
import winnow.model.FeedId;
import winnow.model.Identifier;
import winnow.model.Identifiers;
import winnow.model.Sighting;
import winnow.topics.Topics;

/** Papers that a person names and nobody's feed had. What they are about is looked up. */
public final class ByHand implements AutoCloseable {
  private static final FeedId FEED = new FeedId("hand");

  private final Ledger ledger;

  /** Writes beside the worker that polls, under a name of its own, and so does not shut it out. */
  public ByHand(Cluster cluster) {
    this.ledger = new Ledger(cluster, "hand");
  }

  /**
   * A paper as a person names it.
   *
   * @param name a link, an arXiv id, a DOI, or an identifier
   * @throws IllegalArgumentException if it is none of these
   */
  public static Sighting sighting(String name, Instant now) {
    return sighting(FEED, name.strip(), now);
  }

  static Sighting sighting(FeedId feed, String name, Instant now) {
    Identifier paper = Identifiers.named(name);
    Optional<Identifiers.Found> link = Identifiers.ofLink(name);
    return Sighting.of(feed, paper.toString(), List.of(paper), now)
        .version(
            link.or(() -> Identifiers.ofArxivId(name)).map(Identifiers.Found::version).orElse(null))
        .links(link.isPresent() ? List.of(URI.create(name.replace(" ", "%20"))) : List.of())
        .build();
  }

  /**
   * Writes them all, or none, and returns when it is certain. A paper that was added before stays
   * as it is.
   *
   * @throws winnow.kafka.KafkaTroubleException if they are not known to be written
   */
  public void add(List<Sighting> sightings) {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    for (Sighting sighting : sightings) {
      ProducerRecord<String, byte[]> record =
          ledger.record(Topics.SIGHTINGS, sighting.key().toString(), sighting);
      Trace.begin(record.headers(), sighting);
      records.add(record);
    }
    ledger.write(records);
  }

  @Override
  public void close() {
    ledger.close();
  }
}
