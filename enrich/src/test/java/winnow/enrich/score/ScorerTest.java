package winnow.enrich.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.model.Engagement;
import winnow.model.FeedId;
import winnow.model.Identifier;
import winnow.model.Mention;
import winnow.model.Paper;
import winnow.model.Profile;
import winnow.model.Profile.Section;
import winnow.model.Profile.Weights;
import winnow.model.Score;
import winnow.model.Score.Reason;

class ScorerTest {
  private static final Identifier ID = Identifier.parse("arxiv:2403.00001");
  private static final Instant NOW = Instant.parse("2024-03-04T06:00:00Z");
  private static final Weights WEIGHTS =
      new Weights(2, 0.5, 0.7, 0.4, 0, 4, Map.of("curated", 3.0));

  private static final List<String> VOCABULARY =
      List.of("safety", "backdoor", "reward", "hacking", "model", "risk", "agent", "probe");

  @ParameterizedTest
  @CsvSource({
    // title, abstract, total
    "A safety case, '', 1.5",
    "A case, It is about safety., 1.0",
    "A safety case, It is about safety., 1.5",
    "Safety safety safety, Safety., 1.5",
    "A case, Nothing., 0.0",
    "Safety of games, '', -0.75",
    "Safety, All games., 0.0",
    ", A safety case., 1.0",
  })
  void rank_termInTitleOrAbstract_countsOnceAndHalfAsMuchAgainInTheTitle(
      @Nullable String title, String text, double total) {
    Scorer scorer = new Scorer(profile(Map.of("safety", 1.0, "game", -1.5), Map.of()));

    Paper ranked = scorer.rank(paper(title, text));

    assertThat(ranked.score().total()).isEqualTo(total);
  }

  @Test
  void rank_noTitle_countsHeadlinesInItsPlace() {
    Scorer scorer = new Scorer(profile(Map.of("safety", 1.0), Map.of()));

    Paper ranked = scorer.rank(paper(null, null, mention("reddit:a", "Look, safety!", null)));

    assertThat(ranked.score().total()).isEqualTo(1.5);
  }

  @Test
  void rank_severalReasons_weightiestFirst() {
    Scorer scorer =
        new Scorer(profile(Map.of("safety", 1.0, "game", -2.0, "agent", 1.0), Map.of()));

    Paper ranked = scorer.rank(paper("Nothing", "Agents, games, safety."));

    assertThat(ranked.score().reasons())
        .extracting(Reason::words)
        .containsExactly("mentions “game”", "mentions “agent”", "mentions “safety”");
  }

  @Test
  void rank_engagementAbsent_countsNeitherWay() {
    Scorer scorer = new Scorer(profile(Map.of(), Map.of()));
    Mention quiet = mention("reddit:a", "Look", null);
    Mention unsaid = mention("reddit:a", "Look", new Engagement(null, 40));
    Mention loud = mention("reddit:a", "Look", new Engagement(7, null));

    assertThat(scorer.rank(paper("T", "x", quiet)).score().reasons()).isEmpty();
    assertThat(scorer.rank(paper("T", "x", unsaid)).score().reasons()).isEmpty();
    assertThat(scorer.rank(paper("T", "x", loud)).score().reasons())
        .containsExactly(new Reason("engagement", 1.5, "7 points on reddit:a"));
    assertThat(scorer.rank(paper("T", "x", quiet, loud, unsaid)).score())
        .isEqualTo(scorer.rank(paper("T", "x", loud)).score());
  }

  @Test
  void rank_engagementBelowOne_countsNeitherWay() {
    Scorer scorer = new Scorer(profile(Map.of(), Map.of()));

    Paper ranked = scorer.rank(paper("T", "x", mention("reddit:a", null, new Engagement(-9, 0))));

    assertThat(ranked.score()).isEqualTo(new Score(0, List.of()));
  }

  @Test
  void rank_furtherSourcesAndCuratedFeeds_eachSourceAndFeedOnce() {
    Scorer scorer = new Scorer(profile(Map.of(), Map.of()));

    Paper ranked =
        scorer.rank(
            paper(
                "T",
                "x",
                mention("arxiv:cs.LG", null, null),
                mention("arxiv:cs.CL", null, null),
                mention("curated", null, null),
                mention("curated", null, null)));

    assertThat(ranked.score().reasons())
        .containsExactly(
            new Reason("curated", 3, "on curated"),
            new Reason("corroboration", 0.7, "seen by 2 sources"));
  }

