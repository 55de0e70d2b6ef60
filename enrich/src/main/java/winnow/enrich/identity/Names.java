package winnow.enrich.identity;

import java.util.ArrayList;
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
    List<String> left = new ArrayList<>(other);
    int shared = 0;
    for (String name : one) {
      for (int i = 0; i < left.size(); i++) {
        if (same(name, left.get(i))) {
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
    List<String> fewer = new ArrayList<>(List.of(one.split(" ")));
    List<String> more = new ArrayList<>(List.of(other.split(" ")));
    if (fewer.size() > more.size()) {
      List<String> swap = fewer;
      fewer = more;
      more = swap;
    }
    int before = more.size();
    fewer.removeIf(more::remove);
    boolean whole = before > more.size();
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
    return whole;
  }
}
