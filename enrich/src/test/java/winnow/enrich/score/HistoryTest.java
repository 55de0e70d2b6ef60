package winnow.enrich.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.model.FeedId;
import winnow.model.Identifier;
import winnow.model.Mention;
import winnow.model.Paper;
import winnow.model.Profile;
import winnow.model.Score.Reason;

class HistoryTest {
  private static final History HISTORY =
      new History(
          new Profile(
              "Test",
              "",
              null,
              List.of(new Profile.Section("Robustness", "", Map.of(), List.of())),
              Map.of(),
              new Profile.Weights(0, 0, 0, 0.5, 0, 4, Map.of()),
              0,
              null,
              List.of(
                  new Profile.Past(9, List.of("2210.01117", "https://example.org/post")),
                  new Profile.Past(8, List.of("https://arxiv.org/abs/2210.01117v2"))),
              List.of()));

  @ParameterizedTest
  @CsvSource({
    // identifiers, first seen, points, words
    "arxiv:2403.00001, 2024-03-04, , ",
    "arxiv:2402.19999, 2024-03-04, , ",
    "arxiv:2401.00001, 2024-03-04, -0.5, 'of January 2024, 2 months before we saw it'",
    "arxiv:2303.00001, 2024-03-31, -1.79, 'of March 2023, 12 months before we saw it'",
    "arxiv:hep-th/9901001, 2024-01-01, -4.11, 'of January 1999, 300 months before we saw it'",
    "arxiv:math.AG/0703001, 2007-05-02, -0.5, 'of March 2007, 2 months before we saw it'",
    // the earliest of its names; what has no month, or none that can be, says nothing
    "arxiv:2403.00001 arxiv:2401.00001, 2024-03-04, -0.5, 'of January 2024, 2 months before we saw it'",
    "url:https://a.example/2001, 2024-03-04, , ",
    "arxiv:2313.00001, 2024-03-04, , ",
    // a clock that is behind, and a paper that nobody was seen to mention
    "arxiv:2405.00001, 2024-03-04, , ",
    "arxiv:2001.00001, , , ",
  })
  void reasons_monthOfThePaperAndOfItsFirstMention_ageInDoublings(
      String ids, @Nullable String seen, @Nullable Double points, @Nullable String words) {
    List<Reason> reasons = HISTORY.reasons(paper(ids, seen));

    assertThat(reasons)
        .isEqualTo(
            points == null || words == null
                ? List.of()
                : List.of(new Reason("freshness", points, words)));
  }

  @ParameterizedTest
  @CsvSource({
    "arxiv:2210.01117, 8",
    "url:https://example.org/post, 9",
    "doi:10.1/x arxiv:2210.01117 url:https://example.org/post, 8",
    "arxiv:2210.01118, ",
  })
  void reasons_anyNameThatAnEditionCarried_firstEditionThatDid(
      String ids, @Nullable Integer edition) {
    assertThat(HISTORY.reasons(paper(ids, null)))
        .isEqualTo(
            edition == null
                ? List.of()
                : List.of(new Reason("past", -4.0, "already covered in edition " + edition)));
  }

  @Property
  void reasons_olderPaper_isNeverBetterOff(
      @ForAll @IntRange(min = 0, max = 99) int year,
      @ForAll @IntRange(min = 1, max = 12) int month) {
    double older = points("arxiv:1501.00001", 2015 + year, month);
    double newer = points("arxiv:1502.00001", 2015 + year, month);

    assertThat(older).isLessThanOrEqualTo(newer).isLessThanOrEqualTo(0);
  }

  @Test
  void reasons_laterMention_changesNothing() {
    Paper once = paper("arxiv:2301.00001", "2024-03-04");
    Paper again = paper("arxiv:2301.00001", "2024-03-04 2029-01-01");

    assertThat(HISTORY.reasons(again)).isEqualTo(HISTORY.reasons(once));
  }

  private static double points(String id, int year, int month) {
    return HISTORY.reasons(paper(id, "%d-%02d-15".formatted(year, month))).stream()
        .mapToDouble(Reason::points)
        .sum();
  }

  private static Paper paper(String ids, @Nullable String days) {
    List<Identifier> identifiers =
        Arrays.stream(ids.split(" ")).map(Identifier::parse).sorted().toList();
    List<Mention> mentions =
        days == null
            ? List.of()
            : Arrays.stream(days.split(" "))
                .map(
                    day ->
                        new Mention(
                            new FeedId("arxiv:cs.LG"),
                            day,
                            Instant.parse(day + "T06:00:00Z"),
                            null,
                            null,
                            null,
                            null,
                            null,
                            null))
                .toList();
    return new Paper(
        identifiers.get(0),
        identifiers,
        "A title",
        List.of(),
        null,
        1,
        List.of(),
        List.of(),
        mentions,
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        false,
        null);
  }
}
