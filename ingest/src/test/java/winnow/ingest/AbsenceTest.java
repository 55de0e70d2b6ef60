package winnow.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import winnow.model.Access;
import winnow.model.Fate;
import winnow.model.FeedId;
import winnow.model.FeedState;
import winnow.model.FeedState.Mentioned;
import winnow.model.Health;
import winnow.model.Identifier;
import winnow.model.Sighting;

class AbsenceTest {
  private static final Instant NOW = Instant.parse("2026-06-03T06:00:00Z");
  private static final FeedId FEED = new FeedId("reddit:mlsafety");

  /** Each post names the paper that is named like it, unless it says otherwise. */
  private final List<Sighting> said = new ArrayList<>();

  private List<Rejected> rejected = List.of();

  @Test
  void of_postMissingBetweenOthers_isGone() {
    Absence absence = absence(remembering("t3_c", "t3_b", "t3_a"), listing("t3_c", "t3_a"));

    assertThat(told(absence)).containsExactly("t3_b deleted doi:10.1000/b");
    assertThat(absence.anew()).containsExactly("t3_b");
    assertThat(absence.mentions())
        .extracting(Mentioned::entryId, Mentioned::gone)
        .containsExactlyInAnyOrder(tuple("t3_b", true), tuple("t3_c", false), tuple("t3_a", false));
  }

  @Test
  void of_postThatIsGone_isToldOnce() {
    FeedState told = state(absence(remembering("t3_c", "t3_b", "t3_a"), again("t3_c", "t3_a")));

    assertThat(absence(told, again("t3_c", "t3_a")).gone()).isEmpty();
  }

  @Test
  void of_postThatCameBack_countsAnew() {
    FeedState told = state(absence(remembering("t3_c", "t3_b", "t3_a"), again("t3_c", "t3_a")));

    Absence back = absence(told, again("t3_c", "t3_b", "t3_a"));

    assertThat(back.gone()).isEmpty();
    assertThat(back.anew()).containsExactly("t3_b");
    assertThat(back.mentions()).noneMatch(Mentioned::gone);
  }

  /** The list ends before it, or began before it: neither says anything of it. */
  @Test
  void of_postOlderOrNewerThanTheList_isNotGone() {
    Absence absence = absence(remembering("t3_10", "t3_c", "t3_a"), listing("t3_c", "t3_b"));

    assertThat(absence.gone()).isEmpty();
    assertThat(absence.mentions())
        .extracting(Mentioned::entryId)
        .containsExactlyInAnyOrder("t3_10", "t3_c", "t3_b");
  }

  @Test
  void of_postThatSaysItIsGone_isGone() {
    say("t3_c");
    Reading reading = reading(new Listed(List.of("t3_c", "t3_a"), Set.of("t3_a"), Access.OAUTH));

    assertThat(told(absence(remembering("t3_c", "t3_a"), reading)))
        .containsExactly("t3_a deleted doi:10.1000/a");
  }

  @Test
  void of_postThatNowNamesAnotherPaper_isGoneFromTheFirst() {
    say("t3_a", "doi:10.1000/other");
    Reading reading = reading(new Listed(List.of("t3_a"), Set.of(), Access.OAUTH));

    assertThat(told(absence(remembering("t3_a"), reading)))
        .containsExactly("t3_a deleted doi:10.1000/a");
  }

  /** Not every door shows all that a post says. */
  @Test
  void of_postThatSaysLessThroughAnotherDoor_isNotGone() {
    Reading reading = reading(new Listed(List.of("t3_a"), Set.of(), Access.ANONYMOUS));

    Absence absence = absence(remembering("t3_a"), reading);

    assertThat(absence.gone()).isEmpty();
    assertThat(absence.mentions()).extracting(Mentioned::entryId).containsExactly("t3_a");
  }

  @Test
  void of_postThatCouldNotBeRead_isNotGone() {
    rejected = List.of(new Rejected("t3_a", "odd", new byte[0]));
    Reading reading = reading(new Listed(List.of("t3_a"), Set.of(), Access.OAUTH));

    assertThat(absence(remembering("t3_a"), reading).gone()).isEmpty();
  }

  /** Somebody's own order, or a pinned post: nothing follows from a gap. */
  @Test
  void of_listInAnotherOrder_tellsNothing() {
    FeedState before = remembering("t3_c", "t3_b", "t3_a");

    Absence absence = absence(before, listing("t3_a", "t3_c"));

    assertThat(absence.gone()).isEmpty();
    assertThat(absence.mentions()).isEqualTo(before.mentions());
  }

  @Test
  void of_feedThatListsNotAll_tellsNothing() {
    FeedState before = remembering("t3_b");
    say("t3_c");

    assertThat(absence(before, reading(null)).gone()).isEmpty();
  }

  private Absence absence(FeedState before, Reading reading) {
    return Absence.of(before, reading, NOW);
  }

  private static List<String> told(Absence absence) {
    return absence.gone().stream()
        .map(one -> one.entryId() + (one.fate() == Fate.DELETED ? " deleted " : " ") + one.key())
        .toList();
  }

  private Reading again(String... names) {
    said.clear();
    return listing(names);
  }

  private Reading listing(String... names) {
    Arrays.stream(names).forEach(this::say);
    return reading(new Listed(List.of(names), Set.of(), Access.OAUTH));
  }

  private void say(String name) {
    say(name, paper(name).toString());
  }

  private void say(String name, String paper) {
    said.add(
        Sighting.of(FEED, name, List.of(Identifier.parse(paper)), NOW)
            .access(Access.OAUTH)
            .build());
  }

  private Reading reading(Listed listed) {
    return new Reading(said.stream().map(List::of).toList(), rejected, List.of(), null, listed);
  }

  private static FeedState remembering(String... names) {
    return state(
        new Absence(
            List.of(),
            Set.of(),
            Arrays.stream(names)
                .map(name -> new Mentioned(name, List.of(paper(name)), Access.OAUTH, false))
                .toList()));
  }

  private static FeedState state(Absence absence) {
    return new FeedState(
        FEED, NOW, null, null, Health.WELL, null, null, 0, List.of(), absence.mentions());
  }

  private static Identifier paper(String name) {
    return Identifier.parse("doi:10.1000/" + name.replace("t3_", ""));
  }
}
