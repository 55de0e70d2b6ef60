package winnow.publish.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static winnow.publish.review.Tag.tag;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagTest {
  @Test
  void add_textAndTags_escapesTheText() {
    Tag paragraph = tag("p", "a < b & \"c\" ").with("title", "\"><script>").add(tag("b", "'d'"));

    assertThat(paragraph)
        .hasToString(
            "<p title=\"&quot;&gt;&lt;script&gt;\">a &lt; b &amp; &quot;c&quot; <b>&#39;d&#39;</b></p>");
  }

  @Test
  void toString_elementThatIsAlwaysEmpty_hasNoEnd() {
    assertThat(tag("input").with("hidden")).hasToString("<input hidden=\"\">");
  }

  @Test
  void leadingTo_page_opensApartAndTellsNothing() {
    assertThat(tag("a", "x").leadingTo(URI.create("https://example.org/?a=1&b=\u00e9")))
        .hasToString(
            "<a href=\"https://example.org/?a=1&amp;b=%C3%A9\" target=\"_blank\""
                + " rel=\"noopener noreferrer\">x</a>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "/x"})
  void leadingTo_noPage_leadsNowhere(String link) {
    assertThat(tag("a", "x").leadingTo(URI.create(link))).hasToString("<a>x</a>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a=", "A", "on\"x"})
  void with_nameThatIsNone_isRefused(String name) {
    assertThatThrownBy(() -> tag("a").with(name)).isInstanceOf(IllegalArgumentException.class);
  }
}
