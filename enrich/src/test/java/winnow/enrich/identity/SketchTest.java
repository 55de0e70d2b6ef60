package winnow.enrich.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SketchTest {
  /** Records keep hashes, and two that differ never meet again. */
  @Test
  void ofPairs_wordsOfSeveralScripts_haveTheHashesThatRecordsKeep() {
    assertThat(Sketch.ofPairs(List.of("reward", "модель", "naïf", "推理", "\ud835\udd38x")))
        .isEqualTo(new Sketch("FGGEeNscf2n0xvVj", 4));
  }

  @Test
  void ofPairs_samePairTwice_isOneElement() {
    assertThat(Sketch.ofPairs(List.of("a", "b", "a", "b")).size()).isEqualTo(2);
  }

  @Property
  void within_anyTwo_isTheShareOfTheHashesAsFarAsBothReach(
      @ForAll @Size(max = 300) Set<@IntRange(max = 400) Integer> some,
      @ForAll @Size(max = 300) Set<@IntRange(max = 400) Integer> others) {
    Sketch one = sketch(some);
    Sketch other = sketch(others);
    Set<String> mine = reached(one, other);
    Set<String> theirs = reached(other, one);
    int fewer = Math.min(mine.size(), theirs.size());
    mine.retainAll(theirs);

    assertThat(one.within(other)).isEqualTo(fewer == 0 ? 0 : (double) mine.size() / fewer);
  }

  private static Set<String> reached(Sketch one, Sketch other) {
    Set<String> hashes = new TreeSet<>(one.hashes());
    if (other.size() > Sketch.KEPT) {
      String last = other.hashes().get(Sketch.KEPT - 1);
      hashes.removeIf(hash -> hash.compareTo(last) > 0);
    }
    return hashes;
  }

  private static Sketch sketch(Set<Integer> elements) {
    return Sketch.of(elements.stream().map(Object::toString).toList());
  }
}
