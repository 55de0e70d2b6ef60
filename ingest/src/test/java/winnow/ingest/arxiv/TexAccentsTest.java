package winnow.ingest.arxiv;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TexAccentsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      value = {
        "Jos\\'e | José",
        "Jos\\'{e} | José",
        "Jos{\\'e} | José",
        "Jos{\\'{e}} | José",
        "Link\\\"oping | Linköping",
        "I\\~nigo | Iñigo",
        "Li\\`o | Liò",
        "\\^Ile | Île",
        "\\.Zurek | Żurek",
        "\\=Aboli | Āboli",
        "\\c{C}a\\u{g}lar \\\"Unl\\\"u | Çağlar Ünlü",
        "Ulak\\c{c}{\\i} | Ulakçı",
        "P\\u{a}tra\\c{s}cu | Pătraşcu",
        "Lu\\v{c}i\\'c | Lučić",
        "\\v Cech | Čech",
        "Zaj\\k{a}c | Zając",
        "Ta\\\"iga | Taïga",
        "Mar\\'{\\i}a | María",
        "Mar\\'\\i a | María",
        "Erd\\H{o}s | Erdős",
        "{\\AA}ngstr{\\\"o}m | Ångström",
        "Wei{\\ss} | Weiß",
        "Wei\\ss{} | Weiß",
        "J{\\o}rgensen | Jørgensen",
        "{\\L}ukasz S{\\l}owi\\'nski | Łukasz Słowiński",
        "{O'Neil} | O'Neil",
        "\\unknown{x} | \\unknown{x}",
        "$\\mathcal{O}$ | $\\mathcal{O}$",
        "no TeX at all | no TeX at all",
        "ends in \\ | ends in \\"
      })
  void decode_accent_becomesALetter(String tex, String text) {
    assertThat(TexAccents.decode(tex)).isEqualTo(text);
  }

  @Property
  void decode_anyText_neverFails(@ForAll String text) {
    assertThat(TexAccents.decode(text)).isNotNull();
  }
}
