package winnow.enrich.identity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How far two lists of authors are one team.
 *
 * @param shared how many names are in both
 * @param fewer the length of the shorter list
 * @param more the length of the longer list
 * @param sameFirst whether the same name opens both
 */
record Names(int shared, int fewer, int more, boolean sameFirst) {
  static Names of(List<String> one, List<String> other) {
    List<List<String>> left = new ArrayList<>(other.stream().map(Names::words).toList());
    int shared = 0;
    for (String name : one) {
      List<String> words = words(name);
      for (int i = 0; i < left.size(); i++) {
        if (same(words, left.get(i))) {
          left.remove(i);
          shared++;
          break;
        }
      }
    }
    return new Names(
        shared,
        Math.min(one.size(), other.size()),
        Math.max(one.size(), other.size()),
        !one.isEmpty() && !other.isEmpty() && same(one.get(0), other.get(0)));
  }

  boolean told() {
    return fewer > 0;
  }

  /** From 0, strangers, to 1, the same: the mean of the shares of the shorter list and of all. */
  double overlap() {
    return fewer == 0
        ? 0
        : ((double) shared / fewer + (double) shared / (fewer + more - shared)) / 2;
  }

  /** Whether two names can be one person's: in any order, with initials for given names. */
  static boolean same(String one, String other) {
    return same(words(one), words(other));
  }

  private static boolean same(List<String> one, List<String> other) {
    if (Collections.disjoint(one, other)) {
      return false; // initials alone are anybody's
    }
    boolean inOrder = one.size() <= other.size();
    List<String> fewer = new ArrayList<>(inOrder ? one : other);
    List<String> more = new ArrayList<>(inOrder ? other : one);
    fewer.removeIf(more::remove);
    for (String word : fewer) {
      Optional<String> initial =
          more.stream()
              .filter(candidate -> word.length() == 1 || candidate.length() == 1)
              .filter(candidate -> candidate.charAt(0) == word.charAt(0))
              .findFirst();
      if (initial.isEmpty()) {
        return false;
      }
      more.remove(initial.get());
    }
    return true;
  }

  private static List<String> words(String name) {
    return List.of(name.split(" "));
  }
}
