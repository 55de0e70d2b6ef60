package winnow.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import winnow.enrich.merge.MergeTopology;
import winnow.kafka.Cluster;
import winnow.model.FeedId;
import winnow.model.Identifier;
import winnow.model.Lookup;
import winnow.model.Sighting;
import winnow.topics.Json;
import winnow.topics.Topics;

/** From sightings to lookups, over the topology that enrich runs. */
class LookupTopologyTest {
  private static final Instant NOON = Instant.parse("2026-06-03T12:00:00Z");
  private static final Identifier ID = Identifier.parse("arxiv:2606.00001");

  @Test
  void sighting_ofALinkAlone_isAskedAboutUntilTheTitleIsThere() {
    Cluster cluster = new Cluster("127.0.0.1:1", "", 1, (short) 1, Map.of());
    Properties settings = new Properties();
    settings.put("application.id", "test");
    settings.put("bootstrap.servers", "127.0.0.1:1");
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    var merge = new MergeTopology(cluster, lesson -> paper -> paper, meters, 1).build();
    try (TopologyTestDriver driver =
        new TopologyTestDriver(new LookupTopology(cluster, meters).addTo(merge), settings)) {
      TestInputTopic<String, byte[]> sightings =
          driver.createInputTopic(
              Topics.SIGHTINGS.name(), new StringSerializer(), new ByteArraySerializer());
      TestOutputTopic<String, byte[]> lookups =
          driver.createOutputTopic(
              Topics.LOOKUPS.name(), new StringDeserializer(), new ByteArrayDeserializer());

      sightings.pipeInput(ID.toString(), Json.write(post()));
      sightings.pipeInput(ID.toString(), Json.write(post()));
      sightings.pipeInput(ID.toString(), Json.write(record()));

      List<KeyValue<String, byte[]>> asked = lookups.readKeyValuesToList();
      assertThat(asked).extracting(one -> one.key).containsExactly("arxiv");
      assertThat(Json.read(asked.get(0).value, Lookup.class))
          .isEqualTo(new Lookup(ID, "arxiv", null, "title and abstract are unknown", NOON));
    }
  }

  private static Sighting post() {
    return Sighting.of(new FeedId("reddit:mlsafety"), "t3_a", List.of(ID), NOON)
        .headline("Neat")
        .build();
  }

  private static Sighting record() {
    return Sighting.of(new FeedId("arxiv:api"), "oai:arXiv.org:2606.00001v1", List.of(ID), NOON)
        .title("A circuit")
        .abstractText("It is so.")
        .version(1)
        .build();
  }
}
