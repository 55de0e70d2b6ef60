package winnow.enrich.merge;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Under which keys a name can be found by its words: those of them whose places are in one
 * partition, so that a wording costs a record for each partition and not one for each key.
 */
record Calls(SortedSet<String> keys) {
  Calls {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("no key");
    }
    keys = Collections.unmodifiableSortedSet(new TreeSet<>(keys));
  }

  /** What is called out, of these keys, if their places are in so many partitions. */
  static Collection<Calls> of(Collection<String> keys, int partitions) {
    Map<Integer, SortedSet<String>> byPartition = new TreeMap<>();
    keys.forEach(
        key ->
            byPartition
                .computeIfAbsent(partition(key, partitions), unused -> new TreeSet<>())
                .add(key));
    return byPartition.values().stream().map(Calls::new).toList();
  }

  /**
   * The one in which the places of all these keys are.
   *
   * @throws IllegalStateException if there is no such one, as when the topic is not divided as it
   *     was thought to be: a key with two places would keep names apart
   */
  int partition(int partitions) {
    int one = partition(keys.first(), partitions);
    for (String key : keys) {
      if (partition(key, partitions) != one) {
        throw new IllegalStateException(
            "keys of several partitions in one record, of " + partitions + ": " + keys);
      }
    }
    return one;
  }

  private static int partition(String key, int partitions) {
    return Math.floorMod(key.hashCode(), partitions);
  }
}
