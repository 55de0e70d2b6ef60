package winnow.publish.shortlist;

import static org.assertj.core.api.Assertions.assertThat;
import static winnow.publish.shortlist.Candidates.KEEP;
import static winnow.publish.shortlist.Candidates.MONDAY;
import static winnow.publish.shortlist.Candidates.decision;
import static winnow.publish.shortlist.Candidates.minute;
import static winnow.publish.shortlist.Candidates.start;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.model.Decision;
import winnow.model.Identifier;
import winnow.model.Paper;
import winnow.model.Placement;
import winnow.model.Post;
import winnow.model.ShortlistEntry;
import winnow.model.ShortlistEntry.Status;

class StandingTest {
  private static final String ID = "arxiv:2403.00001";
  private static final String OTHER = "url:u1";
  private static final String THIRD = "doi:d1";

  @ParameterizedTest
  @CsvSource({
    "arxiv:hep-th/9901001, https://arxiv.org/abs/hep-th/9901001",
    "doi:10.1000/xyz, https://doi.org/10.1000/xyz",
    "doi:10.1890/0012-9658(2006)87[1:a]2.0.co;2, https://doi.org/10.1890/0012-9658(2006)87%5B1:a%5D2.0.co;2",
    "doi:10.1/a<b>c|d, https://doi.org/10.1/a%3Cb%3Ec%7Cd",
    "openreview:NpsVSN6o4ul, https://openreview.net/forum?id=NpsVSN6o4ul",
    "acl:2023.acl-long.1, https://aclanthology.org/2023.acl-long.1/",
    "url:https://example.org/a?b=1, https://example.org/a?b=1",
  })
  void entry_anyKindOfId_linksToThePaper(String id, String link) {
    Standing standing =
        Standing.UNKNOWN
            .with(Candidates.paper(id, 9, Candidates.MONDAY))
            .with(Fact.of(Candidates.decision(id, "approve", Candidates.minute(1))));

    assertThat(standing.entry(Candidates.minute(2), Candidates.KEEP).orElseThrow().paper().link())
        .hasToString(link);
  }

  @ParameterizedTest
  @CsvSource({
    // decisions, paper, today, status
    // nobody decided: offered while it is among the best, for sixty days
    "'', best, 2024-03-04, PROPOSED",
    "'', best, 2024-05-02, PROPOSED",
    "'', best, 2024-05-03, ",
    "'', displaced, 2024-03-04, ",
    "'', withdrawn, 2024-03-04, ",
    "'', merged, 2024-03-04, ",
    "'', gone, 2024-03-04, ",
    // approved for good, whatever becomes of its rank
    "approve, best, 2024-03-04, APPROVED",
    "approve, displaced, 2024-03-04, APPROVED",
    "approve, best, 2034-03-04, APPROVED",
    "approve, withdrawn, 2024-03-04, WITHDRAWN",
    "approve, merged, 2024-03-04, WITHDRAWN",
    "approve, gone, 2024-03-04, ",
    "reject, best, 2024-03-04, REJECTED",
    "reject, displaced, 2034-03-04, REJECTED",
    "reject, withdrawn, 2024-03-04, WITHDRAWN",
    "maybe, best, 2024-03-04, PROPOSED",
    "maybe, displaced, 2034-03-04, PROPOSED",
    "maybe, withdrawn, 2024-03-04, WITHDRAWN",
    // snoozed until that day begins, and then offered until somebody decides
    "snooze:2024-03-10, best, 2024-03-04, SNOOZED",
    "snooze:2024-03-10, best, 2024-03-09, SNOOZED",
    "snooze:2024-03-10, best, 2024-03-10, PROPOSED",
    "snooze:2024-03-10, displaced, 2024-03-09, SNOOZED",
    "snooze:2024-03-10, displaced, 2034-03-10, PROPOSED",
    "snooze:2024-03-10, withdrawn, 2024-03-04, WITHDRAWN",
    "snooze:2024-03-01, best, 2024-03-04, PROPOSED",
    // undone: as if it had not been made
    "approve undo, best, 2024-03-04, PROPOSED",
    "approve undo, displaced, 2024-03-04, ",
    "reject undo, best, 2024-03-04, PROPOSED",
    "maybe undo, displaced, 2024-03-04, ",
    "snooze:2024-03-10 undo, best, 2024-03-04, PROPOSED",
    "snooze:2024-03-10 undo, best, 2024-05-03, ",
    // the last that stands
    "approve reject, best, 2024-03-04, REJECTED",
    "reject approve, best, 2024-03-04, APPROVED",
    "approve reject undo, best, 2024-03-04, APPROVED",
    "approve reject undo undo, best, 2024-03-04, PROPOSED",
    "approve reject undo undo undo, best, 2024-03-04, PROPOSED",
    "undo approve, best, 2024-03-04, APPROVED",
    "approve undo undo reject, best, 2024-03-04, REJECTED",
    "approve undo approve, best, 2024-03-04, APPROVED",
    "approve snooze:2024-03-10, best, 2024-03-04, SNOOZED",
    "approve snooze:2024-03-10, best, 2024-03-11, PROPOSED",
    "approve snooze:2024-03-10 undo, best, 2024-03-04, APPROVED",
  })
  void entry_decisionsPaperAndTime_status(
      String decisions, String state, LocalDate today, @Nullable Status status) {
    Standing standing = decided(inState(state), decisions);

    assertThat(standing.entry(start(today), KEEP).map(ShortlistEntry::status))
        .isEqualTo(Optional.ofNullable(status));
  }

