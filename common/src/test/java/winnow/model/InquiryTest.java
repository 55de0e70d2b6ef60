package winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InquiryTest {
  private static final Instant NOW = Instant.parse("2026-06-03T06:00:00Z");
  private static final Lookup LOOKUP =
      new Lookup(Identifier.parse("doi:10.1000/xyz"), "doi", null, "no title", NOW);

  @Test
  void unanswered_eachTimeItFallsDue_isTriedLessOftenAndThenNoMore() {
    List<Duration> waits = new ArrayList<>();
    Inquiry inquiry = unanswered(null, NOW);
    while (inquiry.again() != null) {
      waits.add(Duration.between(inquiry.triedAt(), inquiry.again()));
      assertThat(inquiry.due(inquiry.again().minusMillis(1))).isFalse();
      assertThat(inquiry.due(inquiry.again())).isTrue();
      inquiry = unanswered(inquiry, inquiry.again());
    }

    assertThat(waits).isSorted().hasSizeBetween(2, 10);
    assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus))
        .as("lookups are kept for seven days")
        .isLessThan(Duration.ofDays(7));
    assertThat(inquiry.state()).isEqualTo(Inquiry.State.GIVEN_UP);
    assertThat(inquiry.due(NOW.plus(Duration.ofDays(1000)))).isFalse();
  }

  @Test
  void answered_afterTries_isOverAndCountsThem() {
    Inquiry inquiry = Inquiry.answered(LOOKUP, unanswered(null, NOW), "doi.org", NOW);

    assertThat(inquiry.tries()).isEqualTo(2);
    assertThat(inquiry.due(NOW.plus(Duration.ofDays(30)))).isFalse();
  }

  @Test
  void due_clockBeforeTheLastTry_waitsForNothing() {
    assertThat(unanswered(null, NOW).due(NOW.minusSeconds(1))).isTrue();
  }

  @Test
  void inquiry_thatContradictsItself_isRefused() {
    assertThatThrownBy(() -> new Inquiry(LOOKUP, "x", Inquiry.State.ANSWERED, 1, NOW, NOW, null))
        .hasMessageContaining("doi:10.1000/xyz");
    assertThatThrownBy(() -> new Inquiry(LOOKUP, "x", Inquiry.State.GIVEN_UP, 1, NOW, null, null))
        .hasMessageContaining("why");
    assertThatThrownBy(() -> new Inquiry(LOOKUP, "x", Inquiry.State.GIVEN_UP, 0, NOW, null, "no"))
        .hasMessageContaining("tries is below 1: 0");
  }

  private static Inquiry unanswered(@Nullable Inquiry before, Instant now) {
    return Inquiry.unanswered(LOOKUP, before, "doi.org", now, "nobody knows it");
  }
}
