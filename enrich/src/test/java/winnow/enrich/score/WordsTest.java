package winnow.enrich.score;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class WordsTest {
  @Property
  void of_anyText_isTheSameAgain(@ForAll String text) {
    Words words = Words.of(text);

    assertThat(Words.of(String.join(" ", words.inOrder()))).isEqualTo(words);
  }
}