  /** Each word is a paper, the minute of its decision, and the decision, in order of arrival. */
  @ParameterizedTest
  @CsvSource({
    // the later of two halves' decisions stands, whichever arrives last
    "'own 1 reject, url 2 approve', APPROVE",
    "'url 2 approve, own 1 reject', APPROVE",
    "'own 2 reject, url 1 approve', REJECT",
    "'url 1 approve, own 2 reject', REJECT",
    "'own 1 approve, doi 3 reject, url 2 maybe', REJECT",
    // what one half undid before the merge is lifted there, and the other's stands
    "'own 1 approve, own 4 undo, url 2 reject', REJECT",
    "'own 3 reject, url 1 approve, url 4 undo', REJECT",
    "'own 5 reject, url 1 approve, url 2 undo', REJECT",
    "'own 1 reject, url 2 undo', REJECT",
    "'own 3 approve, url 1 reject, url 2 undo', APPROVE",
    "'doi 3 reject, url 1 approve, url 4 undo', REJECT",
    // what a third undid after it had heard of it comes with it
    "'url 1 approve, doi 2 undo', ",
    "'own 3 maybe, url 1 approve, doi 2 undo', MAYBE",
    // an undo after the merge lifts what stood last, whoever made it
    "'own 1 reject, url 2 approve, own 3 undo', REJECT",
    "'own 1 reject, url 2 approve, own 3 undo, own 4 undo', ",
    "'own 2 reject, url 1 approve, own 3 undo', APPROVE",
    // under one id clocks do not matter
    "'own 5 approve, own 2 undo', ",
    "'own 5 approve, own 2 reject', REJECT",
    "'url 5 approve, url 2 reject', REJECT",
  })
  void standing_decisionsOfMergedHalves_lastThatWasMadeAndNotUndone(
      String decisions, Decision.@Nullable Action action) {
    // given
    Standing standing = inState("best").with(Candidates.called(paper(), OTHER, THIRD));

    // when
    for (String one : decisions.split(", ")) {
      String[] words = one.split(" ");
      String id = Map.of("own", ID, "url", OTHER, "doi", THIRD).get(words[0]);
      Instant at = minute(Integer.parseInt(words[1]));
      standing = standing.with(Fact.of(decision(id, words[2], at)));
    }

    // then
    Decision last = standing.standing();
    assertThat(last == null ? null : last.action()).isEqualTo(action);
  }

  @Test
  void with_sameDecisionAgain_changesNothing() {
    Standing standing = decided(inState("best"), "approve reject");
    Decision again = standing.decisions().get(0);

    assertThat(standing.with(Fact.of(again))).isEqualTo(standing);
    assertThat(standing.with(Fact.of(again)).standing().action()).isEqualTo(Decision.Action.REJECT);
  }

  @Test
  void with_decisionBeforeThePaper_isKept() {
    Standing decided = decided(Standing.UNKNOWN, "approve");

    assertThat(decided.entry(start(MONDAY), KEEP)).isEmpty();
    assertThat(decided.with(paper()).entry(start(MONDAY), KEEP))
        .map(ShortlistEntry::status)
        .contains(Status.APPROVED);
  }

  @Test
  void with_paperGoneAndBack_decisionStillStands() {
    Standing standing = decided(inState("gone"), "reject").with(paper());

    assertThat(standing.entry(start(MONDAY), KEEP))
        .map(ShortlistEntry::status)
        .contains(Status.REJECTED);
  }

