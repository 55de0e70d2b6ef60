package winnow.enrich.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import winnow.enrich.identity.Likeness;
import winnow.model.Decision;
import winnow.model.Decision.Action;
import winnow.model.Evidence;
import winnow.model.Fate;
import winnow.model.FeedId;
import winnow.model.Identifier;
import winnow.model.Paper;
import winnow.model.Sighting;
import winnow.model.Suggestion;

/** Papers of which sources say the same in words, under names that nothing else ties together. */
class LikeWordsTest {
  private static final Instant MONDAY = Instant.parse("2024-03-04T06:00:00Z");
  private static final String TITLE = "Corncrake Lawnmower: Counting Birds at Dusk";
  private static final String ABSTRACT =
      "Corncrake lawnmower meadow telescope orchard hedge barley thistle nettle plough harrow.";

  private final Workers workers = new Workers();
  private final Map<String, @Nullable Paper> papers = new HashMap<>();

  @AfterEach
  void dismiss() {
    workers.close();
  }

  @Test
  void papers_pageWithTheSameTextAndTeam_isMergedAndSaysWhy() {
    hear(said("url:https://blog.example/1", 0, TITLE, ABSTRACT));
    hear(said("arxiv:2403.00001", 1, TITLE, ABSTRACT));

    assertThat(papers.get("url:https://blog.example/1"))
        .isEqualTo(Paper.redirect(id("url:https://blog.example/1"), id("arxiv:2403.00001")));
    Evidence why = paper("arxiv:2403.00001").evidence().get(0);
    assertThat(why.rule()).isEqualTo(Likeness.LIKE_ABSTRACT);
    assertThat(why.ruleVersion()).isEqualTo(Likeness.VERSION);
    assertThat(why.score()).isGreaterThan(0.95);
    assertThat(why.reason()).contains("2 of 2 authors");
  }

