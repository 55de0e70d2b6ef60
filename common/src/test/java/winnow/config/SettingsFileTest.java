package winnow.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {
  @TempDir private Path folder;

  @ParameterizedTest(name = "{1}")
  @MethodSource("badFiles")
  void read_badFile_saysWhereAndWhatAndWhatIsAllowed(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(ConfigException.class)
        .satisfies(
            thrown -> assertThat(thrown.getMessage().replace(folder + "/", "")).isEqualTo(message));
  }

  /** bad-files.txt: after a line of dashes the message, below it the file. */
  static Stream<Arguments> badFiles() throws IOException {
    try (InputStream table = SettingsFileTest.class.getResourceAsStream("bad-files.txt")) {
      String text = new String(table.readAllBytes(), UTF_8);
      return Stream.of(text.split("(?m)^-{4,}\n"))
          .skip(1)
          .map(row -> row.split("\n", 2))
          .map(row -> Arguments.of(row[1], row[0]));
    }
  }

  @Test
  void read_missingFile_saysSo() {
    assertThatThrownBy(() -> SettingsFile.read(folder.resolve("none.yaml")))
        .hasMessage(
            folder.resolve("none.yaml") + ": no such file; leave --config out for the defaults");
  }

  @Test
  void read_folder_saysThatItCannotBeRead() {
    assertThatThrownBy(() -> SettingsFile.read(folder))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(folder + ": cannot be read: ");
  }

  @Test
  void read_notUtf8_isAConfigException() throws IOException {
    Path file = folder.resolve("winnow.yaml");
    Files.write(file, "profile: café\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> SettingsFile.read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(file.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n\n", "# nothing yet\n", "---\n", "---\n# nothing yet\n", "\uFEFF", "{}\n"})
  void read_fileThatSaysNothing_givesTheDefaults(String yaml) throws Exception {
    assertThat(read(yaml)).isEqualTo(Settings.defaults());
  }

  @Test
  void read_fileWithAnEditorsMark_isReadAndItsFaultsFound() throws Exception {
    assertThat(read("\uFEFFprofile: other\n").profile()).isEqualTo("other");
    assertThatThrownBy(() -> read("\uFEFFprofile: other\nshortlist: {perDay: no}\n"))
        .hasMessageEndingWith("winnow.yaml:2: shortlist.perDay is not a whole number: no");
  }

  @Test
  void read_partsThatSayNothing_giveTheirDefaults() throws Exception {
    Settings settings =
        read("kafka:\nfeeds:\nsources:\n  arxiv:\n  reddit: {}\nshortlist:\nreview: {}\n");

    assertThat(settings).isEqualTo(Settings.defaults());
  }

  @Test
  void defaults_ofEachPart_areThoseOfTheContract() {
    Settings settings = Settings.defaults();

    assertThat(settings.kafka().embedded()).isTrue();
    assertThat(settings.kafka().topicPrefix()).isEmpty();
    assertThat(settings.feeds())
        .extracting(Settings.Feed::id)
        .containsExactly(
            "arxiv:cs.LG", "arxiv:cs.CL", "arxiv:cs.AI", "arxiv:cs.CR", "reddit:mlsafety");
    assertThat(settings.feeds()).allMatch(feed -> feed.access().equals(List.of("anonymous")));
    assertThat(settings.sources().arxiv().witnesses()).containsExactly("listing", "api");
    assertThat(settings.schedule()).isEqualTo("0 */30 * * * *");
    assertThat(settings.profile()).isEqualTo("ml-safety");
    assertThat(settings.shortlist().keep()).isEqualTo(Duration.ofDays(60));
    assertThat(settings.shortlist().perDay()).isEqualTo(30);
    assertThat(settings.outputs()).isEqualTo(Path.of("out"));
    assertThat(settings.review().host()).isEqualTo("127.0.0.1");
    assertThat(settings.review().port()).isEqualTo(8080);
  }

  @Test
  void read_exampleOfTheDesign_isUnderstood() throws Exception {
    Settings settings =
        read(
            """
            kafka:
              embedded: true            # or bootstrap: host:9092, with any client property
              topicPrefix: ""
            feeds:
              - arxiv: cs.LG            # id arxiv:cs.LG
              - arxiv: cs.CL
                url: http://127.0.0.1:8899/rss/cs.CL    # any feed's address can be set
              - reddit: mlsafety
                access: [oauth, token, anonymous]
              - rss: https://www.alignmentforum.org/feed.xml
                id: alignment-forum
            sources:
              reddit: {oauth: https://oauth.reddit.com, login: https://www.reddit.com, feed: https://www.reddit.com}
              arxiv:
                listing: https://arxiv.org/list
                api: https://export.arxiv.org/api/query
                oai: https://oaipmh.arxiv.org/oai
                witnesses: [listing, api]
            providers:
              arxiv:
                hosts: [arxiv.org, "*.arxiv.org"]
                gap: 3s                 # 0s is allowed where every host is on loopback
            schedule: "0 */30 * * * *"  # for run
            profile: ml-safety
            shortlist:
              keep: 60d
              perDay: 30
            outputs: ./out
            review:
              listen: 127.0.0.1:8080
            channels:
              x: {post: never, api: https://api.x.com/2}
              bluesky: {post: never, api: https://bsky.social}
              mastodon: {post: never, api: https://mastodon.social}
            """);

    assertThat(settings.feeds())
        .extracting(Settings.Feed::id)
        .containsExactly("arxiv:cs.LG", "arxiv:cs.CL", "reddit:mlsafety", "alignment-forum");
    assertThat(settings.feeds())
        .extracting(Settings.Feed::source)
        .containsExactly("arxiv", "arxiv", "reddit", "web");
    assertThat(settings.feeds().get(1).url())
        .isEqualTo(URI.create("http://127.0.0.1:8899/rss/cs.CL"));
    assertThat(settings.feeds().get(2).access()).containsExactly("oauth", "token", "anonymous");
    assertThat(settings.providers().get("arxiv").gap()).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.channels()).hasSize(3);
  }

  @Test
  void read_cluster_takesItsPropertiesAsTheyAre() throws Exception {
    Settings settings =
        read(
            """
            kafka:
              bootstrap: a:9092,b:9092
              topicPrefix: news.
              replication: 3
              properties: {security.protocol: SSL, max.block.ms: 5000}
            """);

    assertThat(settings.kafka().embedded()).isFalse();
    assertThat(settings.kafka().partitions()).isEqualTo(6);
    assertThat(settings.kafka().properties())
        .containsEntry("security.protocol", "SSL")
        .containsEntry("max.block.ms", "5000");
  }

  @ParameterizedTest
  @CsvSource({"500ms,PT0.5S", "3s,PT3S", "30m,PT30M", "2h,PT2H", "60d,PT1440H", "3 s,PT3S"})
  void read_span_isUnderstood(String span, Duration expected) throws Exception {
    Settings settings = read("providers:\n  arxiv:\n    gap: " + span + "\n");

    assertThat(settings.providers().get("arxiv").gap()).isEqualTo(expected);
  }

  @Test
  void read_noGapWhereAllIsOnLoopback_isAllowed() throws Exception {
    Settings settings =
        read(
            """
            feeds: [{arxiv: cs.LG, url: "http://127.0.0.1:8899/rss/cs.LG"}]
            providers:
              arxiv: {gap: 0s}
            """);

    assertThat(settings.providers().get("arxiv").gap()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      value = {"127.0.0.1:8080,127.0.0.1,8080", "localhost:0,localhost,0", "[::1]:8080,::1,8080"})
  void read_listen_isHostAndPort(String listen, String host, int port) throws Exception {
    Settings.Review review = read("review: {listen: \"" + listen + "\"}\n").review();

    assertThat(review.host()).isEqualTo(host);
    assertThat(review.port()).isEqualTo(port);
  }

  /** What settings take for a feed's id, the records take too. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "arxiv:cs.LG+cs.CL", "rss:example.org", "A-b_c.d/e:f"})
  void read_feedsId_isOneThatTheRecordsTake(String id) throws Exception {
    Settings settings = read("feeds:\n  - arxiv: cs.LG\n    id: \"" + id + "\"\n");

    assertThat(new winnow.model.FeedId(settings.feeds().get(0).id())).hasToString(id);
  }

  private Settings read(String yaml) throws ConfigException, IOException {
    Path file = folder.resolve("winnow.yaml");
    Files.writeString(file, yaml);
    return SettingsFile.read(file);
  }
}
