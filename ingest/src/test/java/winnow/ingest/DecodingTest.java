package winnow.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DecodingTest {
  private static final String DECLARED = "<?xml version='1.0' encoding='%s'?><a>é</a>";

  static Stream<Arguments> charsets() {
    String latin = DECLARED.formatted("ISO-8859-1");
    return Stream.of(
        Arguments.of("nothing says: UTF-8", "<a>é</a>".getBytes(UTF_8), null),
        Arguments.of("declared", latin.getBytes(ISO_8859_1), null),
        Arguments.of("declared, header without charset", latin.getBytes(ISO_8859_1), "text/xml"),
        Arguments.of("header before declaration", latin.getBytes(UTF_8), "text/xml; charset=utf-8"),
        Arguments.of(
            "header in quotes", "<a>é</a>".getBytes(ISO_8859_1), "a/b; charset=\"latin1\""),
        Arguments.of("unknown in header", "<a>é</a>".getBytes(UTF_8), "text/xml; charset=nonsense"),
        Arguments.of("mark", marked("<a>é</a>".getBytes(UTF_8), 0xEF, 0xBB, 0xBF), null),
        Arguments.of(
            "mark before header",
            marked("<a>é</a>".getBytes(UTF_16LE), 0xFF, 0xFE),
            "a/b; charset=utf-8"),
        Arguments.of(
            "mark, big end first", marked("<a>é</a>".getBytes(UTF_16BE), 0xFE, 0xFF), null),
        Arguments.of("no mark, big end first", "<a>é</a>".getBytes(UTF_16BE), null),
        Arguments.of("no mark, little end first", "<a>é</a>".getBytes(UTF_16LE), null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("charsets")
  void text_charset_isFoundWhereItIsSaid(String name, byte[] bytes, String contentType)
      throws Exception {
    assertThat(Decoding.text(Recordings.document(bytes, contentType))).endsWith("<a>é</a>");
  }

  @Test
  void text_bytesOfAnotherCharset_saysWhichAndWhere() {
    byte[] bytes = "<?xml version='1.0' encoding='utf-8'?><a>é</a>".getBytes(ISO_8859_1);

    assertThatThrownBy(() -> Decoding.text(Recordings.document(bytes, null)))
        .isInstanceOf(UnreadableFeedException.class)
        .hasMessage("is not in UTF-8, the charset it names or should have: byte 41");
  }

  @Test
  void text_unknownCharsetDeclared_saysIt() {
    byte[] bytes = DECLARED.formatted("x-nonsense").getBytes(UTF_8);

    assertThatThrownBy(() -> Decoding.text(Recordings.document(bytes, null)))
        .isInstanceOf(UnreadableFeedException.class)
        .hasMessage("declares a charset that is not known: x-nonsense");
  }

  @Test
  void lenient_bytesOfAnotherCharset_areReadInTheNextMeantAndNoted() throws Exception {
    byte[] header = DECLARED.formatted("ISO-8859-1").getBytes(ISO_8859_1);
    byte[] latin = "<?xml version='1.0' encoding='utf-8'?><a>é</a>".getBytes(ISO_8859_1);
    byte[] flipped = "<a>éééé x</a>".getBytes(UTF_8);
    flipped[12] = (byte) 0xFF;

    assertThat(Decoding.lenient(Recordings.document(header, "a/b; charset=utf-8")).text())
        .endsWith("<a>é</a>");
    assertThat(Decoding.lenient(Recordings.document(latin, null)).text()).endsWith("<a>é</a>");
    assertThat(Decoding.lenient(Recordings.document(flipped, null)).text())
        .isEqualTo("<a>éééé \uFFFD</a>");
    assertThat(Decoding.lenient(Recordings.document(latin, null)).note())
        .isEqualTo("is not in UTF-8, the charset it names or should have: byte 41");
  }

  @Test
  void text_noBytes_saysSo() {
    assertThatThrownBy(() -> Decoding.text(Recordings.document(new byte[0], null)))
        .hasMessage("the body is empty");
  }

  @Property
  void text_anyText_comesBack(@ForAll String text) throws Exception {
    String whole =
        "a"
            + text.codePoints()
                .filter(c -> c < 0xD800 || c > 0xDFFF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);

    assertThat(Decoding.text(Recordings.of(whole))).isEqualTo(whole);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<a/> | 0",
        "'  <a/>' | 2",
        "<?xml version='1.0'?><!-- x --><a/> | 31",
        "<!-- never closed | 17",
        "'   ' | 3"
      })
  void start_text_isPastWhatSaysNothing(String text, int start) throws Exception {
    assertThat(Prolog.start(text.replaceAll("^'(.*)'$", "$1"))).isEqualTo(start);
  }

  private static byte[] marked(byte[] bytes, int... mark) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int one : mark) {
      out.write(one);
    }
    out.writeBytes(bytes);
    return out.toByteArray();
  }
}
