package winnow.ingest.arxiv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorListTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ada Muster | Ada Muster",
        "Ada Muster, Bo Beispiel | Ada Muster;Bo Beispiel",
        "Ada Muster (1), Bo Beispiel (1 and 2) ((1) Here, (2) There) | Ada Muster;Bo Beispiel",
        "Ada Muster (Institute, City (Land)), Bo Beispiel | Ada Muster;Bo Beispiel",
        "Ada Muster (unclosed, Bo Beispiel | Ada Muster",
        "Ada Muster, Jr., Bo Beispiel | Ada Muster, Jr.;Bo Beispiel",
        "Ada Muster,  , Bo Beispiel, | Ada Muster;Bo Beispiel",
        "{Muster, Ada}, Bo Beispiel | {Muster, Ada};Bo Beispiel",
        "Jos\\'e Beispiel, {\\L}uk Przyk{\\l}ad | José Beispiel;Łuk Przykład",
        "<a href=\"http://x/A\">Ada, Muster</a>, <a href=\"http://x/B\">Bo</a> (Lab) | Ada, Muster;Bo"
      })
  void names_oneStringForAll_areDividedWithoutAffiliations(String creator, String names) {
    assertThat(AuthorList.names(creator)).isEqualTo(List.of(names.split(";")));
  }
}
