package winnow.publish.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static winnow.model.Placement.FEATURE;
import static winnow.model.Placement.ONE_LINER;
import static winnow.publish.letter.Entries.PROFILE;
import static winnow.publish.letter.Entries.paper;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import winnow.model.ShortlistEntry;
import winnow.model.ShortlistEntry.Status;

class DraftTest {
  @ParameterizedTest
  @EnumSource(value = Status.class, mode = EnumSource.Mode.EXCLUDE, names = "APPROVED")
  void of_notApproved_isNotIn(Status status) {
    Entries entry = paper("arxiv:2501.00001").approved(1, FEATURE, "Heading", "Text");

    assertThat(draft(1, entry.standing(status)).isEmpty()).isTrue();
  }

  @Test
  void of_takenBackByItsAuthors_isNotIn() {
    Entries entry = paper("arxiv:2501.00001").approved(1, FEATURE, null, "Text").takenBack();

    assertThat(draft(1, entry).isEmpty()).isTrue();
  }

  @Test
  void of_editions_hasItsOwnAndThoseOfNone() {
    Draft draft =
        draft(
            2,
            paper("arxiv:2501.00001").approved(1, FEATURE, "one", "t"),
            paper("arxiv:2501.00002").approved(2, FEATURE, "two", "t"),
            paper("arxiv:2501.00003").approved(null, FEATURE, "none", "t"));

    assertThat(headings(draft)).containsExactly("two", "none");
  }

  @Test
  void of_sections_areInTheProfilesOrderWithTheRestLast() {
    Draft draft =
        draft(
            1,
            paper("arxiv:2501.00001").in("Unheard of").approved(1, FEATURE, "d", "t"),
            paper("arxiv:2501.00002").in("Robustness").approved(1, FEATURE, "c", "t"),
            paper("arxiv:2501.00003").in(null).approved(1, ONE_LINER, null, "e"),
            paper("arxiv:2501.00004").in("Monitoring").approved(1, FEATURE, "a", "t"));

    assertThat(draft.sections())
        .extracting(Draft.Section::name)
        .containsExactly("Monitoring", "Robustness", "Other Content");
    assertThat(headings(draft)).containsExactly("a", "c", "d");
  }

  @Test
  void of_withinASection_hasTheBestFirstAndTheUnknownAtTheBar() {
    Draft draft =
        draft(
            1,
            paper("arxiv:2501.00005").scored(2).approved(1, FEATURE, "below the bar", "t"),
            paper("arxiv:2501.00004").approved(1, FEATURE, "unknown", "t"),
            paper("arxiv:2501.00003").scored(9).approved(1, FEATURE, "best, later id", "t"),
            paper("arxiv:2501.00002").scored(9).approved(1, FEATURE, "best", "t"));

    assertThat(headings(draft))
        .containsExactly("best", "best, later id", "unknown", "below the bar");
  }

  @Test
  void of_nothingWritten_takesThePapersTitle() {
    Draft draft =
        draft(
            1,
            paper("arxiv:2501.00001").titled("A title").approved(1, FEATURE, " ", null),
            paper("arxiv:2501.00002").titled("Another").approved(1, ONE_LINER, null, null),
            paper("arxiv:2501.00003").titled(" ").approved(1, ONE_LINER, null, " "));

    Draft.Section section = draft.sections().get(0);
    assertThat(section.features().get(0).heading()).isEqualTo("A title");
    assertThat(section.features().get(0).paragraphs()).isEmpty();
    assertThat(section.others())
        .extracting(Draft.OneLiner::text)
        .containsExactly("Another", "arxiv:2501.00003");
  }

  @Test
  void of_texts_becomesParagraphsOfOneLineEach() {
    String text = " One\nline.\r\n\r\n \tTwo\u0000 \u202Eturned\u202C lines. \n\n\n";

    Draft draft = draft(1, paper("arxiv:2501.00001").approved(1, FEATURE, "h", text));

    assertThat(draft.sections().get(0).features().get(0).paragraphs())
        .containsExactly("One line.", "Two turned lines.");
  }

  @Test
  void of_title_namesOneTopicOfEachSectionUpToThree() {
    Draft draft =
        draft(
            4,
            paper("arxiv:2501.00001").in("Monitoring").scored(9).approved(4, FEATURE, "a", "t"),
            paper("arxiv:2501.00002").in("Monitoring").scored(8).approved(4, FEATURE, "b", "t"),
            paper("arxiv:2501.00003").in("Alignment").approved(4, FEATURE, "c: more", "t"),
            paper("arxiv:2501.00004").in("Alignment").approved(4, ONE_LINER, null, "d"));

    assertThat(draft.title()).isEqualTo("ML Safety Newsletter #4: a, c and b");
    assertThat(draft.covers()).containsExactly("a", "c: more", "b", "And more.");
  }

  @Test
  void of_linkThatNoBrowserShouldFollow_leavesItOut() {
    Draft draft =
        draft(
            1,
            paper("arxiv:2501.00001").at("javascript:alert(1)").approved(1, FEATURE, "h", "t"),
            paper("arxiv:2501.00002").at("ftp://example.org/x").approved(1, FEATURE, "h", "t"));

    assertThat(draft.sections().get(0).features())
        .extracting(Draft.Feature::link)
        .containsOnlyNulls();
  }

  @Test
  void of_editionBelowOne_isRefused() {
    assertThatThrownBy(() -> draft(0)).hasMessage("edition is below 1: 0");
  }

  @Test
  void currentEdition_isTheHighestThatAnApprovedPaperNames() {
    List<ShortlistEntry> entries =
        Stream.of(
                paper("arxiv:2501.00001").approved(3, FEATURE, null, null),
                paper("arxiv:2501.00002").approved(null, FEATURE, null, null),
                paper("arxiv:2501.00003")
                    .approved(7, FEATURE, null, null)
                    .standing(Status.WITHDRAWN))
            .map(Entries::entry)
            .toList();

    assertThat(Draft.currentEdition(entries)).isEqualTo(3);
    assertThat(Draft.currentEdition(List.of())).isEqualTo(1);
  }

  @Property(tries = 50)
  void of_anyOrderOfEntries_isTheSameDraft(@ForAll Random random) {
    List<ShortlistEntry> shuffled = new ArrayList<>(Issue.entries());
    Collections.shuffle(shuffled, random);

    assertThat(Draft.of(PROFILE, 9, shuffled)).isEqualTo(Draft.of(PROFILE, 9, Issue.entries()));
  }

  private static Draft draft(int edition, Entries... entries) {
    return Draft.of(PROFILE, edition, Stream.of(entries).map(Entries::entry).toList());
  }

  private static List<String> headings(Draft draft) {
    return draft.sections().stream()
        .flatMap(section -> section.features().stream())
        .map(Draft.Feature::heading)
        .toList();
  }
}
