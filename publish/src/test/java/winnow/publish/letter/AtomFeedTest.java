package winnow.publish.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static winnow.model.Placement.FEATURE;
import static winnow.publish.letter.Entries.PROFILE;
import static winnow.publish.letter.Entries.paper;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import winnow.model.ShortlistEntry;

class AtomFeedTest {
  @Test
  void of_issue_isTheFeedOfItsPapers() throws Exception {
    assertThat(AtomFeed.of(PROFILE, Issue.entries())).isEqualTo(Golden.text("issue.atom"));
  }

  @Test
  void of_nothing_isStillAFeed() throws Exception {
    Element feed = parsed(AtomFeed.of(PROFILE, List.of()));

    assertThat(texts(feed, "updated")).containsExactly("1970-01-01T00:00:00Z");
    assertThat(texts(feed, "name")).containsExactly("ML Safety Newsletter");
  }

  @Test
  void of_decisions_hasTheLastFirstAndItsTime() throws Exception {
    Element feed =
        parsed(
            AtomFeed.of(
                PROFILE,
                Stream.of(
                        approved("arxiv:2501.00001").decidedAt("2025-03-01T08:00:00Z"),
                        approved("arxiv:2501.00002").decidedAt("2025-03-02T08:00:00Z"))
                    .map(Entries::entry)
                    .toList()));

    assertThat(texts(feed, "updated"))
        .containsExactly("2025-03-02T08:00:00Z", "2025-03-02T08:00:00Z", "2025-03-01T08:00:00Z");
  }

  @Test
  void of_paperThatChanges_keepsItsId() throws Exception {
    String before = AtomFeed.of(PROFILE, List.of(approved("arxiv:2501.00001").entry()));
    String after =
        AtomFeed.of(PROFILE, List.of(approved("arxiv:2501.00001").titled("New").entry()));

    assertThat(texts(parsed(after), "id"))
        .isEqualTo(texts(parsed(before), "id"))
        .allMatch(id -> id.startsWith("urn:uuid:"))
        .doesNotHaveDuplicates();
  }

  @Test
  void of_many_holdsAHundred() throws Exception {
    List<ShortlistEntry> many =
        IntStream.range(10_000, 10_300).mapToObj(n -> approved("arxiv:2501." + n).entry()).toList();

    assertThat(parsed(AtomFeed.of(PROFILE, many)).getElementsByTagName("entry").getLength())
        .isEqualTo(100);
  }

  @Property
  void of_anyText_isTheTextOfWellFormedXml(@ForAll String title, @ForAll String words)
      throws Exception {
    ShortlistEntry entry =
        approved("arxiv:2501.00001").titled(title).about(words).by(words).in(words).entry();

    Element feed = parsed(AtomFeed.of(PROFILE, List.of(entry)));

    assertThat(texts(feed, "title")).containsExactly("ML Safety Newsletter", Plain.line(title));
    assertThat(texts(feed, "content")).containsExactly(Plain.line(words));
  }

  private static Entries approved(String id) {
    return paper(id).approved(1, FEATURE, null, null);
  }

  private static List<String> texts(Element root, String name) {
    return IntStream.range(0, root.getElementsByTagName(name).getLength())
        .mapToObj(root.getElementsByTagName(name)::item)
        .map(Node::getTextContent)
        .toList();
  }

  private static Element parsed(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)))
        .getDocumentElement();
  }
}
