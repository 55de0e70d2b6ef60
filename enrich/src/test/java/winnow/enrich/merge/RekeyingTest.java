package winnow.enrich.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
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
import winnow.model.Identifier;
import winnow.model.Paper;

/** What was keyed by older rules is keyed again by those of now, whoever is asked when. */
class RekeyingTest {
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

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void papers_keyedByOlderRulesAndAskedAgain_areThoseOfTheRulesOfNow(
      @ForAll("weeks") List<Object> week,
      @ForAll @IntRange(min = 1, max = 6) int partitions,
      @ForAll long seed) {
    // given
    String run = String.format("%06d", RUNS.incrementAndGet());
    Random chance = new Random(seed);
    Map<String, @Nullable Paper> papers = new HashMap<>();
    workers.run(
        week.stream().map(event -> Weeks.elsewhere(event, run)).toList(),
        partitions,
        chance,
        papers);
    SortedSet<Identifier> names = names(papers.values());
    Map<String, Paper> kept = workers.kept(partitions, names);

    // when
    workers.grow(partitions, names);
    workers.run(some(names, chance), partitions, chance, papers); // and is interrupted
    workers.run(some(names, chance), partitions, chance, papers);
    workers.run(names, partitions, chance, papers);

    // then
    assertThat(workers.kept(partitions, names)).isEqualTo(kept);
    kept.forEach((id, paper) -> assertThat(papers).containsEntry(id, paper));
    assertThat(workers.run(names, partitions, chance, papers)).isZero();
  }

  private static SortedSet<Identifier> names(Collection<@Nullable Paper> papers) {
    SortedSet<Identifier> names = new TreeSet<>();
    for (Paper paper : papers) {
      if (paper != null) {
        names.addAll(paper.identifiers());
      }
    }
    return names;
  }

  private static List<Identifier> some(Collection<Identifier> names, Random chance) {
    List<Identifier> some = new ArrayList<>(names);
    Collections.shuffle(some, chance);
    return some.subList(0, chance.nextInt(some.size() + 1));
  }
}
