package winnow.enrich.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.model.Evidence;
import winnow.model.FeedId;
import winnow.model.Identifier;
import winnow.model.Identifier.Kind;
import winnow.model.Sighting;

class ComponentTest {
  private static final Instant NOW = Instant.parse("2024-03-04T06:00:00Z");

  /** What was said: entries divided by bars, their identifiers by spaces. */
  @ParameterizedTest
  @CsvSource({
    // nothing is known
    "'', url:u1, url:u1",
    "'', arxiv:a1, arxiv:a1",
    "'doi:d1', doi:d1, doi:d1",
    // an arXiv paper is what its other names are tied to
    "'arxiv:a1 doi:d1', doi:d1, arxiv:a1",
    "'arxiv:a1 doi:d1', arxiv:a1, arxiv:a1",
    "'arxiv:a1 doi:d1 | doi:d1 url:u1', url:u1, arxiv:a1",
    "'arxiv:a1 doi:d1 url:u1', url:u1, arxiv:a1",
    "'arxiv:a1 url:u1 | openreview:o1 url:u1', openreview:o1, arxiv:a1",
    // a DOI that two arXiv papers claim makes no paper of two, and is a paper of its own
    "'arxiv:a1 doi:d1 | arxiv:a2 doi:d1', arxiv:a1, arxiv:a1",
    "'arxiv:a1 doi:d1 | arxiv:a2 doi:d1', arxiv:a2, arxiv:a2",
    "'arxiv:a1 doi:d1 | arxiv:a2 doi:d1', doi:d1, doi:d1",
    "'arxiv:a1 doi:d1 | arxiv:a2 url:u1 | doi:d1 url:u1', url:u1, doi:d1",
    // what one arXiv paper alone is tied to stays its name, whatever else it is tied to
    "'arxiv:a1 doi:d1 | arxiv:a2 doi:d1 | arxiv:a1 url:u1', url:u1, arxiv:a1",
    // arXiv ids that are said together stay two papers
    "'arxiv:a1 arxiv:a2', arxiv:a2, arxiv:a2",
    "'arxiv:a1 arxiv:a2', arxiv:a1, arxiv:a1",
    "'arxiv:a1 arxiv:a2 url:u1', url:u1, arxiv:a1",
    // without arXiv, the strongest name of the chain
    "'url:u1 url:u2', url:u2, url:u1",
    "'doi:d1 url:u1 | openreview:o1 url:u1', openreview:o1, doi:d1",
    "'doi:d1 url:u1 | openreview:o1 url:u1', url:u1, doi:d1",
    "'acl:c1 url:u1 | openreview:o1 url:u1', acl:c1, openreview:o1",
    "'doi:d2 url:u1 | doi:d1 url:u1', doi:d2, doi:d1",
    // what is not tied is another paper
    "'arxiv:a1 doi:d1 | doi:d2 url:u1', url:u1, doi:d2",
  })
  void paperOf_whatWasSaid_isTheirPaper(String said, String of, String paper) {
    Component component = said(said);

    assertThat(component.grouping().paperOf(Identifier.parse(of)))
        .isEqualTo(Identifier.parse(paper));
  }

  @ParameterizedTest
  @CsvSource({
    "'', url:u1, url:u1",
    "'arxiv:a1 doi:d1 | doi:d1 url:u1', arxiv:a1, arxiv:a1 doi:d1 url:u1",
    "'arxiv:a1 doi:d1 | doi:d1 url:u1', doi:d1, doi:d1",
    "'arxiv:a1 doi:d1 | arxiv:a2 doi:d1', arxiv:a1, arxiv:a1",
    "'arxiv:a1 doi:d1 | arxiv:a2 doi:d1 | doi:d1 url:u1', doi:d1, doi:d1 url:u1",
    "'url:u1 openreview:o1 | url:u1 acl:c1', openreview:o1, openreview:o1 acl:c1 url:u1",
  })
  void namesOf_paper_strongestFirst(String said, String paper, String names) {
    Component component = said(said);

    assertThat(component.grouping().namesOf(Identifier.parse(paper))).isEqualTo(identifiers(names));
  }

  @ParameterizedTest
  @CsvSource({
    "'', url:u1, ''",
    "'arxiv:a1 doi:d1 | doi:d1 url:u1', arxiv:a1, 'arxiv:a1=doi:d1 doi:d1=url:u1'",
    // what ties a name to a paper that it is not of speaks for neither
    "'arxiv:a1 doi:d1 | arxiv:a2 doi:d1 | doi:d1 url:u1', arxiv:a1, ''",
    "'arxiv:a1 doi:d1 | arxiv:a2 doi:d1 | doi:d1 url:u1', doi:d1, 'doi:d1=url:u1'",
    "'arxiv:a1 arxiv:a2 url:u1', arxiv:a1, 'arxiv:a1=url:u1'",
  })
  void evidenceOf_paper_tiesItsOwnNames(String said, String paper, String ties) {
    Component component = said(said);

    assertThat(component.grouping().evidenceOf(Identifier.parse(paper)))
        .map(tie -> tie.one() + "=" + tie.other())
        .containsExactlyElementsOf(words(ties));
  }

