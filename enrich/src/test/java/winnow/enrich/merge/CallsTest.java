package winnow.enrich.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.enrich.identity.Wording;

class CallsTest {
  private static final Set<String> KEYS =
      Wording.of(
              "Corncrake Lawnmower: Counting Birds at Dusk",
              java.util.List.of("Ada Byron", "Grace Hopper"),
              "Corncrake lawnmower meadow telescope orchard hedge barley thistle nettle.")
          .keys();

  @Test
  void of_onePartition_isOneRecord() {
    assertThat(Calls.of(KEYS, 1)).singleElement().extracting(Calls::keys).isEqualTo(KEYS);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 6, 31, 64})
  void of_severalPartitions_callsEachKeyOnceAndWhereItsPlaceIs(int partitions) {
    Collection<Calls> calls = Calls.of(KEYS, partitions);

    assertThat(calls).flatExtracting(Calls::keys).containsExactlyInAnyOrderElementsOf(KEYS);
    assertThat(calls.stream().map(one -> one.partition(partitions)))
        .doesNotHaveDuplicates()
        .allMatch(partition -> partition >= 0 && partition < partitions);
    assertThat(calls).hasSizeGreaterThan(1);
  }

  @Test
  void partition_topicIsDividedOtherwise_isRefused() {
    Calls all = new Calls(new TreeSet<>(KEYS));

    assertThatThrownBy(() -> all.partition(6))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("of 6");
  }
}
