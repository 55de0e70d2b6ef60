package winnow.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import winnow.model.AnnounceType;
import winnow.model.FeedId;
import winnow.model.Sighting;

/**
 * What scale measures hangs on how rare the made-up words are and how old what is revised is. Both
 * are held against what was counted in a quarter of arXiv's announcements.
 */
class SyntheticPapersTest {
  private static final int TITLES = 29_967;
  private static final int NEW_A_MONTH = 5_300;
  private static final int KNOWN = 1_000_000;
  private static final int LATER = 50_000;

  private final SyntheticPapers papers = new SyntheticPapers();

  @Test
  void announced_asManyAsTheQuarters_holdAsManyWordsAndAsManyRareOnes() {
    Map<String, Integer> holders = new HashMap<>();
    titles().forEach(title -> title.forEach(word -> holders.merge(word, 1, Integer::sum)));

    assertThat(holders.size()).isCloseTo(18_200, withinPercentage(5));
    assertThat(heldBy(1, holders)).isCloseTo(11_412, withinPercentage(5));
    assertThat(heldBy(2, holders)).isCloseTo(1_743, withinPercentage(12));
    assertThat(heldBy(3, holders)).isCloseTo(812, withinPercentage(12));
  }

  @Test
  void announced_inTheLastHalf_bringAsManyNewWordsAsTheQuarters() {
    List<Set<String>> titles = titles().toList();
    Set<String> known = new HashSet<>();
    titles.subList(0, TITLES / 2).forEach(known::addAll);
    int words = 0;
    int unknown = 0;
    for (Set<String> title : titles.subList(TITLES / 2, TITLES)) {
      for (String word : title) {
        words++;
        unknown += known.add(word) ? 1 : 0;
      }
    }

    assertThat((double) unknown / words).isCloseTo(0.048, within(0.003));
  }

  @Test
  void later_whatComes_isOfTheQuartersKinds() {
    List<Sighting> later = later().toList();

    assertThat(share(later, SyntheticPapersTest::isRevision)).isCloseTo(0.26, within(0.01));
    assertThat(share(later, one -> one.feed().equals(new FeedId("arxiv:cs.CL"))))
        .isCloseTo(0.25, within(0.01));
    assertThat(share(later, one -> one.feed().equals(new FeedId("blog"))))
        .isCloseTo(0.03, within(0.003));
  }

  @Test
  void later_revisions_areAsOldAsTheQuarters() {
    Sighting newest = papers.announced(KNOWN - 1);
    List<Double> months =
        later()
            .filter(SyntheticPapersTest::isRevision)
            .map(one -> Duration.between(one.seenAt(), newest.seenAt()))
            .map(age -> (double) age.toSeconds() / NEW_A_MONTH)
            .toList();

    assertThat(share(months, age -> age < 0.5)).isCloseTo(0.17, within(0.02));
    assertThat(share(months, age -> age < 4.5)).isCloseTo(0.55, within(0.02));
    assertThat(share(months, age -> age < 12.5)).isCloseTo(0.88, within(0.02));
    assertThat(share(months, age -> age < 38.5)).isCloseTo(0.99, within(0.01));
  }

  private Stream<Set<String>> titles() {
    return LongStream.range(0, TITLES).mapToObj(number -> words(papers.announced(number).title()));
  }

  private static Set<String> words(String title) {
    return new HashSet<>(Arrays.asList(title.replace(":", "").split(" ")));
  }

  private Stream<Sighting> later() {
    Random chance = new Random(5);
    return LongStream.range(0, LATER).mapToObj(i -> papers.later(chance, KNOWN, KNOWN + i));
  }

  private static boolean isRevision(Sighting one) {
    return one.announceType() == AnnounceType.REPLACE;
  }

  private static int heldBy(int titles, Map<String, Integer> holders) {
    return (int) holders.values().stream().filter(count -> count == titles).count();
  }

  private static <T> double share(List<T> all, Predicate<T> which) {
    return (double) all.stream().filter(which).count() / all.size();
  }
}
