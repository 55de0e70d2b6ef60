package winnow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.http.Fetched;
import winnow.http.Validators;
import winnow.model.FeedId;
import winnow.model.FeedState;
import winnow.model.Health;

class FeedFoldTest {
  private static final Instant NOW = Instant.parse("2026-06-03T06:00:00Z");
  private static final Validators NEW = new Validators("\"new\"", null);

  @ParameterizedTest
  @CsvSource({
    "0, PT15M",
    "1, PT30M",
    "2, PT1H",
    "3, PT2H",
    "4, PT4H",
    "5, PT6H",
    "6, PT6H",
    "900, PT6H"
  })
  void refused_nthTimeInARow_comesBackLaterEachTime(int failures, Duration pause) {
    FeedState after =
        FeedFold.refused(
            state(Health.REFUSED, failures), NOW, new Fetched.Refused(403, "HTTP 403"));

    assertThat(after.health()).isEqualTo(Health.REFUSED);
    assertThat(after.reason()).isEqualTo("HTTP 403");
    assertThat(after.pause()).isEqualTo(pause);
    assertThat(after.failures()).isEqualTo(failures + 1);
    assertThat(after.polledAt()).isEqualTo(NOW);
  }

  @ParameterizedTest
  @CsvSource({"0, PT1M", "1, PT2M", "5, PT32M", "6, PT1H", "900, PT1H"})
  void failed_nthTimeInARow_comesBackLaterEachTime(int failures, Duration pause) {
    FeedState after = FeedFold.failed(state(Health.WELL, failures), NOW, "nobody answered");

    assertThat(after.health()).isEqualTo(Health.UNREACHABLE);
    assertThat(after.pause()).isEqualTo(pause);
  }

  @Test
  void later_serverSaysWhen_waitsThatLong() {
    FeedState after =
        FeedFold.later(
            state(Health.WELL, 0),
            NOW,
            new Fetched.Later(Duration.ofMinutes(70), "HTTP 429", true));

    assertThat(after.health()).isEqualTo(Health.BLOCKED);
    assertThat(after.pause()).isEqualTo(Duration.ofMinutes(70));
    assertThat(after.due(NOW.plus(Duration.ofMinutes(69)))).isFalse();
    assertThat(after.due(NOW.plus(Duration.ofMinutes(70)))).isTrue();
  }

  @Test
  void broken_document_leavesValidatorsAndAsksInFullNextTime() {
    FeedState after =
        FeedFold.broken(state(Health.WELL, 0), NOW, "is cut off", List.of("a", "broken"));

    assertThat(after.health()).isEqualTo(Health.BROKEN);
    assertThat(after.etag()).isEqualTo("\"old\"");
    assertThat(after.pause()).isEqualTo(Duration.ofMinutes(15));
    assertThat(after.emitted()).containsExactly("a", "broken");
    assertThat(FeedFold.validators(after)).isEqualTo(Validators.NONE);
  }

  @Test
  void refused_goneForGood_isAskedOnceADayAndSaysWhatToDo() {
    FeedState after =
        FeedFold.refused(state(Health.WELL, 0), NOW, new Fetched.Refused(410, "HTTP 410", true));

    assertThat(after.health()).isEqualTo(Health.REFUSED);
    assertThat(after.reason()).isEqualTo("HTTP 410, gone for good: take it out of feeds");
    assertThat(after.pause()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void moved_forGood_saysWhereToWithoutWhatMayBeSecret() {
    assertThat(FeedFold.moved(URI.create("https://b.example/new.xml?token=s3cret")))
        .containsExactly("has moved for good to https://b.example/new.xml; name that in feeds");
    assertThat(FeedFold.moved(null)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, QUIET", "1, WELL"})
  void read_document_clearsEveryTrouble(int entries, Health health) {
    Rejected one = new Rejected("x", "y", "z".getBytes(StandardCharsets.UTF_8));
    Reading reading =
        new Reading(List.of(), entries == 0 ? List.of() : List.of(one), List.of(), null);

    FeedState after =
        FeedFold.read(state(Health.REFUSED, 7), NOW, NEW, reading, List.of("b"), List.of());

    assertThat(after)
        .isEqualTo(
            new FeedState(
                new FeedId("arxiv:cs.LG"),
                NOW,
                "\"new\"",
                null,
                health,
                null,
                null,
                0,
                List.of("b")));
  }

  @Test
  void read_documentWithNotes_keepsThemAsReason() {
    Reading reading =
        new Reading(List.of(), List.of(), List.of("2 dates out of range, left out"), null);

    FeedState after = FeedFold.read(state(Health.WELL, 0), NOW, NEW, reading, List.of(), List.of());

    assertThat(after.reason()).isEqualTo("2 dates out of range, left out");
  }

  @ParameterizedTest
  @CsvSource({"WELL, WELL", "QUIET, QUIET", "STALE, STALE", "UNREACHABLE, WELL", "REFUSED, WELL"})
  void unchanged_afterwards_isAsItWasWhenTheDocumentWasRead(Health before, Health after) {
    FeedState state = FeedFold.unchanged(state(before, 3), NOW);

    assertThat(state.health()).isEqualTo(after);
    assertThat(state.failures()).isZero();
    assertThat(state.pause()).isNull();
    assertThat(state.emitted()).containsExactly("a");
    assertThat(state.etag()).isEqualTo("\"old\"");
  }

  private static FeedState state(Health health, int failures) {
    return new FeedState(
        new FeedId("arxiv:cs.LG"),
        NOW.minusSeconds(3600),
        "\"old\"",
        null,
        health,
        "because",
        Duration.ofMinutes(1),
        failures,
        List.of("a"));
  }

  @Test
  void stale_anyFeedAtAnyTime_isAskedAgainWithinHoursAndWhenTheDayHasEnded() {
    Instant noon = Instant.parse("2026-06-03T16:00:00Z");
    Instant midnight = Instant.parse("2026-06-04T04:00:00Z");
    Set<Duration> pauses = new HashSet<>();
    for (String feed : List.of("arxiv:cs.LG", "arxiv:cs.CL", "arxiv:cs.AI", "arxiv:cs.CR")) {
      for (int minute = 0; minute < 12 * 60; minute++) {
        Instant now = noon.plusSeconds(60L * minute);
        FeedState state =
            FeedFold.stale(
                FeedFold.unchanged(FeedFold.unasked(new FeedId(feed)), now), "old", midnight);
        Instant again = now.plus(state.pause());

        assertThat(state.health()).isEqualTo(Health.STALE);
        assertThat(again).isBeforeOrEqualTo(now.plus(Duration.ofMinutes(90)));
        assertThat(again).isBefore(midnight.plus(Duration.ofMinutes(10)));
        assertThat(again)
            .isAfterOrEqualTo(
                now.plus(Duration.ofMinutes(30)).isBefore(midnight)
                    ? now.plus(Duration.ofMinutes(30))
                    : midnight);
        pauses.add(state.pause());
      }
    }
    assertThat(pauses).as("feeds do not march in step").hasSizeGreaterThan(1000);
  }
}
