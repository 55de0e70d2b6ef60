package winnow.ingest;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import winnow.model.Access;

/**
 * The entries of a document that lists all there are between its first and its last, newest first.
 * Names grow: a longer one is newer, and of two as long the greater. So a name that belongs between
 * them and is not there is of an entry that left.
 *
 * @param names in document order, at least one
 * @param gone those among them that say of themselves that they are gone
 * @param access by which door it came; another may show less of an entry
 */
public record Listed(List<String> names, Set<String> gone, Access access) {
  private static final Comparator<String> BY_AGE =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  public Listed {
    names = List.copyOf(names);
    gone = Set.copyOf(gone);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("names is empty");
    }
  }

  /** Whether the names stand in their order; in another, nothing follows from a gap. */
  boolean isInOrder() {
    for (int i = 1; i < names.size(); i++) {
      if (BY_AGE.compare(names.get(i - 1), names.get(i)) <= 0) {
        return false;
      }
    }
    return true;
  }

  /** The last, which is the oldest. */
  String oldest() {
    return names.get(names.size() - 1);
  }

  /** Whether an entry is newer than the first: not to be expected here yet. */
  boolean isBefore(String name) {
    return BY_AGE.compare(name, names.get(0)) > 0;
  }

  /** Whether an entry stands here, and does not say that it is gone. */
  boolean has(String name) {
    return names.contains(name) && !gone.contains(name);
  }

  /** Whether an entry is gone: by its own word, or because it is missing where it belongs. */
  boolean lacks(String name) {
    return !has(name) && !isBefore(name) && BY_AGE.compare(name, oldest()) >= 0;
  }
}
