package winnow.publish.review;

import static org.assertj.core.api.Assertions.assertThat;
import static winnow.publish.letter.Entries.PROFILE;
import static winnow.publish.letter.Entries.paper;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import winnow.model.ShortlistEntry;
import winnow.model.ShortlistEntry.Status;
import winnow.publish.letter.Entries;

class ListingTest {
  @Test
  void of_entries_hasTheNewestDayAndTheBestScoreFirst() {
    Listing listing =
        listing(
            Filter.ALL,
            paper("arxiv:2501.00001").on("2025-03-19").scored(9),
            paper("arxiv:2501.00002").on("2025-03-20").scored(4),
            paper("arxiv:2501.00003").on("2025-03-20").scored(8),
            paper("arxiv:2501.00004").on("2025-03-20").scored(4));

    assertThat(ids(listing))
        .containsExactly("2501.00003", "2501.00002", "2501.00004", "2501.00001");
    assertThat(listing.days()).extracting(day -> day.entries().size()).containsExactly(3, 1);
  }

  @Test
  void of_unknownDayOrScore_isNotReadAsLow() {
    Listing listing =
        listing(
            Filter.ALL,
            paper("arxiv:2501.00001").scored(PROFILE.threshold() - 1),
            paper("arxiv:2501.00002"),
            paper("arxiv:2501.00003").scored(PROFILE.threshold() + 1),
            paper("arxiv:2501.00004").on(null));

    assertThat(ids(listing))
        .containsExactly("2501.00004", "2501.00003", "2501.00002", "2501.00001");
  }

  @Test
  void of_filter_countsWhatEachChoiceWouldShow() {
    Listing listing =
        listing(
            new Filter(Status.PROPOSED, "Robustness", "", 1),
            paper("arxiv:2501.00001").in("Robustness"),
            paper("arxiv:2501.00002").in("Robustness").standing(Status.WITHDRAWN),
            paper("arxiv:2501.00003").in("Alignment"),
            paper("arxiv:2501.00004").in(null).standing(Status.REJECTED));

    assertThat(ids(listing)).containsExactly("2501.00001");
    assertThat(listing.statuses())
        .extracting(choice -> choice.name() + " " + choice.count())
        .containsExactly(
            "offered 1", "proposed 1", "approved 0", "rejected 0", "snoozed 0", "withdrawn 1");
    assertThat(listing.sections())
        .extracting(choice -> choice.name() + " " + choice.count())
        .containsExactly(
            "all sections 2",
            "Monitoring 0",
            "Alignment 1",
            "Robustness 1",
            "Systemic Safety 0",
            "Other 0");
  }

  @Test
  void of_thousands_showsAPageOfThemQuickly() {
    List<ShortlistEntry> entries =
        IntStream.range(10_000, 30_000)
            .mapToObj(n -> paper("arxiv:2501." + n).scored(n % 7).about("word ".repeat(150)))
            .map(Entries::entry)
            .toList();
    Listing.of(PROFILE, 1, entries, new Filter(null, null, "word", 1));

    long before = System.nanoTime();
    Listing listing = Listing.of(PROFILE, 1, entries, new Filter(null, null, "word", 100));

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    assertThat(ids(listing)).hasSize(200);
    assertThat(listing.total()).isEqualTo(20_000);
    assertThat(listing.hasNext()).isFalse();
  }

  private static Listing listing(Filter filter, Entries... entries) {
    return Listing.of(PROFILE, 1, Stream.of(entries).map(Entries::entry).toList(), filter);
  }

  private static List<String> ids(Listing listing) {
    return listing.days().stream()
        .flatMap(day -> day.entries().stream())
        .map(entry -> entry.id().value())
        .toList();
  }
}
