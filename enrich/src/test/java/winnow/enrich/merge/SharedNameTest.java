package winnow.enrich.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.model.FeedId;
import winnow.model.Identifier;
import winnow.model.Paper;
import winnow.model.Sighting;

/** What a name costs that many papers share: a few records for each, not one for each two. */
class SharedNameTest {
  @ParameterizedTest
  @CsvSource({"arxiv, url, 1000", "arxiv, doi, 1000", "doi, url, 1000", "url, arxiv, 100"})
  void records_nameSharedByMany_growWithThemAndNotWithTheirSquare(
      String of, String shared, int many) {
    Map<String, @Nullable Paper> papers = new HashMap<>();
    try (Workers workers = new Workers()) {
      workers.run(sightings(of, shared, many), 1, new Random(1), papers);

      System.out.printf(
          "one %s of %d %s: %.1f records a sighting%n",
          shared, many, of, (double) workers.steps() / many);
      assertThat(workers.steps()).isLessThan(8 * many);
    }
    boolean namesOfOne = shared.equals("arxiv");
    assertThat(papers.values().stream().filter(paper -> paper != null).count())
        .isEqualTo(namesOfOne ? 1 : many);
  }

  private static List<Sighting> sightings(String of, String shared, int many) {
    Identifier name = Identifier.parse(shared + ":shared");
    return IntStream.range(0, many)
        .mapToObj(
            n ->
                Sighting.of(
                        new FeedId("blog"),
                        "entry-" + n,
                        List.of(Identifier.parse(of + ":n" + n), name),
                        Instant.EPOCH)
                    .build())
        .toList();
  }
}
