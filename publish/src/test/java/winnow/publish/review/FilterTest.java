package winnow.publish.review;

import static org.assertj.core.api.Assertions.assertThat;
import static winnow.publish.letter.Entries.paper;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.model.ShortlistEntry;
import winnow.model.ShortlistEntry.Status;

class FilterTest {
  @Test
  void of_whatQueryWrote_isTheSame() {
    Filter filter = new Filter(Status.SNOOZED, "Systemic Safety", "a & b=ü", 3);

    assertThat(filter.query())
        .isEqualTo("?status=snoozed&section=Systemic+Safety&q=a+%26+b%3D%C3%BC&page=3");
    assertThat(
            Filter.of(
                Map.of(
                        "status",
                        "snoozed",
                        "section",
                        "Systemic Safety",
                        "q",
                        "a & b=ü",
                        "page",
                        "3")
                    ::get))
        .isEqualTo(filter);
  }

  @ParameterizedTest
  @CsvSource({"status, gone", "section, ''", "q, ' '", "page, 0", "page, -1", "page, 1e9", "x, y"})
  void of_parameterWithoutSense_isAll(String name, String value) {
    Filter filter = Filter.of(Map.of(name, value)::get);

    assertThat(filter).isEqualTo(Filter.ALL);
    assertThat(filter.query()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "refusal, true",
    "GEOMETRY refusal, true",
    "wollschläger, true",
    "arxiv:2502.17420, true",
    "reddit:mlsafety, true",
    "cs.cr, true",
    "cones, true",
    "refusal chess, false",
  })
  void hasWords_ofTitleAuthorsAbstractAndNames(String words, boolean matches) {
    ShortlistEntry entry =
        paper("arxiv:2502.17420")
            .titled("The Geometry of Refusal")
            .by("Tom Wollschläger")
            .about("Concept cones.")
            .entry();

    assertThat(new Filter(null, null, words, 1).hasWords(entry)).isEqualTo(matches);
  }

  @Test
  void hasStatus_unlessAsked_leavesOutWhatIsNoLongerOffered() {
    ShortlistEntry withdrawn = paper("arxiv:2502.17420").standing(Status.WITHDRAWN).entry();

    assertThat(Filter.ALL.hasStatus(withdrawn)).isFalse();
    assertThat(Filter.ALL.withStatus(Status.WITHDRAWN).hasStatus(withdrawn)).isTrue();
  }
}