  @ParameterizedTest
  @CsvSource({
    // telling words of the seed: detecting, hidden, backdoor, weights
    "Detecting hidden backdoor weights, 2.0",
    "On detecting hidden things in weights, 1.5",
    "Detecting hidden things, 0.0",
    "A hat, 0.0",
  })
  void rank_textLikeASeed_countsTheShareAboveHalf(String title, double total) {
    Section section =
        new Section("Monitoring", "", Map.of(), List.of("Detecting a Hidden Backdoor in Weights"));
    Scorer scorer = new Scorer(profile(Map.of(), List.of(section)));

    Paper ranked = scorer.rank(paper(title, null));

    assertThat(ranked.score().total()).isEqualTo(total);
    assertThat(ranked.section()).isEqualTo(total > 0 ? "Monitoring" : null);
  }

  @ParameterizedTest
  @CsvSource({
    "Backdoors, Monitoring",
    "Reward hacking, Alignment",
    // the abstract weighs less than the title
    "Reward hacking by a thing: backdoor, Alignment",
    // of two alike the one that an edition has first
    "Probing and patching, Monitoring",
    // a term of none, and one that speaks against
    "Safety, ",
    "Games, ",
    "Nothing, ",
  })
  void rank_sectionsTerms_sectionThatFitsBest(String title, @Nullable String section) {
    Scorer scorer =
        new Scorer(
            profile(
                Map.of("safety", 9.0),
                List.of(
                    section("Monitoring", Map.of("backdoor", 1.0, "probing", 0.5)),
                    section("Alignment", Map.of("reward hacking", 2.0, "patching", 0.5)),
                    section("Robustness", Map.of("game", -1.0)))));

    assertThat(scorer.rank(paper(title, null)).section()).isEqualTo(section);
  }

  @Test
  void rank_sectionsAlikeInSum_firstOfTheEdition() {
    Scorer scorer =
        new Scorer(
            profile(
                Map.of(),
                List.of(
                    section("First", Map.of("probe", 0.3)),
                    section("Second", Map.of("agent", 0.1, "model", 0.2)))));

    Paper ranked = scorer.rank(paper("T", "A probe, an agent, a model."));

    assertThat(ranked.section()).isEqualTo("First");
  }

