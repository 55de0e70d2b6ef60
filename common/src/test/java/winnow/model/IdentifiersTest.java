package winnow.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {
  private static final String ARROW = "=>";

  @ParameterizedTest
  @MethodSource("table")
  void ofLink_tableOfLinks_givesOneSpelling(String link, String expected) {
    assertThat(said(Identifiers.ofLink(link))).isEqualTo(expected);
  }

  /** Rows of links.txt: a bug report becomes one more. */
  static Stream<Arguments> table() throws IOException {
    return rows()
        .map(row -> row.split(ARROW, 2))
        .map(row -> Arguments.of(row[0].strip(), row[1].strip()));
  }

  private static Stream<String> rows() throws IOException {
    try (InputStream table = IdentifiersTest.class.getResourceAsStream("links.txt")) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(row -> !row.startsWith("#"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "2211.00593                | arxiv:2211.00593",
        "2211.00593v3              | arxiv:2211.00593 v3",
        "' 2211.00593 '            | arxiv:2211.00593",
        "arXiv:2211.00593          | arxiv:2211.00593",
        "arXiv: 2211.00593         | arxiv:2211.00593",
        "ARXIV:2211.00593V2        | arxiv:2211.00593 v2",
        "oai:arXiv.org:2403.02345v1| arxiv:2403.02345 v1",
        "oai:arXiv.org:hep-th/9901001v2 | arxiv:hep-th/9901001 v2",
        "hep-th/9901001            | arxiv:hep-th/9901001",
        "math.GT/0309136           | arxiv:math/0309136",
        "MATH.GT/0309136           | arxiv:math/0309136",
        "0704.0001                 | arxiv:0704.0001",
        "2211.593                  | ''",
        "2211.005931               | ''",
        "2213.00593                | ''",
        "2211.00593v               | ''",
        "x2211.00593               | ''",
        "hep-th/990100             | ''",
        "https://arxiv.org/abs/2211.00593 | ''",
        "''                        | ''",
      })
  void ofArxivId_tableOfTexts_givesIdAndVersion(String text, String expected) {
    assertThat(said(Identifiers.ofArxivId(text))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.1000/xyz                      | doi:10.1000/xyz",
        "doi:10.1000/XYZ                  | doi:10.1000/xyz",
        "DOI 10.1000/xyz                  | doi:10.1000/xyz",
        "https://doi.org/10.1000/xyz      | doi:10.1000/xyz",
        "see 10.1000/xyz, and others      | doi:10.1000/xyz",
        "(10.1000/xyz)                    | doi:10.1000/xyz",
        "<https://doi.org/10.1000/xyz>    | doi:10.1000/xyz",
        "10.1000/xyz</a>                  | doi:10.1000/xyz",
        "[10.1000/xyz](https://x.example) | doi:10.1000/xyz",
        "10.1000/xyz 10.1000/abc          | doi:10.1000/xyz",
        "10.1000/xyz\u00a0and             | doi:10.1000/xyz",
        "10.1000/xyz.pdf                  | doi:10.1000/xyz",
        "10.1000/xyz/abstract             | doi:10.1000/xyz",
        "10.1000/xyz?download=true        | doi:10.1000/xyz",
        "10.1162/tacl_a_00001             | doi:10.1162/tacl_a_00001",
        "10.48550/arXiv.2211.00593v2      | arxiv:2211.00593 v2",
        "10.48550/arXiv.2211.00593.       | arxiv:2211.00593",
        "10.18653/v1/P19-1001             | acl:P19-1001",
        "10.18653/v1/w                    | doi:10.18653/v1/w",
        "10.1000/                         | ''",
        "10.1000/)))                      | ''",
        "10.10/xyz                        | ''",
        "110.1000/xyz                     | ''",
        "no doi at all                    | ''",
      })
  void ofDoi_tableOfTexts_givesWhatItStandsFor(String text, String expected) {
    assertThat(said(Identifiers.ofDoi(text))).isEqualTo(expected);
  }

  @Test
  void ofDoi_absurdlyLong_isNone() {
    assertThat(Identifiers.ofDoi("10.1000/" + "x".repeat(100_000))).isEmpty();
    assertThat(Identifiers.ofDoi("10.1000/" + ")".repeat(1_800) + "x")).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Preprint arXiv:2211.00593.                    | arxiv:2211.00593",
        "[arXiv:2211.00593v2]                          | arxiv:2211.00593 v2",
        "(arXiv: 2211.00593)                           | arxiv:2211.00593",
        "arXiv:hep-th/9901001 and arXiv:2211.00593     | arxiv:hep-th/9901001, arxiv:2211.00593",
        "arXiv:2211.00593, again arXiv:2211.00593      | arxiv:2211.00593",
        "arXiv:2211.00593v1 is not arXiv:2211.00593v2  | arxiv:2211.00593 v1, arxiv:2211.00593 v2",
        "arXiv:2403.02345v1 Announce Type: new         | arxiv:2403.02345 v1",
        "arXiv:2211.005931                             | ''",
        "notarXiv:2211.00593                           | ''",
        "pi is 3.14159 and 2211.00593 is a number      | ''",
      })
  void inText_tableOfTexts_findsEachOnceInOrder(String text, String expected) {
    String found =
        String.join(
            ", ", Identifiers.inText(text).stream().map(one -> said(Optional.of(one))).toList());

    assertThat(found).isEqualTo(expected);
  }

  @Test
  void ofLink_absurdlyLong_isNone() {
    assertThat(Identifiers.ofLink("https://example.org/" + "a".repeat(2_000))).isEmpty();
    assertThat(Identifiers.ofLink("https://example.org/" + "ï".repeat(1_000))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "url:https://example.org/a",
        "arxiv:hep-th/9901001",
        "doi:10.1000/a:b",
        "acl:P19-1001",
        "openreview:_-x"
      })
  void parse_ofToString_isIdentity(String text) {
    assertThat(Identifier.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "arxiv",
        "arxiv:",
        "ARXIV:2211.00593",
        "isbn:1",
        "url: x",
        "doi:a b",
        "url:\t"
      })
  void parse_whatIsNone_isRefusedByItsText(String text) {
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> Identifier.parse(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text.substring(text.indexOf(':') + 1));
  }

  @Test
  void order_ofKinds_isStrongestFirst() {
    List<String> sorted =
        Stream.of(
                "url:https://a.example",
                "acl:P19-1001",
                "openreview:aaaaa",
                "doi:10.1000/b",
                "doi:10.1000/a",
                "arxiv:2211.00593")
            .map(Identifier::parse)
            .sorted()
            .map(Identifier::toString)
            .toList();

    assertThat(sorted)
        .containsExactly(
            "arxiv:2211.00593",
            "doi:10.1000/a",
            "doi:10.1000/b",
            "openreview:aaaaa",
            "acl:P19-1001",
            "url:https://a.example");
  }

  @Property
  void parse_ofAnyIdentifiersText_isThatIdentifier(@ForAll("identifiers") Identifier one) {
    assertThat(Identifier.parse(one.toString())).isEqualTo(one);
  }

  @Property
  void order_ofAnyThree_isTotal(
      @ForAll("identifiers") Identifier a,
      @ForAll("identifiers") Identifier b,
      @ForAll("identifiers") Identifier c) {
    assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
    assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
    if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
      assertThat(a.compareTo(c)).isNotPositive();
    }
  }

  @Property(tries = 3000)
  void ofLink_canonicalForm_isItself(@ForAll("links") String link) {
    Identifiers.ofLink(link)
        .map(Identifiers.Found::identifier)
        .ifPresent(
            one -> {
              assertThat(Identifiers.ofLink(address(one)).map(Identifiers.Found::identifier))
                  .as("%s by way of %s", link, address(one))
                  .contains(one);
              assertThat(one.kind() == Identifier.Kind.URL).isEqualTo(one.value().contains("://"));
            });
  }

  @Property
  void ofLink_ofAnyText_neverThrowsAndGivesAnAddress(@ForAll String text) {
    for (String link : List.of(text, "https://example.org/" + text, "https://doi.org/" + text)) {
      Identifiers.ofLink(link)
          .ifPresent(found -> assertThat(uri(address(found.identifier()))).isNotNull());
    }
    Identifiers.ofDoi(text);
    Identifiers.ofDoi("10.1000/" + text);
    Identifiers.ofArxivId(text);
    Identifiers.inText(text);
  }

  @Provide
  Arbitrary<Identifier> identifiers() {
    Arbitrary<String> values =
        Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(12);
    return Combinators.combine(Arbitraries.of(Identifier.Kind.values()), values)
        .as(Identifier::new);
  }

  /** The table's own pieces, put together anew. */
  @Provide
  Arbitrary<String> links() {
    Arbitrary<String> hosts =
        Arbitraries.of(
            "arxiv.org",
            "www.arxiv.org",
            "m.www.doi.org",
            "dl.acm.org",
            "openreview.net",
            "aclanthology.org",
            "proceedings.mlr.press",
            "example.org",
            "www.amp.dev",
            "ar5iv.org",
            "EXAMPLE.org.",
            "bücher.example",
            "[2001:db8::1]",
            "user@example.org");
    Arbitrary<String> ports = Arbitraries.of("", "", "", ":80", ":443", ":8080", ":");
    Arbitrary<String> pieces =
        Arbitraries.of(
            "/",
            "abs/",
            "pdf/",
            "forum",
            "group",
            "10.1000/",
            "10.48550/arXiv.",
            "2211.00593",
            "hep-th/9901001",
            "v2",
            ".pdf",
            "P19-1001",
            "2023.acl-long.1",
            "?",
            "&",
            "#",
            "id=",
            "noteId=",
            "utm_source=x",
            "HkgEQnRqYQ",
            "doe21a",
            "/v139/",
            "%2F",
            "%7E",
            "%",
            "ï",
            " ",
            "(",
            ")",
            ".",
            ",",
            "<",
            ">",
            "[",
            "]",
            "x",
            "X",
            "/full",
            "+",
            ";",
            "'",
            "%69");
    return Combinators.combine(
            Arbitraries.of("http://", "https://", "HTTPS://"),
            hosts,
            ports,
            pieces.list().ofMaxSize(8))
        .as((scheme, host, port, path) -> scheme + host + port + "/" + String.join("", path));
  }

  private static String said(Optional<Identifiers.Found> found) {
    return found
        .map(one -> one.identifier() + (one.version() == null ? "" : " v" + one.version()))
        .orElse("");
  }

  /** Where a person finds it. */
  private static String address(Identifier one) {
    return switch (one.kind()) {
      case ARXIV -> "https://arxiv.org/abs/" + one.value();
      case DOI -> "https://doi.org/" + percent(one.value());
      case OPENREVIEW -> "https://openreview.net/forum?id=" + one.value();
      case ACL -> "https://aclanthology.org/" + one.value() + "/";
      case URL -> one.value();
    };
  }

  private static String percent(String path) {
    return String.join(
        "/",
        Arrays.stream(path.split("/", -1))
            .map(part -> java.net.URLEncoder.encode(part, StandardCharsets.UTF_8))
            .map(part -> part.replace("+", "%20"))
            .toList());
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
