package winnow.enrich.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class NumbersTest {
  /** Words of these letters often have the same hash, as Aa and BB have. */
  @Property(tries = 300)
  void get_wordsOfLikeHash_eachItsNumberAndNoneForOthers(
      @ForAll Set<@Chars({'A', 'a', 'B', 'C', '#'}) @StringLength(max = 6) String> words,
      @ForAll Set<@Chars({'A', 'a', 'B', 'C', '#'}) @StringLength(max = 6) String> others) {
    String[] names = words.toArray(String[]::new);
    Numbers numbers = new Numbers(names);
    for (int i = 0; i < names.length; i++) {
      numbers.put(i);
    }

    for (int i = 0; i < names.length; i++) {
      assertThat(numbers.get(names[i])).isEqualTo(i);
    }
    for (String other : others) {
      if (!words.contains(other)) {
        assertThat(numbers.get(other)).isNegative();
      }
    }
  }
}
