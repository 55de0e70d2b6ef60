package winnow.enrich.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import winnow.enrich.identity.Statement.Subject;
import winnow.model.Identifier;
import winnow.model.Identifier.Kind;

/**
 * What is known of identifiers that statements tie together. {@link Grouping} says which papers
 * follow from it.
 *
 * <p>{@link #with} keeps of each place's statements about a pair the latest: adding twice changes
 * nothing, and the order of two does not matter. So wherever the same statements arrive, in
 * whatever order, the same papers follow; that is what lets many workers agree without asking one
 * another.
 *
 * <p>A name that entries ever tied to more than {@value #MOST} others is <em>common</em>: the front
 * page of a journal, perhaps. It tells no papers apart and ties none together, so what feeds and
 * texts say of it is dropped, and only that it is common is remembered. An arXiv id is never
 * common.
 *
 * @param statements one for each place and pair, in order
 */
public record Component(List<Statement> statements, SortedSet<Identifier> common) {
  /** A name of so many others is still a name. */
  public static final int MOST = 8;

  /** Nothing is known yet. */
  public static final Component NONE = new Component(List.of(), new TreeSet<>());

  public Component {
    List<Statement> latest = latest(statements == null ? List.of() : statements);
    SortedSet<Identifier> names = new TreeSet<>(common == null ? Set.of() : common);
    names.addAll(commonIn(latest));
    common = java.util.Collections.unmodifiableSortedSet(names);
    statements = latest;
  }

  /** What these statements say. */
  public static Component of(Collection<Statement> statements) {
    return new Component(List.copyOf(statements), new TreeSet<>());
  }

  /** Nothing but that this name is common. */
  public static Component ofCommon(Identifier name) {
    return new Component(List.of(), new TreeSet<>(List.of(name)));
  }

  /** All that both know. */
  public Component with(Component other) {
    if (other.equals(NONE) || other.equals(this)) {
      return this;
    }
    List<Statement> both = new ArrayList<>(statements);
    both.addAll(other.statements);
    SortedSet<Identifier> names = new TreeSet<>(common);
    names.addAll(other.common);
    return new Component(both, names);
  }

  /** The statements but for what feeds and texts say of common names. */
  List<Statement> counting() {
    return common.isEmpty()
        ? statements
        : statements.stream()
            .filter(
                one ->
                    one.byCurator()
                        || !(common.contains(one.one()) || common.contains(one.other())))
            .toList();
  }

  /** Without what feeds and texts say of this name. */
  public Component without(Identifier name) {
    return new Component(
        statements.stream()
            .filter(one -> one.byCurator() || !(one.one().equals(name) || one.other().equals(name)))
            .toList(),
        common);
  }

  /** What one place said. */
  public List<Statement> saidBy(String place) {
    return statements.stream().filter(one -> one.from().equals(place)).toList();
  }

  /** What is said of these two, and which names are common. */
  public Component saidOf(Identifier one, Identifier other) {
    return new Component(
        statements.stream().filter(it -> it.one().equals(one) && it.other().equals(other)).toList(),
        common);
  }

  /** The names of which anything is said together with this one. */
  public SortedSet<Identifier> tiedTo(Identifier name) {
    SortedSet<Identifier> tied = new TreeSet<>();
    for (Statement one : statements) {
      if (one.one().equals(name) || one.other().equals(name)) {
        tied.add(one.across(name));
      }
    }
    return tied;
  }

  /** The papers that follow. */
  public Grouping grouping() {
    return new Grouping(this);
  }

  /** What this one says now, of all that another one spoke of. */
  Component ofWhat(Component other) {
    Set<Subject> subjects = new HashSet<>();
    other.statements.forEach(one -> subjects.add(one.subject()));
    return new Component(
        statements.stream().filter(one -> subjects.contains(one.subject())).toList(), common);
  }

  private static List<Statement> latest(Collection<Statement> all) {
    Map<Subject, Statement> latest = new HashMap<>();
    all.forEach(one -> latest.merge(one.subject(), one, Statement::orLater));
    return latest.values().stream().sorted().toList();
  }

  private static Set<Identifier> commonIn(List<Statement> statements) {
    if (statements.size() <= MOST) {
      return Set.of();
    }
    Map<Identifier, Set<Identifier>> tied = new HashMap<>();
    for (Statement one : statements) {
      if (one.bySameEntry()) {
        tied.computeIfAbsent(one.one(), key -> new HashSet<>()).add(one.other());
        tied.computeIfAbsent(one.other(), key -> new HashSet<>()).add(one.one());
      }
    }
    tied.entrySet()
        .removeIf(one -> one.getKey().kind() == Kind.ARXIV || one.getValue().size() <= MOST);
    return tied.keySet();
  }
}
