package winnow.ingest.reddit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedditorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"author\": \"some_body\", \"title\": \"T\"} | {\"author\": \"…\", \"title\": \"T\"}",
        "{\"author_fullname\":\"t2_x\"} | {\"author_fullname\":\"…\"}",
        "{\"approved_by\": \"some_body\"} | {\"approved_by\": \"…\"}",
        "<name>/u/some_body</name> | <name>/u/…</name>",
        "asked u/some_body about it | asked u/… about it",
        "https://www.reddit.com/user/some-body/ | https://www.reddit.com/user/…/",
        "cut off: \"author\": \"some_bo | cut off: \"author\": \"…\"",
        "https://example.org/u/page | https://example.org/u/page",
        "r/mlsafety | r/mlsafety"
      })
  void masked_names_areTakenOut(String text, String masked) {
    assertThat(Redditors.masked(text)).isEqualTo(masked);
  }
}