  @Test
  void with_tieSaidByTwoFeeds_keepsOneAndTheSameOne() {
    Component early = said(entry("blog", "doi:d1 url:u1"));
    Component late = said(entry("forum", "doi:d1 url:u1"));

    assertThat(early.with(late)).isEqualTo(late.with(early));
    assertThat(early.with(late).statements()).hasSize(1);
  }

  @Property
  void with_anyOrder_isTheSame(
      @ForAll("components") Component a, @ForAll("components") Component b) {
    assertThat(a.with(b)).isEqualTo(b.with(a));
  }

  @Property
  void with_anyGrouping_isTheSame(
      @ForAll("components") Component a,
      @ForAll("components") Component b,
      @ForAll("components") Component c) {
    assertThat(a.with(b).with(c)).isEqualTo(a.with(b.with(c)));
  }

  @Property
  void with_again_changesNothing(
      @ForAll("components") Component a, @ForAll("components") Component b) {
    assertThat(a.with(a)).isEqualTo(a);
    assertThat(a.with(b).with(b)).isEqualTo(a.with(b)).isEqualTo(a.with(b).with(a));
    assertThat(a.with(Component.NONE)).isEqualTo(a).isEqualTo(Component.NONE.with(a));
  }

  @Property
  void namesOf_papersOfAllMembers_partitionThem(@ForAll("components") Component component) {
    // given
    Set<Identifier> papers = new HashSet<>();
    component
        .grouping()
        .members()
        .forEach(member -> papers.add(component.grouping().paperOf(member)));

    // when
    List<Identifier> names = new ArrayList<>();
    papers.forEach(paper -> names.addAll(component.grouping().namesOf(paper)));

    // then
    assertThat(names).containsExactlyInAnyOrderElementsOf(component.grouping().members());
    for (Identifier member : component.grouping().members()) {
      assertThat(component.grouping().namesOf(component.grouping().paperOf(member)))
          .contains(member);
    }
  }

  @Property
  void paperOf_anyMember_isItsOwnPaperAndTheStrongestOfItsNames(
      @ForAll("components") Component component) {
    for (Identifier member : component.grouping().members()) {
      Identifier paper = component.grouping().paperOf(member);

      assertThat(component.grouping().paperOf(paper)).isEqualTo(paper);
      assertThat(component.grouping().namesOf(paper).get(0)).isEqualTo(paper);
    }
  }

  @Property
  void namesOf_anyPaper_holdsOneArxivIdAtMost(@ForAll("components") Component component) {
    for (Identifier member : component.grouping().members()) {
      List<Identifier> names = component.grouping().namesOf(component.grouping().paperOf(member));

      assertThat(names).filteredOn(name -> name.kind() == Kind.ARXIV).hasSizeLessThan(2);
    }
  }

  @Property
  void evidenceOf_paperOfSeveralNames_reachesEachOfThem(@ForAll("components") Component component) {
    for (Identifier member : component.grouping().members()) {
      Identifier paper = component.grouping().paperOf(member);
      Component alone =
          Component.of(
              component.grouping().evidenceOf(paper).stream().map(ComponentTest::merge).toList());

      if (component.grouping().namesOf(paper).size() > 1) {
        assertThat(alone.grouping().members())
            .containsExactlyElementsOf(component.grouping().namesOf(paper));
        assertThat(alone.grouping().paperOf(member)).isEqualTo(paper);
      }
    }
  }

  @Provide
  Arbitrary<Component> components() {
    Arbitrary<Identifier> name =
        Combinators.combine(Arbitraries.of(Kind.class), Arbitraries.integers().between(1, 3))
            .as((kind, n) -> new Identifier(kind, "x" + n));
    Arbitrary<Sighting> sighting =
        Combinators.combine(
                name.list().ofMinSize(1).ofMaxSize(3), Arbitraries.of("blog", "forum", "reddit:a"))
            .as((names, feed) -> Sighting.of(new FeedId(feed), "e", names, NOW).build());
    return sighting
        .list()
        .ofMaxSize(8)
        .map(
            said ->
                said.stream().map(ComponentTest::said).reduce(Component.NONE, (a, b) -> a.with(b)));
  }

  private static Component said(String text) {
    Component component = Component.NONE;
    for (String entry : text.split("\\|")) {
      if (!entry.isBlank()) {
        component = component.with(said(entry("blog", entry)));
      }
    }
    return component;
  }

  private static Component said(Sighting sighting) {
    return Component.of(
        sighting.identifiers().stream()
            .skip(1)
            .map(
                other ->
                    merge(
                        Evidence.said(
                            Statement.SAME_ENTRY,
                            1,
                            sighting.key(),
                            other,
                            sighting.feed(),
                            sighting.entryId())))
            .toList());
  }

  private static Statement merge(Evidence why) {
    return new Statement(why.one().toString(), 1, Statement.Says.MERGE, why);
  }

  private static Sighting entry(String feed, String names) {
    return Sighting.of(new FeedId(feed), names.strip(), identifiers(names), NOW).build();
  }

  private static List<Identifier> identifiers(String names) {
    return words(names).stream().map(Identifier::parse).toList();
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.strip().split(" ")).filter(word -> !word.isEmpty()).toList();
  }
}
