package winnow.publish.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static winnow.model.Placement.FEATURE;
import static winnow.model.Placement.ONE_LINER;
import static winnow.publish.letter.Entries.PROFILE;
import static winnow.publish.letter.Entries.paper;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.commonmark.node.BulletList;
import org.commonmark.node.Document;
import org.commonmark.node.Emphasis;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.model.Profile;

class MarkdownTest {
  @Test
  void of_issue_hasTheShapeOfTheNewsletter() throws Exception {
    Draft draft = Draft.of(PROFILE, Issue.EDITION, Issue.entries());

    assertThat(Markdown.of(draft)).isEqualTo(Golden.text("issue.md"));
  }

  @Test
  void of_nothingApproved_saysSo() {
    String markdown = Markdown.of(Draft.of(PROFILE, 3, List.of()));

    assertThat(markdown)
        .startsWith("# ML Safety Newsletter #3\n")
        .endsWith("\nNo paper is approved for this edition yet.\n");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "$x_i = \\theta$, $x_i = \\theta$",
        "50% of R&D snake_case, 50% of R&D snake_case",
        "1984. A year, 1984\\. A year",
        "- dash, \\- dash",
        "a *b* _c_, a \\*b\\* \\_c_",
        "&lt;b>, \\&lt;b>",
        "# x [a](javascript:1) <script>, \\# x \\[a\\](javascript:1) \\<script>",
        "C# and #2 ##, C# and #2 \\##",
        "ends in \\, ends in \\\\",
      })
  void text_signs_standBehindBackslashesOnlyWhereTheyWouldAct(String plain, String marked) {
    assertThat(Markdown.text(plain)).isEqualTo(marked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# x [a](javascript:1) <script>alert(1)</script>",
        "![image](https://example.org/x.png)",
        "[ref]: https://example.org 'title'",
        "<https://example.org> <a href=x>",
        "``` code ``` `more` ~~~ tilde",
        "--- *** ___ ===",
        "> quote",
        "    indented",
        "2) list\n- list\n+ list\n* list",
        "title ##",
        "# ",
        "a\\",
        "\\[a\\](b)",
        "&#60;script&#62; &copy;",
        "line\u2028separator\u0085next\u0000null\uD800half",
        "**strong** __strong__ _em_ a*b*c ~~struck~~",
      })
  void of_hostileText_comesBackAsItWas(String hostile) {
    assertComesBack(hostile, hostile, hostile);
  }

  @Property(tries = 2000)
  void of_anyText_comesBackAsItWas(
      @ForAll("words") String title,
      @ForAll("words") String heading,
      @ForAll("words") String text) {
    assertComesBack(title, heading, text);
  }

  @Property(tries = 500)
  void of_anyAddress_isTheOnlyDestination(@ForAll("paths") String path) {
    URI link = URI.create("https://example.org/" + path);
    Draft draft = draft("t", "h", "x", link.toString());

    assertThat(new Blocks(Markdown.of(draft)).links)
        .hasSize(3)
        .element(1)
        .isEqualTo(link.toString().replace("(", "%28").replace(")", "%29"));
  }

  @Provide
  Arbitrary<String> words() {
    Arbitrary<String> signs =
        Arbitraries.of(
            "#",
            " ",
            "\n",
            "\n\n",
            "[a]",
            "(b)",
            "[",
            "](",
            "!",
            "<",
            ">",
            "`",
            "```",
            "~~~",
            "*",
            "**",
            "_",
            "__",
            "\\",
            "&amp;",
            "&#35;",
            "-",
            "---",
            "+ ",
            "1.",
            "2) ",
            "=",
            "===",
            "|",
            "a",
            "é",
            "$x_{1}$",
            "http://e.org",
            "javascript:1",
            "<b>",
            "</b>",
            "<!--",
            "\t",
            "    ");
    return Arbitraries.oneOf(
        signs.list().ofMaxSize(12).map(parts -> String.join("", parts)),
        Arbitraries.strings().ofMaxLength(20));
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.strings()
        .withChars("ab()&;lt=*_#?~!'%41")
        .ofMaxLength(12)
        .filter(path -> isUri("https://example.org/" + path));
  }

  private static void assertComesBack(String title, String heading, String text) {
    Draft draft = draft(title, heading, text, "https://example.org/x");

    Blocks blocks = new Blocks(Markdown.of(draft));

    assertThat(blocks.lines).isEqualTo(expected(draft));
    assertThat(blocks.links)
        .containsExactly(
            "https://newsletter.mlsafety.org", "https://example.org/x", "https://example.org/x");
  }

  /** A feature and a line, both in a section named by the text. */
  private static Draft draft(String title, String heading, String text, String link) {
    String section = text.isBlank() || text.equals(Profile.OTHER) ? "Section" : text;
    Profile profile =
        new Profile(
            title.isBlank() ? "Newsletter" : title,
            heading,
            PROFILE.subscribe(),
            List.of(new Profile.Section(section, null, null, null)),
            null,
            null,
            0);
    return Draft.of(
        profile,
        1,
        List.of(
            paper("arxiv:2501.00001")
                .titled(title)
                .at(link)
                .in(section)
                .approved(1, FEATURE, heading, text)
                .entry(),
            paper("arxiv:2501.00002")
                .titled(title)
                .at(link)
                .in(section)
                .approved(1, ONE_LINER, heading, text)
                .entry()));
  }

  private static List<String> expected(Draft draft) {
    List<String> lines = new ArrayList<>();
    lines.add("h1 " + draft.title());
    lines.add("p " + Plain.joined(draft.about(), "Subscribe"));
    lines.add("p " + draft.welcome());
    lines.add("p In this edition, we cover:");
    draft.covers().forEach(topic -> lines.add("li " + topic));
    for (Draft.Section section : draft.sections()) {
      lines.add("h2 " + section.name());
      for (Draft.Feature feature : section.features()) {
        lines.add("h3 " + feature.heading());
        feature.paragraphs().forEach(paragraph -> lines.add("p " + paragraph));
        if (feature.paragraphs().isEmpty()) {
          lines.add("p ‹(text to come)›");
        }
        lines.add("p Link");
      }
      lines.add("h3 " + section.othersHeading());
      section.others().forEach(other -> lines.add("li Link " + other.text()));
    }
    return lines;
  }

  private static boolean isUri(String text) {
    try {
      return URI.create(text).getHost() != null;
    } catch (IllegalArgumentException notOne) {
      return false;
    }
  }

  /** What a reader of CommonMark sees; anything that a draft never has fails. */
  private static final class Blocks {
    final List<String> lines = new ArrayList<>();
    final List<String> links = new ArrayList<>();

    Blocks(String markdown) {
      see(Parser.builder().build().parse(markdown));
    }

    private void see(Node node) {
      if (node instanceof Heading heading) {
        lines.add("h" + heading.getLevel() + " " + inline(node));
      } else if (node instanceof Paragraph) {
        lines.add((node.getParent() instanceof ListItem ? "li " : "p ") + inline(node));
      } else if (node instanceof Document
          || node instanceof BulletList
          || node instanceof ListItem) {
        children(node).forEach(this::see);
      } else {
        fail("not of a draft: " + node);
      }
    }

    private String inline(Node node) {
      return children(node).stream().map(this::words).collect(Collectors.joining());
    }

    private String words(Node node) {
      if (node instanceof Text text) {
        return text.getLiteral();
      } else if (node instanceof Link link) {
        links.add(link.getDestination());
        return inline(link);
      } else if (node instanceof Emphasis) {
        return "‹" + inline(node) + "›";
      }
      return fail("not of a draft: " + node);
    }

    private static List<Node> children(Node parent) {
      return Stream.iterate(parent.getFirstChild(), Objects::nonNull, Node::getNext).toList();
    }
  }
}
