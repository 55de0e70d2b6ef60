package winnow.enrich.identity;

import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import winnow.model.Identifier;

/** What identifiers' places should hear of when a place learns. */
public final class News {
  private News() {}

  /**
   * What to tell whom: all that matters to an identifier now, where it is not what mattered before.
   * Of what mattered to it before it also hears what became of it.
   */
  public static SortedMap<Identifier, Component> between(Component before, Component now) {
    SortedMap<Identifier, Component> news = new TreeMap<>();
    Set<Statement> changed = difference(before, now);
    if (changed.isEmpty()) {
      return news;
    }
    Grouping was = before.grouping();
    Grouping is = now.grouping();
    for (Identifier name : concerned(changed, was, is)) {
      Component known = was.about(name);
      Component matters = is.about(name).with(now.ofWhat(known));
      if (!matters.equals(known)) {
        news.put(name, matters);
      }
    }
    return news;
  }

  private static Set<Identifier> concerned(Set<Statement> changed, Grouping was, Grouping is) {
    Set<Identifier> ends = new HashSet<>();
    changed.forEach(
        one -> {
          ends.add(one.one());
          ends.add(one.other());
        });
    Set<Identifier> concerned = new TreeSet<>();
    ends.forEach(
        end -> {
          concerned.addAll(was.around(end));
          concerned.addAll(is.around(end));
        });
    return concerned;
  }

  private static Set<Statement> difference(Component before, Component now) {
    Set<Statement> old = new HashSet<>(before.counting());
    Set<Statement> changed = new HashSet<>();
    for (Statement one : now.counting()) {
      if (!old.remove(one)) {
        changed.add(one);
      }
    }
    changed.addAll(old);
    return changed;
  }
}
