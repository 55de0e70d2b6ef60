package winnow.enrich.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import winnow.enrich.identity.Likeness.Named;
import winnow.model.Identifier;
import winnow.model.Identifier.Kind;

/**
 * What is known at a name's place by which its work can be compared with another's: small enough to
 * travel.
 *
 * @param namers who gave the work a name that no other work of theirs has: arXiv, for its ids; a
 *     host, for its pages
 * @param wordings how the work was put, who knows best first
 */
public record Portrait(SortedSet<String> namers, List<Wording> wordings) {
  /** So many ways to put a work are kept: a paper is seldom retitled twice. */
  static final int MOST = 3;

  static final String HOST = "host ";

  private static final Comparator<Likeness> TELLING =
      Comparator.comparing(Likeness::verdict)
          .thenComparingDouble(Likeness::score)
          .thenComparing(Likeness::rule)
          .thenComparing(Likeness::reason);

  public Portrait {
    namers = Collections.unmodifiableSortedSet(new TreeSet<>(namers));
    wordings = wordings.stream().filter(one -> !one.isEmpty()).distinct().limit(MOST).toList();
  }

  /**
   * Of a work.
   *
   * @param name its strongest name
   * @param others its other names
   */
  public static Portrait of(
      Identifier name, Collection<Identifier> others, List<Wording> wordings) {
    SortedSet<String> namers = new TreeSet<>();
    others.stream().filter(one -> one.kind() != Kind.URL).forEach(one -> namers.add(namer(one)));
    namers.add(namer(name));
    return new Portrait(namers, wordings);
  }

  /** Whether nothing was said that a work could be recognised by. */
  public boolean isEmpty() {
    return wordings.isEmpty();
  }

  /**
   * How far two are of one work: the most that any two of their wordings say. Symmetric.
   *
   * @return {@link Likeness#NONE} where nothing was said of one of them
   */
  public Likeness like(Portrait other) {
    Named named = Named.of(namers, other.namers);
    List<Likeness> all = new ArrayList<>();
    for (Wording one : wordings) {
      other.wordings.forEach(that -> all.add(Likeness.of(one, that, named)));
    }
    return all.stream().max(TELLING).orElse(Likeness.NONE);
  }

  private static String namer(Identifier name) {
    return name.kind() == Kind.URL
        ? HOST + host(name.value())
        : name.kind().name().toLowerCase(Locale.ROOT);
  }

  private static String host(String address) {
    int slashes = address.indexOf("//");
    int from = slashes < 0 ? 0 : slashes + 2;
    int to = address.indexOf('/', from);
    return address.substring(from, to < 0 ? address.length() : to);
  }
}
