package winnow.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.topics.Topics;

class TopicKeeperTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "papers    | cleanup.policy=compact retention.ms=-1          | ''",
        "papers    | cleanup.policy=delete retention.ms=-1           | n.papers has cleanup.policy delete and should have compact",
        "papers    | cleanup.policy=compact,delete retention.ms=-1   | n.papers has cleanup.policy compact,delete and should have compact",
        "decisions | cleanup.policy=delete retention.ms=-1           | ''",
        "decisions | cleanup.policy=delete retention.ms=604800000    | n.decisions has retention.ms 604800000 and should have -1",
        "decisions | cleanup.policy=compact retention.ms=-1          | n.decisions has cleanup.policy compact and should have delete",
        "sightings | cleanup.policy=delete retention.ms=2592000000   | ''",
        "sightings | cleanup.policy=delete retention.ms=604800000    | n.sightings has retention.ms 604800000 and should have 2592000000",
        "sightings | cleanup.policy=delete                           | n.sightings has retention.ms nothing and should have 2592000000",
      })
  void compare_settingsOfTheBroker_namesWhatIsAndWhatShouldBe(
      String topic, String settings, String wrong) {
    List<ConfigEntry> entries =
        Arrays.stream(settings.split(" "))
            .map(one -> one.split("="))
            .map(one -> new ConfigEntry(one[0], one[1]))
            .toList();

    List<String> found =
        TopicKeeper.compare("n." + topic, Topics.named(topic).orElseThrow(), new Config(entries));

    assertThat(String.join("; ", found)).isEqualTo(wrong);
  }
}
