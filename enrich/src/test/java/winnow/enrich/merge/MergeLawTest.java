package winnow.enrich.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import winnow.model.Decision;
import winnow.model.Identifier;
import winnow.model.Paper;
import winnow.model.Sighting;

/**
 * The law: whatever the order of arrival, the repetitions, and the number of workers, the same
 * sightings and curators' words end as the same papers, and those are what one clerk would have
 * made of them.
 */
class MergeLawTest {
  private static final AtomicInteger RUNS = new AtomicInteger();
  private static Workers workers;

  @BeforeContainer
  static void hire() {
    workers = new Workers();
  }

  @AfterContainer
  static void dismiss() {
    workers.close();
  }

  @Provide
  Arbitrary<List<Object>> weeks() {
    return Weeks.weeks(10);
  }

  @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void papers_anyOrderRepetitionAndPartitions_areTheOracles(
      @ForAll("weeks") List<Object> week,
      @ForAll @IntRange(min = 1, max = 6) int partitions,
      @ForAll long seed) {
    // given
    List<Object> said = elsewhere(week);
    Random chance = new Random(seed);
    Map<String, @Nullable Paper> papers = new HashMap<>();

    // when
    workers.run(repeatedAndShuffled(said, chance), partitions, chance, papers);
    int toldAgain = workers.run(repeatedAndShuffled(said, chance), partitions, chance, papers);

    // then
    Oracle oracle = new Oracle(of(Sighting.class, said), of(Decision.class, said));
    assertThat(standing(papers)).as(() -> story(said)).isEqualTo(oracle.papers());
    assertThat(toldAgain).as("records told of what was known").isZero();
    papers.forEach((id, paper) -> assertGoneRightly(oracle, Identifier.parse(id), paper, papers));
  }

  /** An id that was told once resolves for ever, and to the right paper. */
  private static void assertGoneRightly(
      Oracle oracle, Identifier id, @Nullable Paper paper, Map<String, @Nullable Paper> papers) {
    Identifier now = oracle.paperOf(id);
    if (paper == null) {
      assertThat(now).as("a tombstone is of a paper of its own").isEqualTo(id);
    } else if (paper.mergedInto() != null) {
      assertThat(paper).isEqualTo(Paper.redirect(id, now));
      assertThat(now).isNotEqualTo(id);
      Paper heir = papers.get(now.toString());
      if (heir != null && heir.mergedInto() == null) {
        assertThat(heir.identifiers()).as("names of the heir").contains(id);
      }
    }
  }

  private static Map<String, Says> standing(Map<String, @Nullable Paper> papers) {
    Map<String, Says> standing = new TreeMap<>();
    papers.forEach(
        (id, paper) -> {
          if (paper != null && paper.mergedInto() == null) {
            standing.put(id, Says.of(paper));
          }
        });
    return standing;
  }

  /** What was said, in a line each. */
  private static String story(List<Object> said) {
    return said.stream()
        .map(
            event ->
                event instanceof Sighting one
                    ? one.identifiers()
                        + " "
                        + one.feed()
                        + " "
                        + one.entryId()
                        + " "
                        + one.fate()
                        + " "
                        + one.title()
                        + " "
                        + one.headline()
                        + " "
                        + one.authors()
                        + " "
                        + one.abstractText()
                        + " "
                        + one.seenAt()
                    : ((Decision) event).action()
                        + " "
                        + ((Decision) event).id()
                        + " "
                        + ((Decision) event).other()
                        + " "
                        + ((Decision) event).at())
        .collect(java.util.stream.Collectors.joining("\n", "\n", "\n"));
  }

  private static List<Object> elsewhere(List<Object> week) {
    String run = String.format("%06d", RUNS.incrementAndGet());
    return week.stream().map(event -> Weeks.elsewhere(event, run)).toList();
  }

  private static <T> List<T> of(Class<T> type, List<Object> said) {
    return said.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static Collection<Object> repeatedAndShuffled(List<Object> said, Random chance) {
    List<Object> arriving = new ArrayList<>(said);
    said.stream().filter(unused -> chance.nextInt(4) == 0).forEach(arriving::add);
    Collections.shuffle(arriving, chance);
    return arriving;
  }
}
