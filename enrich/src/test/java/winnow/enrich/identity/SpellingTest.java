package winnow.enrich.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          GPT4 isn't C++ or a_b      | gpt 4 isnt c++ or ab
          $k$-fold: 1,000 {Runs}     | k fold 1 000 runs
          Gr\\"obner & $\\mathbf{x}$ | grobner x
          AT&amp;T, R&#38;D          | at t r d
          Straße Ørsted naïve        | strasse orsted naive
          """)
  void words_casePunctuationAndTex_areOneSpelling(String text, String words) {
    assertThat(String.join(" ", Spelling.words(text))).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {"It's `x^2`, _not_ {A}+B++ + 1", "A-b/c (d) [e]; f:g ~ h=i", "3D-CNNs: part II"})
  void words_textIsAscii_areThoseOfTheSameTextBesideALetterThatIsNot(String text) {
    List<String> words = Spelling.words(text + " \u03b1");

    assertThat(words).endsWith("\u03b1");
    assertThat(words.subList(0, words.size() - 1)).isEqualTo(Spelling.words(text));
  }
}