  @Test
  void new_termWithoutALetter_isRefusedByName() {
    assertThatThrownBy(() -> new Scorer(profile(Map.of("++", 1.0), Map.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("++");
  }

  @ParameterizedTest
  @CsvSource({
    // seed, points for arxiv:2403.00001
    "arxiv:2403.00001, 2",
    "2403.00001v3, 2",
    "https://arxiv.org/pdf/2403.00001, 2",
    "arxiv:2403.00002, 0",
    "Probing honest models, 2",
  })
  void rank_seedByNameOrTitle_speaksForThePaperAndItsSection(String seed, double points) {
    Scorer scorer =
        new Scorer(
            profile(Map.of(), List.of(new Section("Monitoring", "", Map.of(), List.of(seed)))));

    Paper ranked = scorer.rank(paper("Probing honest models", null));

    assertThat(ranked.score().total()).isEqualTo(points);
    assertThat(ranked.section()).isEqualTo(points > 0 ? "Monitoring" : null);
  }

  @Property
  void rank_anyPaper_reasonsAddUpToTheTotal(
      @ForAll("profiles") Profile profile, @ForAll("papers") Paper paper) {
    Score score = new Scorer(profile).rank(paper).score();

    double sum = score.reasons().stream().mapToDouble(Reason::points).sum();
    assertThat(score.total()).isCloseTo(sum, within(0.000_001));
    assertThat(score.total() * 100).isCloseTo(Math.rint(score.total() * 100), within(0.000_001));
    assertThat(score.reasons()).noneMatch(reason -> reason.points() == 0);
  }

  @Property
  void rank_again_isTheSame(@ForAll("profiles") Profile profile, @ForAll("papers") Paper paper) {
    Paper ranked = new Scorer(profile).rank(paper);

    assertThat(new Scorer(profile).rank(ranked)).isEqualTo(ranked);
  }

  /** What a scorer remembers of texts makes no difference. */
  @Property
  void rank_afterOthers_isWhatAFreshScorerSays(
      @ForAll("profiles") Profile profile,
      @ForAll("papers") Paper one,
      @ForAll("papers") Paper other) {
    Scorer used = new Scorer(profile);
    used.rank(one);
    used.rank(other);
    Paper mentionedElsewhere =
        paper(one.title(), one.abstractText(), other.sightings().toArray(Mention[]::new));

    for (Paper paper : List.of(one, other, mentionedElsewhere)) {
      assertThat(used.rank(paper)).isEqualTo(new Scorer(profile).rank(paper));
    }
  }

  /** One text under two names is two papers, where a name is all that counts. */
  @Test
  void rank_afterTheSameTextUnderAnotherName_countsItsOwnName() {
    Identifier seed = Identifier.parse("arxiv:2401.00002");
    Scorer scorer =
        new Scorer(
            profile(
                Map.of(),
                List.of(
                    new Section(
                        "Monitoring", "", Map.of(), List.of("https://arxiv.org/abs/2401.00002")))));
    scorer.rank(paper("Nothing", "x"));

    Paper ranked = scorer.rank(paper(seed, "Nothing", "x"));

    assertThat(ranked.section()).isEqualTo("Monitoring");
  }

  @Property
  void rank_withoutANamedTerm_fallsByWhatItsReasonsClaimed(
      @ForAll("profiles") Profile profile, @ForAll("papers") Paper paper) {
    Score with = new Scorer(profile).rank(paper).score();

    for (String term : terms(profile)) {
      Score without = new Scorer(without(profile, term)).rank(paper).score();

      double claimed =
          with.reasons().stream()
              .filter(reason -> reason.part().equals("keyword"))
              .filter(reason -> reason.words().endsWith("mentions “" + term + "”"))
              .mapToDouble(Reason::points)
              .sum();
      assertThat(with.total() - without.total()).isCloseTo(claimed, within(0.000_001));
    }
  }

  @Provide
  Arbitrary<Profile> profiles() {
    Arbitrary<Map<String, Double>> keywords =
        Arbitraries.maps(phrases(2), Arbitraries.integers().between(-40, 40).map(n -> n / 17.0))
            .ofMaxSize(5);
    return Combinators.combine(keywords, keywords, keywords, phrases(5))
        .as(
            (all, first, second, seed) ->
                profile(
                    all,
                    List.of(
                        new Section("First", "", first, List.of(seed)),
                        section("Second", second))));
  }

  @Provide
  Arbitrary<Paper> papers() {
    Arbitrary<Mention> mentions =
        Combinators.combine(
                Arbitraries.of("arxiv:cs.LG", "reddit:a", "curated"),
                phrases(4).injectNull(0.5),
                Arbitraries.integers().between(-3, 90).injectNull(0.5))
            .as(
                (feed, headline, points) ->
                    mention(feed, headline, points == null ? null : new Engagement(points, null)));
    return Combinators.combine(
            phrases(6).injectNull(0.2), phrases(12).injectNull(0.2), mentions.list().ofMaxSize(3))
        .as((title, text, said) -> paper(title, text, said.toArray(Mention[]::new)));
  }

  private static Arbitrary<String> phrases(int most) {
    return Arbitraries.of(VOCABULARY)
        .list()
        .ofMinSize(1)
        .ofMaxSize(most)
        .map(words -> String.join(" ", words));
  }

  private static Set<String> terms(Profile profile) {
    Set<String> terms = new java.util.TreeSet<>(profile.keywords().keySet());
    profile.sections().forEach(section -> terms.addAll(section.keywords().keySet()));
    return terms;
  }

  private static Profile without(Profile profile, String term) {
    return profile(
        without(profile.keywords(), term),
        profile.sections().stream()
            .map(one -> new Section(one.name(), "", without(one.keywords(), term), one.seeds()))
            .toList());
  }

  private static Map<String, Double> without(Map<String, Double> keywords, String term) {
    Map<String, Double> fewer = new HashMap<>(keywords);
    fewer.remove(term);
    return fewer;
  }

  private static Profile profile(Map<String, Double> keywords, Map<String, Double> section) {
    return profile(keywords, List.of(section("Monitoring", section)));
  }

  private static Profile profile(Map<String, Double> keywords, List<Section> sections) {
    return new Profile("Test", "", null, sections, keywords, WEIGHTS, 3);
  }

  private static Section section(String name, Map<String, Double> keywords) {
    return new Section(name, "", keywords, List.of());
  }

  private static Paper paper(@Nullable String title, @Nullable String text, Mention... mentions) {
    return paper(ID, title, text, mentions);
  }

  private static Paper paper(
      Identifier id, @Nullable String title, @Nullable String text, Mention... mentions) {
    return new Paper(
        id,
        List.of(id),
        title,
        List.of(),
        text,
        1,
        List.of(),
        List.of(),
        List.of(mentions),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        false,
        null);
  }

  private static Mention mention(
      String feed, @Nullable String headline, @Nullable Engagement engagement) {
    return new Mention(new FeedId(feed), "e", NOW, null, null, headline, engagement, null, null);
  }
}