  @ParameterizedTest
  @CsvSource({
    // decisions, paper, now, when it changes by itself
    "'', best, 2024-03-04T12:00:00Z, 2024-05-03T00:00:00Z",
    "'', best, 2024-05-03T00:00:00Z, ",
    "'', displaced, 2024-03-04T12:00:00Z, ",
    "'', merged, 2024-03-04T12:00:00Z, ",
    "'', gone, 2024-03-04T12:00:00Z, ",
    "approve, best, 2024-03-04T12:00:00Z, ",
    "reject, best, 2024-03-04T12:00:00Z, ",
    "maybe, best, 2024-03-04T12:00:00Z, ",
    "snooze:2024-03-10, best, 2024-03-04T12:00:00Z, 2024-03-10T00:00:00Z",
    "snooze:2024-03-10, displaced, 2024-03-09T23:59:59Z, 2024-03-10T00:00:00Z",
    "snooze:2024-03-10, best, 2024-03-10T00:00:00Z, ",
    "approve undo, best, 2024-03-04T12:00:00Z, 2024-05-03T00:00:00Z",
  })
  void deadline_decisionsPaperAndTime_whenItChangesByItself(
      String decisions, String state, Instant now, @Nullable Instant due) {
    Standing standing = decided(inState(state), decisions);

    assertThat(standing.deadline(now, KEEP)).isEqualTo(Optional.ofNullable(due));
  }

  @ParameterizedTest
  @CsvSource({
    "'', best",
    "'', displaced",
    "approve, best",
    "maybe, displaced",
    "snooze:2024-03-10, best",
    "snooze:2024-03-10, displaced",
    "approve undo, best",
  })
  void entry_beforeTheDeadline_doesNotChange(String decisions, String state) {
    // given
    Standing standing = decided(inState(state), decisions);
    Instant now = start(MONDAY);
    Instant end = standing.deadline(now, KEEP).orElse(now.plus(KEEP.multipliedBy(20)));

    // when
    Optional<ShortlistEntry> before = standing.entry(now, KEEP);
    Optional<ShortlistEntry> justBefore = standing.entry(end.minusMillis(1), KEEP);

    // then
    assertThat(justBefore).isEqualTo(before);
  }

  @Test
  void entry_nothingChanged_sameRevision() {
    Standing standing = inState("best");
    ShortlistEntry first = standing.entry(start(MONDAY), KEEP).orElseThrow();

    Standing told = standing.told(first);

    assertThat(first.revision()).isEqualTo(1);
    assertThat(told.entry(start(MONDAY), KEEP)).contains(first);
    assertThat(told.with(paper()).entry(start(MONDAY), KEEP)).contains(first);
    assertThat(decided(told, "approve").entry(start(MONDAY), KEEP))
        .map(ShortlistEntry::revision)
        .contains(2L);
  }

  @Test
  void entry_afterATombstone_revisionGoesOn() {
    Standing told = inState("best").told(inState("best").entry(start(MONDAY), KEEP).orElseThrow());

    Standing back = told.with((Paper) null).told(null).with(paper());

    assertThat(back.entry(start(MONDAY), KEEP)).map(ShortlistEntry::revision).contains(2L);
  }

  @Test
  void entry_toldAndThenDisplaced_isWithdrawn() {
    Standing told = inState("best").told(inState("best").entry(start(MONDAY), KEEP).orElseThrow());

    Standing displaced = told.with(Fact.displaced(MONDAY));

    assertThat(displaced.entry(start(MONDAY), KEEP))
        .map(ShortlistEntry::status)
        .contains(Status.WITHDRAWN);
  }

  @Test
  void entry_toldAndThenMerged_saysWhereAndKeepsWhatABotNeeds() {
    Standing told = inState("best").told(inState("best").entry(start(MONDAY), KEEP).orElseThrow());

    ShortlistEntry merged =
        told.with(Candidates.merged(ID, "arxiv:2403.00002")).entry(start(MONDAY), KEEP).get();

    assertThat(merged.status()).isEqualTo(Status.WITHDRAWN);
    assertThat(merged.mergedInto()).isEqualTo(Identifier.parse("arxiv:2403.00002"));
    assertThat(merged.paper()).isEqualTo(told.told().paper());
  }