  @Test
  void papers_pageThatMayBeThePaper_isSuggestedOnBoth() {
    hear(said("arxiv:2403.00001", 0, TITLE, ABSTRACT));
    hear(entry("url:https://blog.example/1", 1).headline("Lawnmower: Counting Birds").build());

    assertThat(paper("arxiv:2403.00001").suggestions())
        .extracting(Suggestion::paper)
        .containsExactly(id("url:https://blog.example/1"));
    assertThat(paper("url:https://blog.example/1").suggestions())
        .extracting(Suggestion::paper, Suggestion::rule)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(id("arxiv:2403.00001"), Likeness.LIKE_TITLE));
  }

  @Test
  void papers_postAboutTwoArxivPapers_doesNotMakeThemAlike() {
    hear(arxiv("arxiv:2403.00001", 1, 0, TITLE));
    hear(arxiv("arxiv:2403.00002", 1, 1, "Wheelbarrow Museum"));
    hear(entry("arxiv:2403.00001", 2).headline("Weathervane Turnstile Side by Side").build());
    hear(entry("arxiv:2403.00002", 2).headline("Weathervane Turnstile Side by Side").build());

    assertThat(paper("arxiv:2403.00001").suggestions()).isEmpty();
    assertThat(paper("arxiv:2403.00002").suggestions()).isEmpty();
  }

  @Test
  void papers_splitByHand_wordsNeverMergeNorSuggestAgain() {
    hear(said("arxiv:2403.00001", 0, TITLE, ABSTRACT));
    hear(said("url:https://blog.example/1", 1, TITLE, ABSTRACT));
    hear(word(Action.SPLIT, "arxiv:2403.00001", "url:https://blog.example/1"));
    hear(said("url:https://blog.example/1", 5, TITLE, ABSTRACT + " Again."));

    assertThat(paper("url:https://blog.example/1").mergedInto()).isNull();
    assertThat(paper("url:https://blog.example/1").suggestions()).isEmpty();
    assertThat(paper("arxiv:2403.00001").suggestions()).isEmpty();
    assertThat(paper("arxiv:2403.00001").evidence()).isEmpty();
  }

  @Test
  void papers_pageIsDeletedOrRewritten_whatItsWordsSaidIsTakenBack() {
    hear(said("arxiv:2403.00001", 0, TITLE, ABSTRACT));
    hear(entry("url:https://blog.example/1", 1).headline("Lawnmower: Counting Birds").build());
    assertThat(paper("arxiv:2403.00001").suggestions()).hasSize(1);
    hear(entry("url:https://blog.example/1", 2).headline("Wheelbarrow Museum Opening").build());
    assertThat(paper("arxiv:2403.00001").suggestions()).isEmpty();

    hear(said("url:https://blog.example/1", 3, TITLE, ABSTRACT));
    assertThat(paper("arxiv:2403.00001").evidence()).hasSize(1);

    hear(entry("url:https://blog.example/1", 4).fate(Fate.DELETED).build());
    assertThat(paper("arxiv:2403.00001").evidence()).isEmpty();
    assertThat(papers.get("url:https://blog.example/1")).isNull();
  }

  @Test
  void papers_retitledPaper_isFoundUnderItsOldTitleToo() {
    hear(arxiv("arxiv:2403.00001", 1, 0, TITLE));
    hear(arxiv("arxiv:2403.00001", 2, 1, "Wheelbarrow Museum"));

    hear(said("url:https://blog.example/1", 2, TITLE, null));

    assertThat(papers.get("url:https://blog.example/1"))
        .isEqualTo(Paper.redirect(id("url:https://blog.example/1"), id("arxiv:2403.00001")));
  }

  @Test
  void papers_twoArxivIds_onlyTheSameTextMakesThemOne() {
    hear(said("arxiv:2403.00001", 0, TITLE, ABSTRACT));
    hear(said("arxiv:2403.00002", 1, TITLE, ABSTRACT));
    hear(said("arxiv:2403.00003", 1, TITLE, "Corncrake lawnmower barley scythe wheelbarrow."));

    assertThat(papers.get("arxiv:2403.00002"))
        .isEqualTo(Paper.redirect(id("arxiv:2403.00002"), id("arxiv:2403.00001")));
    assertThat(paper("arxiv:2403.00003").mergedInto()).isNull();
    assertThat(paper("arxiv:2403.00001").identifiers())
        .containsExactly(id("arxiv:2403.00001"), id("arxiv:2403.00002"));
  }

  @Test
  void papers_pagesOfOneHost_areNotOneForTheirTitle() {
    hear(entry("url:https://blog.example/1", 0).title(TITLE).build());
    hear(entry("url:https://blog.example/2", 1).title(TITLE).build());
    hear(entry("url:https://other.example/2", 1).title(TITLE).build());

    assertThat(papers.values().stream().filter(one -> one != null && one.mergedInto() == null))
        .as("the other host's page is like both")
        .hasSize(1);
    papers.clear();

    hear(entry("url:https://blog.example/3", 0).title("Wheelbarrow Museum Opening").build());
    hear(entry("url:https://blog.example/4", 1).title("Wheelbarrow Museum Opening").build());
    assertThat(paper("url:https://blog.example/3").mergedInto()).isNull();
    assertThat(paper("url:https://blog.example/4").mergedInto()).isNull();
  }

  @Test
  void papers_keyThatTooManyHave_isNoneAnyMore() {
    for (int i = 0; i <= Workers.MOST_IN_BLOCK; i++) {
      assertThat(papers.values().stream().filter(one -> one != null && !isMerged(one)).count())
          .isEqualTo(i == 0 ? 0 : 1);
      hear(said("url:https://blog" + i + ".example/1", i, TITLE, ABSTRACT));
    }

    assertThat(papers.values()).noneMatch(LikeWordsTest::isMerged);
  }

  @Test
  void papers_keyThatFewerMayHaveNow_isNoneOnceNamesAreKeyedAgain() {
    workers.allow(Workers.MOST_IN_BLOCK + 1);
    for (int i = 0; i <= Workers.MOST_IN_BLOCK; i++) {
      hear(said("url:https://blog" + i + ".example/1", i, TITLE, ABSTRACT));
    }
    List<Identifier> names = papers.keySet().stream().map(Identifier::parse).toList();
    assertThat(papers.values().stream().filter(LikeWordsTest::isMerged))
        .hasSize(Workers.MOST_IN_BLOCK);

    workers.allow(Workers.MOST_IN_BLOCK);
    workers.grow(1, names);
    workers.run(names, 1, new Random(1), papers);

    assertThat(papers.values()).noneMatch(LikeWordsTest::isMerged);
  }

  @Test
  void circles_metByAKeyByWhichTheyNoLongerMeet_partOnceNamesAreKeyedAgain() {
    hear(arxiv("arxiv:2403.00001", 1, 0, TITLE));
    hear(arxiv("arxiv:2403.00002", 1, 0, "Wheelbarrow Museum"));
    List<Identifier> names = List.of(id("arxiv:2403.00001"), id("arxiv:2403.00002"));
    workers.meet(names.get(1), names.get(0), "team:older");

    workers.grow(1, names);
    workers.run(names, 1, new Random(1), papers);

    assertThat(names).extracting(workers::circle).containsOnly(Circle.ALONE);
  }

  private static boolean isMerged(@Nullable Paper paper) {
    return paper != null && paper.mergedInto() != null;
  }

  private void hear(Object event) {
    workers.run(List.of(event), 1, new Random(1), papers);
  }

  private Paper paper(String id) {
    assertThat(papers.get(id)).as(id).isNotNull();
    return papers.get(id);
  }

  private static Sighting said(String name, int hour, String title, @Nullable String abstractText) {
    return entry(name, hour)
        .title(title)
        .authors(List.of("Ada Byron", "Grace Hopper"))
        .abstractText(abstractText)
        .build();
  }

  private static Sighting arxiv(String name, int version, int hour, String title) {
    return Sighting.of(
            new FeedId("arxiv:cs.LG"),
            "v" + version,
            List.of(id(name)),
            MONDAY.plusSeconds(3600L * hour))
        .title(title)
        .version(version)
        .authors(List.of("Ada Byron", "Grace Hopper"))
        .build();
  }

  private static Sighting.Builder entry(String name, int hour) {
    return Sighting.of(
        new FeedId("blog"), name, List.of(id(name)), MONDAY.plusSeconds(3600L * hour));
  }

  private static Decision word(Action action, String one, String other) {
    return Decision.ofIdentity(action, id(one), id(other), null, null, "dana", MONDAY);
  }

  private static Identifier id(String name) {
    return Identifier.parse(name);
  }
}
