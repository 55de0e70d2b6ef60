package winnow.publish.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static winnow.model.Placement.FEATURE;
import static winnow.model.Placement.ONE_LINER;
import static winnow.publish.letter.Entries.PROFILE;
import static winnow.publish.letter.Entries.paper;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlTest {
  @Test
  void body_issue_hasTheShapeOfTheNewsletter() throws Exception {
    Draft draft = Draft.of(PROFILE, Issue.EDITION, Issue.entries());

    assertThat(Html.body(draft)).isEqualTo(Golden.text("issue.html"));
  }

  @Test
  void page_isAWholeDocument() {
    Draft draft = Draft.of(PROFILE, 3, List.of());

    assertThat(Html.page(draft))
        .startsWith("<!DOCTYPE html>\n")
        .contains("<title>ML Safety Newsletter #3</title>", Html.body(draft))
        .endsWith("</body>\n</html>\n");
  }

  @Property
  void body_anyText_isTextOfTheSameElements(@ForAll String heading, @ForAll String text)
      throws Exception {
    Element body = parsed("<body>" + Html.body(draft("h" + heading, "t" + text)) + "</body>");

    assertThat(elements(body))
        .isEqualTo(elements(parsed("<body>" + Html.body(draft("h", "t")) + "</body>")));
    assertThat(body.getElementsByTagName("h3").item(0).getTextContent())
        .isEqualTo(Plain.line("h" + heading));
    assertThat(body.getElementsByTagName("li").item(2).getTextContent())
        .isEqualTo("Link " + Plain.line("t" + text));
  }

  /** The text is the one-liner's alone: in a feature it would be as many paragraphs as it says. */
  private static Draft draft(String heading, String text) {
    return Draft.of(
        PROFILE,
        1,
        List.of(
            paper("arxiv:2501.00001").approved(1, FEATURE, heading, "A summary.").entry(),
            paper("arxiv:2501.00002").approved(1, ONE_LINER, null, text).entry()));
  }

  private static List<String> elements(Element root) {
    List<String> names = new ArrayList<>();
    NodeList all = root.getElementsByTagName("*");
    for (int at = 0; at < all.getLength(); at++) {
      names.add(all.item(at).getNodeName());
    }
    return names;
  }

  private static Element parsed(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)))
        .getDocumentElement();
  }
}
