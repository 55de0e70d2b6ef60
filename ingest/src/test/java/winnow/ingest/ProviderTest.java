package winnow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.config.Settings;

class ProviderTest {
  @ParameterizedTest
  @CsvSource({
    "arxiv, https://rss.arxiv.org/rss/cs.LG, arxiv, PT3S",
    "arxiv, http://127.0.0.1:8899/rss/cs.LG, arxiv, PT0S",
    "arxiv, http://mirror.example.org/rss/cs.LG, arxiv, PT3S",
    "reddit, https://www.reddit.com/r/mlsafety/new.rss, reddit, PT2S",
    "reddit, http://localhost:1/r/mlsafety/new.rss, reddit, PT0S",
    "web, https://export.arxiv.org/rss/cs.LG, arxiv, PT3S",
    "web, https://old.reddit.com/r/x.rss, reddit, PT2S",
    "web, https://Blog.Example.org/feed, blog.example.org, PT1S",
    "web, http://127.9.9.9/feed, 127.9.9.9, PT0S",
    "web, 'http://[::1]:80/feed', [::1], PT0S",
    "web, http://127.0.0.1.example.org/feed, 127.0.0.1.example.org, PT1S"
  })
  void of_nothingConfigured_hasItsUsualNameAndGap(
      String source, URI address, String name, Duration gap) {
    assertThat(Provider.of(source, address, Map.of())).isEqualTo(new Provider(name, gap, Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "web, https://a.labs.example.org/feed, labs, PT5S",
    "web, https://labs.example.org/feed, labs, PT5S",
    "web, https://notlabs.example.org/feed, notlabs.example.org, PT1S",
    "arxiv, https://rss.arxiv.org/rss/cs.LG, arxiv, PT9S",
    "arxiv, http://127.0.0.1/rss/cs.LG, arxiv, PT9S"
  })
  void of_configuredProvider_hasWhatItsSettingsSay(
      String source, URI address, String name, Duration gap) {
    Map<String, Settings.Provider> configured =
        Map.of(
            "labs",
            new Settings.Provider(
                List.of("labs.example.org", "*.labs.example.org"), Duration.ofSeconds(5)),
            "arxiv",
            new Settings.Provider(List.of("arxiv.org"), Duration.ofSeconds(9)));

    assertThat(Provider.of(source, address, configured))
        .isEqualTo(new Provider(name, gap, configured));
  }
}
