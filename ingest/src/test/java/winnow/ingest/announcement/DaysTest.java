package winnow.ingest.announcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import winnow.model.AnnounceType;
import winnow.model.Announcement;
import winnow.model.Announcement.Verdict;
import winnow.model.FeedId;
import winnow.model.Identifier;
import winnow.model.Sighting;
import winnow.model.Testimony;

class DaysTest {
  private static final Instant MONDAY = Instant.parse("2026-06-01T06:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2026-06-02T06:00:00Z");
  private static final Instant FRIDAY = Instant.parse("2026-06-05T06:00:00Z");
  private static final Instant SATURDAY = Instant.parse("2026-06-06T06:00:00Z");

  private final Map<LocalDate, Announcement> known = new LinkedHashMap<>();

  @Test
  void read_papersThatNoDayHad_areTheDaysOwnAndUnproved() {
    keep(days().read(batch("1", "2"), MONDAY));

    Announcement monday = on("2026-06-01");
    assertThat(monday.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(monday.counts()).containsEntry("rss", 2).containsEntry("rss.new", 2);
    assertThat(monday.first()).hasToString("arxiv:2606.00001");
    assertThat(monday.last()).hasToString("arxiv:2606.00002");
  }

  @Test
  void read_theSamePapersNextDayInAnotherOrder_isStale() {
    keep(days().read(batch("1", "2", "3"), MONDAY));
    keep(days().read(batch("3", "1", "2"), TUESDAY));

    assertThat(on("2026-06-02").verdict()).isEqualTo(Verdict.STALE);
    assertThat(on("2026-06-02").reasons()).anyMatch(words -> words.contains("2026-06-01 again"));
    assertThat(on("2026-06-01").verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void read_theSamePapersTheSameDay_changesNothing() {
    keep(days().read(batch("1", "2"), MONDAY));

    assertThat(days().read(batch("2", "1"), MONDAY.plusSeconds(7200))).isEmpty();
  }

  @Test
  void read_aStaleFeedThatTurns_isTheDaysOwn() {
    keep(days().read(batch("1", "2"), MONDAY));
    keep(days().read(batch("1", "2"), TUESDAY));
    keep(days().read(batch("7", "8"), TUESDAY.plusSeconds(7200)));

    assertThat(on("2026-06-02").verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(on("2026-06-02").counts()).containsEntry("rss", 2);
  }

  @Test
  void read_lateAdditionsToAnEarlierBatch_belongToTheEarlierDay() {
    keep(days().read(batch("1", "2", "3"), MONDAY));
    keep(days().read(batch("1", "2", "3", "4"), TUESDAY));

    assertThat(on("2026-06-01").counts()).containsEntry("rss", 4);
    assertThat(on("2026-06-02").verdict()).isEqualTo(Verdict.STALE);
  }

  @Test
  void read_revisionsThatFollowOneAnother_areNoRepetition() {
    keep(
        days()
            .read(
                List.of(said("1", AnnounceType.REPLACE), said("2", AnnounceType.REPLACE)), MONDAY));
    keep(
        days()
            .read(
                List.of(said("1", AnnounceType.REPLACE), said("3", AnnounceType.REPLACE)),
                TUESDAY));

    assertThat(on("2026-06-02").verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(on("2026-06-02").counts()).containsEntry("rss.replace", 2);
  }

  @Test
  void read_emptyFeed_provesNothing() {
    keep(days().read(List.of(), SATURDAY));

    assertThat(on("2026-06-06").verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void read_emptyAfterEntries_takesNothingBack() {
    keep(days().read(batch("1"), MONDAY));

    assertThat(days().read(List.of(), MONDAY.plusSeconds(3600))).isEmpty();
  }

  @Test
  void read_rebuiltLaterInTheDay_holdsBoth() {
    keep(days().read(List.of(), MONDAY));
    keep(days().read(batch("1", "2"), MONDAY.plusSeconds(3600)));
    keep(days().read(batch("2", "3"), MONDAY.plusSeconds(7200)));

    assertThat(on("2026-06-01").rss().ids())
        .isEqualTo(Map.of("new", List.of("2606.00001", "2606.00002", "2606.00003")));
  }

  @Test
  void unchanged_onTheNextDay_isStale_butNotOnTheSame() {
    keep(days().read(batch("1"), MONDAY));

    assertThat(days().unchanged(MONDAY.plusSeconds(60))).isEmpty();
    keep(days().unchanged(TUESDAY));
    assertThat(on("2026-06-02").verdict()).isEqualTo(Verdict.STALE);
  }

  @Test
  void unchanged_afterAnEmptyFeed_isEmpty() {
    keep(days().read(batch("1"), MONDAY));
    keep(days().read(List.of(), TUESDAY));
    keep(days().unchanged(TUESDAY.plusSeconds(86400)));

    assertThat(on("2026-06-03").verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void failed_beforeAndAfterAnAnswer_onlyTheFormerCounts() {
    keep(days().failed(true, "HTTP 429", MONDAY));
    assertThat(on("2026-06-01").verdict()).isEqualTo(Verdict.BLOCKED);
    assertThat(on("2026-06-01").reasons()).contains("feed: HTTP 429");

    keep(days().read(batch("1"), MONDAY.plusSeconds(60)));
    assertThat(days().failed(false, "no route", MONDAY.plusSeconds(120))).isEmpty();
  }

  @Test
  void testified_everyPaperNamed_isComplete() {
    keep(days().read(batch("1", "2"), MONDAY));
    keep(days().testified(date("2026-06-01"), listing(Map.of("new", 2), 2, List.of(), List.of())));

    assertThat(on("2026-06-01").verdict()).isEqualTo(Verdict.COMPLETE);
    assertThat(on("2026-06-01").counts()).containsEntry("listing.new", 2);
  }

  @Test
  void testified_onePaperLacking_isPartialUntilItIsFilled() {
    keep(days().read(batch("1", "2"), MONDAY));
    keep(
        days()
            .testified(
                date("2026-06-01"),
                listing(Map.of("new", 3), 2, List.of("2606.00003"), List.of())));
    assertThat(on("2026-06-01").verdict()).isEqualTo(Verdict.PARTIAL);

    keep(
        days()
            .testified(
                date("2026-06-01"),
                listing(Map.of("new", 3), 2, List.of(), List.of("2606.00003"))));
    assertThat(on("2026-06-01").verdict()).isEqualTo(Verdict.COMPLETE);
    assertThat(on("2026-06-01").reasons().get(0)).contains("the archive gave them");
  }

  @Test
  void testified_feedBlocked_oneWitnessThatGaveThePapersItself_provesNothing() {
    keep(days().failed(true, "HTTP 429", MONDAY));
    keep(days().testified(date("2026-06-01"), filledBy("oai")));
    assertThat(on("2026-06-01").verdict()).isEqualTo(Verdict.UNKNOWN);

    keep(days().testified(date("2026-06-01"), filledBy("listing")));
    assertThat(on("2026-06-01").verdict()).isEqualTo(Verdict.COMPLETE);
  }

  private static Testimony filledBy(String witness) {
    return new Testimony(
        witness, MONDAY, null, Map.of("new", 1), 0, List.of(), List.of("2606.00001"));
  }

  @Test
  void testified_nothingAnnounced_needsTheFeedToSayTheSame() {
    keep(days().read(List.of(), SATURDAY));
    keep(days().testified(date("2026-06-06"), listing(Map.of(), 0, List.of(), List.of())));
    assertThat(on("2026-06-06").verdict()).isEqualTo(Verdict.QUIET);

    keep(days().testified(date("2026-06-07"), listing(Map.of(), 0, List.of(), List.of())));
    assertThat(on("2026-06-07").verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void testified_repeatedBatchOnAHoliday_isQuiet() {
    keep(days().read(batch("1"), MONDAY));
    keep(days().read(batch("1"), TUESDAY));
    keep(days().testified(date("2026-06-02"), listing(Map.of(), 0, List.of(), List.of())));

    assertThat(on("2026-06-02").verdict()).isEqualTo(Verdict.QUIET);
  }

  @Test
  void testified_papersOfWhichTheFeedHasNone_isNotQuiet() {
    keep(days().read(batch("1"), MONDAY));
    keep(days().testified(date("2026-06-01"), listing(Map.of(), 0, List.of(), List.of())));

    assertThat(on("2026-06-01").verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void testified_aWitnessThatCannotSay_leavesTheDayAsItWas() {
    keep(days().read(batch("1"), MONDAY));
    keep(days().testified(date("2026-06-01"), Testimony.none("listing", MONDAY, "HTTP 503")));

    assertThat(on("2026-06-01").verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(on("2026-06-01").reasons()).contains("listing: HTTP 503");
    assertThat(on("2026-06-01").counts()).doesNotContainKey("listing");
  }

  @Test
  void read_twoThousandEntries_areTakenForCutOff() {
    List<Sighting> many = new ArrayList<>();
    for (int i = 1; i <= 2000; i++) {
      many.add(said(Integer.toString(i), AnnounceType.NEW));
    }
    keep(days().read(many, MONDAY));

    assertThat(on("2026-06-01").verdict()).isEqualTo(Verdict.PARTIAL);
  }

  @Test
  void open_daysNobodyAskedAbout_areAskedAboutWithoutBeingTold() {
    keep(days().read(batch("1"), MONDAY));
    keep(days().testified(date("2026-06-01"), listing(Map.of("new", 1), 1, List.of(), List.of())));

    assertThat(days().open(FRIDAY))
        .containsExactly(date("2026-06-02"), date("2026-06-03"), date("2026-06-04"));
    keep(days().read(batch("9"), FRIDAY));
    assertThat(days().open(FRIDAY)).contains(date("2026-06-05"));
  }

  @Test
  void unversioned_dayThatIsProvedButNobodyAskedTheFeed_isWantedUntilOneTellsOfVersions() {
    keep(days().read(batch("1"), MONDAY));
    keep(
        days()
            .testified(date("2026-06-02"), listing(Map.of("new", 1), 0, List.of(), List.of("2"))));
    assertThat(on("2026-06-02").verdict()).isEqualTo(Verdict.COMPLETE);

    assertThat(days().unversioned("oai", FRIDAY)).containsExactly(date("2026-06-02"));
    keep(days().testified(date("2026-06-02"), Testimony.none("oai", FRIDAY, "HTTP 503")));
    assertThat(days().unversioned("oai", FRIDAY)).isEmpty();
    Instant later = FRIDAY.plus(Duration.ofHours(19));
    assertThat(days().unversioned("oai", later)).containsExactly(date("2026-06-02"));
    keep(
        days()
            .testified(
                date("2026-06-02"),
                new Testimony(
                    "oai", later, null, Map.of("unmarked", 1), 0, List.of(), List.of("3"))));
    assertThat(days().unversioned("oai", later.plus(Duration.ofDays(1)))).isEmpty();
  }

  @Test
  void open_aWitnessThatWasJustAsked_isLeftAlone() {
    keep(days().read(batch("1"), MONDAY));
    keep(days().testified(date("2026-06-01"), Testimony.none("listing", MONDAY, "HTTP 503")));

    assertThat(days().open(MONDAY.plusSeconds(3599))).isEmpty();
    assertThat(days().open(MONDAY.plusSeconds(3600))).containsExactly(date("2026-06-01"));
  }

  @Test
  void open_aDayOfLongAgo_isAskedAboutLessAndLessOften() {
    keep(days().read(batch("1"), MONDAY));
    LocalDate monday = date("2026-06-01");
    int times = 0;
    for (int hour = 24; hour < 24 * 30; hour++) {
      Instant now = MONDAY.plusSeconds(3600L * hour);
      if (days().open(now).contains(monday)) {
        times++;
        keep(days().testified(monday, Testimony.none("listing", now, "HTTP 503")));
      }
    }

    assertThat(times).isBetween(10, 20);
  }

  @Test
  void testified_aWitnessThatCanSayNothingMore_isStillBelieved() {
    keep(days().read(batch("1"), MONDAY));
    LocalDate monday = date("2026-06-01");
    keep(days().testified(monday, listing(Map.of("new", 2), 1, List.of("2606.00002"), List.of())));
    keep(days().testified(monday, Testimony.none("listing", SATURDAY, "reaches back no further")));

    assertThat(on("2026-06-01").verdict()).isEqualTo(Verdict.PARTIAL);
    assertThat(on("2026-06-01").witnesses().get(0).askedAt()).isEqualTo(SATURDAY);
  }

  @Test
  void read_whatAWitnessMissed_isMissedNoLonger() {
    keep(days().read(batch("1"), MONDAY));
    LocalDate monday = date("2026-06-01");
    keep(days().testified(monday, listing(Map.of("new", 2), 1, List.of("2606.00002"), List.of())));
    keep(days().read(batch("1", "2"), MONDAY.plusSeconds(7200)));

    assertThat(on("2026-06-01").verdict()).isEqualTo(Verdict.COMPLETE);
    assertThat(days().isProved(monday)).isTrue();
  }

  @Test
  void open_withoutAnyRecord_goesBackToNoTimeBeforeTheFirstRun() {
    assertThat(days().open(FRIDAY)).isEmpty();
  }

  @Test
  void dayOf_aroundMidnightEastern_followsSummerTime() {
    assertThat(Calendar.dayOf(Instant.parse("2024-07-12T03:59:59Z"))).isEqualTo("2024-07-11");
    assertThat(Calendar.dayOf(Instant.parse("2024-07-12T04:00:00Z"))).isEqualTo("2024-07-12");
    assertThat(Calendar.dayOf(Instant.parse("2024-12-12T04:59:59Z"))).isEqualTo("2024-12-11");
    assertThat(Calendar.closed(date("2026-06-01"))).isEqualTo("2026-05-29T18:00:00Z"); // Monday's
    assertThat(Calendar.opened(date("2026-06-01"))).isEqualTo("2026-05-28T18:00:00Z");
  }

  /** Whatever came before: the same document again, at once, changes nothing. */
  @Property(tries = 300)
  void read_again_changesNothing(
      @ForAll @Size(min = 1, max = 6)
          List<@Size(max = 4) List<@IntRange(min = 1, max = 6) Integer>> polls) {
    known.clear();
    Instant now = MONDAY;
    for (List<Integer> poll : polls) {
      List<Sighting> batch = batch(poll.stream().map(String::valueOf).toArray(String[]::new));
      keep(days().read(batch, now));
      assertThat(days().read(batch, now)).isEmpty();
      assertThat(known.values()).noneMatch(one -> one.verdict() == Verdict.COMPLETE);
      assertThat(known.values()).noneMatch(one -> one.verdict() == Verdict.QUIET);
      now = now.plusSeconds(40_000);
    }
  }

  private Days days() {
    return new Days("cs.LG", known.values());
  }

  private void keep(List<Announcement> changed) {
    changed.forEach(one -> known.put(one.date(), one));
  }

  private Announcement on(String date) {
    return known.get(date(date));
  }

  private static Testimony listing(
      Map<String, Integer> counts, int shared, List<String> missing, List<String> filled) {
    return new Testimony("listing", MONDAY, null, counts, shared, missing, filled);
  }

  private static LocalDate date(String date) {
    return LocalDate.parse(date);
  }

  private static List<Sighting> batch(String... numbers) {
    return Arrays.stream(numbers).map(number -> said(number, AnnounceType.NEW)).toList();
  }

  private static Sighting said(String number, AnnounceType type) {
    String id = "2606." + "0".repeat(5 - number.length()) + number;
    return Sighting.of(
            new FeedId("arxiv:cs.LG"),
            "oai:arXiv.org:" + id + "v1",
            List.of(new Identifier(Identifier.Kind.ARXIV, id)),
            MONDAY)
        .announceType(type)
        .build();
  }
}