  @Test
  void entry_approvalTakenBack_textsGoWithIt() {
    // given
    Decision approval =
        Decision.about(
            Identifier.parse(ID),
            Decision.Action.APPROVE,
            7,
            "Robustness",
            Placement.FEATURE,
            "A heading",
            "A text",
            Map.of("x", "A post"),
            null,
            "good",
            "ann",
            minute(1));
    Standing approved = inState("best").with(Fact.of(approval));

    // when
    ShortlistEntry with = approved.entry(start(MONDAY), KEEP).orElseThrow();
    ShortlistEntry without = decided(approved, "undo").entry(start(MONDAY), KEEP).orElseThrow();

    // then
    assertThat(with.newsletter())
        .isEqualTo(new ShortlistEntry.Newsletter(7, Placement.FEATURE, "A heading", "A text"));
    assertThat(with.social()).containsEntry("x", "A post");
    assertThat(with.section()).isEqualTo("Robustness");
    assertThat(with.suggestedSection()).isEqualTo("Alignment");
    assertThat(with.decidedBy()).isEqualTo("ann");
    assertThat(without.newsletter()).isNull();
    assertThat(without.social()).isEmpty();
    assertThat(without.section()).isEqualTo("Alignment");
    assertThat(without.suggestedSection()).isNull();
    assertThat(without.decidedBy()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "3.0, false, 3.0",
    "2.99, false, ",
    "9.5, false, 9.5",
    "9.5, true, ",
  })
  void contender_pointsAndFate_competesFromTheThreshold(
      double points, boolean withdrawn, @Nullable Double competesWith) {
    Standing standing = Standing.UNKNOWN.with(Candidates.paper(ID, points, withdrawn, MONDAY));

    assertThat(standing.contender(Candidates.terms(2, 0)).map(Contender::points))
        .isEqualTo(Optional.ofNullable(competesWith));
  }

  @Test
  void with_earlierMention_isACandidateOfThatDayUntilItSaysSo() {
    // given
    LocalDate before = MONDAY.minusDays(2);
    Standing standing = inState("best");

    // when
    Standing earlier = standing.with(Candidates.paper(ID, 5, false, MONDAY, before));
    Standing told = earlier.with(Fact.chosen(before, null));

    // then
    assertThat(earlier.day()).isEqualTo(before);
    assertThat(earlier.chosen()).isFalse();
    assertThat(told.chosen()).isTrue();
    assertThat(told.with(Fact.displaced(MONDAY))).as("the old day speaks late").isEqualTo(told);
    assertThat(told.with(paper()).day()).as("a day that was heard of stays").isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "'INTENT 1', INTENT",
    "'INTENT 1, RECEIPT 2', RECEIPT",
    "'RECEIPT 2, INTENT 1', RECEIPT",
    "'RECEIPT 2, INTENT 3', RECEIPT",
    "'INTENT 1, INTENT 3', INTENT",
  })
  void with_postsOfOneChannel_whatWasPostedStaysPosted(String posts, Post.Stage stage) {
    Standing standing = inState("best");
    for (String one : posts.split(", ")) {
      String[] words = one.split(" ");
      standing = standing.with(Fact.of(post("x", Post.Stage.valueOf(words[0]), words[1])));
    }

    assertThat(standing.entry(start(MONDAY), KEEP).orElseThrow().posted())
        .containsExactly(Map.entry("x", stage));
  }

  @Test
  void with_postsOfTwoChannels_eachItsOwn() {
    Standing standing =
        inState("best")
            .with(Fact.of(post("x", Post.Stage.INTENT, "1")))
            .with(Fact.of(post("bluesky", Post.Stage.RECEIPT, "2")));

    assertThat(standing.entry(start(MONDAY), KEEP).orElseThrow().posted())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("x", Post.Stage.INTENT, "bluesky", Post.Stage.RECEIPT));
  }

  private static Post post(String channel, Post.Stage stage, String minute) {
    return new Post(
        Identifier.parse(ID), channel, stage, "text", null, minute(Integer.parseInt(minute)));
  }

  private static Standing decided(Standing standing, String decisions) {
    Standing now = standing;
    List<String> words = decisions.isEmpty() ? List.of() : List.of(decisions.split(" "));
    for (String word : words) {
      Instant at = minute(100 + now.decisions().size());
      now = now.with(Fact.of(decision(ID, word, at)));
    }
    return now;
  }

  private static Standing inState(String state) {
    Standing best = Standing.UNKNOWN.with(paper()).with(Fact.chosen(MONDAY, null));
    return switch (state) {
      case "best" -> best;
      case "displaced" -> best.with(Fact.displaced(MONDAY));
      case "withdrawn" -> best.with(Candidates.withdrawn(ID, 5, MONDAY));
      case "merged" -> best.with(Candidates.merged(ID, "arxiv:2403.00002"));
      case "gone" -> best.with((Paper) null);
      default -> throw new IllegalArgumentException(state);
    };
  }

  private static Paper paper() {
    return Candidates.paper(ID, 5, MONDAY);
  }
}
