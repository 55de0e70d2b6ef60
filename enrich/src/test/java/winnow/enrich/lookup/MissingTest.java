package winnow.enrich.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.model.FeedId;
import winnow.model.Identifier;
import winnow.model.Lookup;
import winnow.model.Mention;
import winnow.model.Paper;

class MissingTest {
  private static final Instant NOON = Instant.parse("2026-06-03T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          arxiv:2606.00001                               | -     | -    | arxiv arxiv:2606.00001
          arxiv:2606.00001                               | Title | -    | arxiv arxiv:2606.00001
          arxiv:2606.00001                               | -     | Text | arxiv arxiv:2606.00001
          arxiv:2606.00001                               | Title | Text | -
          arxiv:2606.00001 doi:10.1/x url:https://a.b/c  | -     | -    | arxiv arxiv:2606.00001, doi doi:10.1/x
          doi:10.1/x doi:10.1/a openreview:abcde         | -     | -    | doi doi:10.1/a, openreview openreview:abcde
          acl:2023.acl-long.1                            | -     | -    | acl acl:2023.acl-long.1
          url:https://a.b/c url:https://b.c/d            | -     | -    | a.b url:https://a.b/c
          url:https://my_host/c                          | -     | -    | my_host url:https://my_host/c
          url:https://a.b/c                              | Title | -    | -
          """,
      delimiter = '|')
  void of_aPaper_asksTheStrongestOfEachKind(
      String identifiers, @Nullable String title, @Nullable String text, @Nullable String asked) {
    List<Lookup> lookups = Missing.of(paper(identifiers, title, text, List.of(), null));

    assertThat(lookups.stream().map(one -> one.provider() + " " + one.identifier()).toList())
        .isEqualTo(asked == null ? List.of() : List.of(asked.split(", ")));
  }

  @Test
  void of_pageWithItsLink_namesTheLinkAndItsHost() {
    URI link = URI.create("http://WWW.lab.example.org/post?utm_source=x");

    Lookup lookup =
        Missing.of(paper("url:https://lab.example.org/post", null, null, List.of(link), null))
            .get(0);

    assertThat(lookup)
        .isEqualTo(
            new Lookup(
                Identifier.parse("url:https://lab.example.org/post"),
                "www.lab.example.org",
                link,
                "title and abstract are unknown",
                NOON));
  }

  @Test
  void of_whatBecameANameOfAnotherPaper_asksNothing() {
    Identifier id = Identifier.parse("doi:10.1/x");

    assertThat(Missing.of(Paper.redirect(id, Identifier.parse("arxiv:2606.00001")))).isEmpty();
  }

  private static Paper paper(
      String identifiers,
      @Nullable String title,
      @Nullable String text,
      List<URI> links,
      @Nullable Identifier mergedInto) {
    List<Identifier> names = Stream.of(identifiers.split(" ")).map(Identifier::parse).toList();
    Mention early = mention(NOON.minusSeconds(60));
    return new Paper(
        names.get(0),
        names,
        title,
        List.of(),
        text,
        null,
        List.of(),
        links,
        List.of(early, mention(NOON)),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        false,
        mergedInto);
  }

  private static Mention mention(Instant seenAt) {
    return new Mention(
        new FeedId("reddit:mlsafety"), "t3_a", seenAt, null, null, "Neat", null, null, null);
  }
}
