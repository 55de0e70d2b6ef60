package winnow.enrich.identity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import winnow.enrich.identity.Statement.Says;
import winnow.model.Evidence;
import winnow.model.Identifier;
import winnow.model.Identifier.Kind;
import winnow.model.Suggestion;

/**
 * The papers that follow from what is known. A function of the statements, by this rule:
 *
 * <ol>
 *   <li>Curators' words are taken from the latest to the earliest; one that contradicts later ones
 *       counts for nothing.
 *   <li>Every arXiv id is a <em>head</em>, a paper in its own right, and so is each of two names
 *       that a curator split.
 *   <li>Other names that feeds and texts tie together, or a curator merged, are names of one thing.
 *   <li>Heads and things that a curator merged are one paper, and so are two arXiv ids that a text
 *       ties together, unless that would unite what a curator split.
 *   <li>Any other thing is the arXiv paper that it is tied to, if it is exactly one; where it is
 *       tied to none, the strongest of the other heads that it is tied to; else a paper of its own.
 * </ol>
 *
 * <p>A DOI that two arXiv papers claim, as a proceedings volume's is, therefore never makes one
 * paper of two. A paper goes by the strongest of its names.
 */
public final class Grouping {
  private static final int MOST_SUGGESTIONS = 5;

  private final Component component;
  private final List<Statement> statements;
  private final Map<Identifier, List<Statement>> about = new HashMap<>();
  private final Words words;
  private final Groups groups = new Groups();

  Grouping(Component component) {
    this.component = component;
    this.statements = component.counting();
    for (Statement one : statements) {
      about.computeIfAbsent(one.one(), key -> new ArrayList<>()).add(one);
      about.computeIfAbsent(one.other(), key -> new ArrayList<>()).add(one);
    }
    this.words = Words.of(statements);
    if (!statements.isEmpty()) {
      tieThings();
      joinHeads();
      joinThings();
    }
  }

  /** Every identifier of which something is known, strongest first. */
  public SortedSet<Identifier> members() {
    return new TreeSet<>(about.keySet());
  }

  /** The id of the paper that the identifier names; itself, where nothing is known of it. */
  public Identifier paperOf(Identifier identifier) {
    return groups.strongest(identifier);
  }

  /** The identifiers that are names of this paper, itself among them, strongest first. */
  public List<Identifier> namesOf(Identifier paper) {
    Stream<Identifier> names = about.keySet().stream().filter(name -> paperOf(name).equals(paper));
    return Stream.concat(Stream.of(paper), names).distinct().sorted().toList();
  }

  /** The evidence between names of this paper: of each rule and pair, the least. */
  public List<Evidence> evidenceOf(Identifier paper) {
    record Why(Identifier one, Identifier other, String rule) {}
    Map<Why, Evidence> least = new HashMap<>();
    for (Statement one : statements) {
      boolean counts = one.byCurator() ? words.merges.contains(one) : one.says() == Says.MERGE;
      if (counts && paperOf(one.one()).equals(paper) && paperOf(one.other()).equals(paper)) {
        least.merge(
            new Why(one.one(), one.other(), one.evidence().rule()),
            one.evidence(),
            (a, b) -> a.compareTo(b) <= 0 ? a : b);
      }
    }
    return least.values().stream().sorted().toList();
  }

  /**
   * Other papers that texts say are or may be this one, and that no curator said are not; the best
   * few, best first.
   */
  public List<Suggestion> suggestionsOf(Identifier paper) {
    Map<Identifier, Suggestion> best = new TreeMap<>();
    for (Statement one : statements) {
      if (one.byCurator() || one.bySameEntry() || one.says() == Says.NOTHING) {
        continue;
      }
      Identifier ours = paperOf(one.one());
      Identifier theirs = paperOf(one.other());
      if (ours.equals(theirs) || !(ours.equals(paper) || theirs.equals(paper))) {
        continue;
      }
      Identifier other = ours.equals(paper) ? theirs : ours;
      if (!groups.splitApart(paper, other, words.splits)) {
        best.merge(other, suggestion(other, one.evidence()), Grouping::better);
      }
    }
    return best.values().stream().sorted(BETTER).limit(MOST_SUGGESTIONS).toList();
  }

  private static final Comparator<Suggestion> BETTER =
      Comparator.comparingDouble((Suggestion one) -> -one.score())
          .thenComparing(Suggestion::paper)
          .thenComparing(Suggestion::rule)
          .thenComparing(Suggestion::reason);

  private static Suggestion better(Suggestion one, Suggestion other) {
    return BETTER.compare(one, other) <= 0 ? one : other;
  }

  private static Suggestion suggestion(Identifier other, Evidence why) {
    return new Suggestion(
        other,
        why.rule(),
        why.ruleVersion(),
        why.score() == null ? 0 : why.score(),
        why.reason() == null ? why.rule() : why.reason());
  }

  private boolean isHead(Identifier name) {
    return name.kind() == Kind.ARXIV || words.heads.contains(name);
  }

  private void tieThings() {
    for (Statement one : statements) {
      boolean ties = one.byCurator() ? words.merges.contains(one) : one.says() == Says.MERGE;
      if (ties && !isHead(one.one()) && !isHead(one.other())) {
        groups.unite(one.one(), one.other());
      }
    }
  }

  private void joinHeads() {
    words.merges.forEach(one -> uniteUnlessSplit(one.one(), one.other()));
    statements.stream()
        .filter(one -> !one.byCurator() && one.joinsPapers() && one.says() == Says.MERGE)
        .forEach(one -> uniteUnlessSplit(one.one(), one.other()));
  }

  private void uniteUnlessSplit(Identifier one, Identifier other) {
    if (!groups.splitApart(one, other, words.splits)) {
      groups.unite(one, other);
    }
  }

  private void joinThings() {
    Set<Identifier> headed = new HashSet<>();
    about.keySet().stream().filter(this::isHead).forEach(head -> headed.add(paperOf(head)));
    Map<Identifier, SortedSet<Identifier>> claims = new TreeMap<>();
    for (Statement one : statements) {
      if (one.byCurator() || one.says() != Says.MERGE || isHead(one.one()) == isHead(one.other())) {
        continue;
      }
      Identifier head = isHead(one.one()) ? one.one() : one.other();
      Identifier thing = paperOf(one.across(head));
      if (!headed.contains(thing)) {
        claims.computeIfAbsent(thing, key -> new TreeSet<>()).add(paperOf(head));
      }
    }
    claims.forEach(
        (thing, papers) -> {
          long arxiv = papers.stream().filter(paper -> paper.kind() == Kind.ARXIV).count();
          if (arxiv < 2) {
            groups.unite(thing, papers.first()); // an arXiv id is the strongest
          }
        });
  }

  /** How far a name is looked into when what matters to another is gathered. */
  private enum Look {
    /** All that is said of it. */
    WHOLE,
    /** The same, but not on to what may be the same paper. */
    FAR,
    /** Only what makes one paper of it and others. */
    JOINS
  }

  /** The identifiers to which it matters what is said of this one, itself among them. */
  Set<Identifier> around(Identifier identifier) {
    return looks(identifier).keySet();
  }

  /**
   * What the place of an identifier needs to know. Knowledge stops at arXiv ids: what else such a
   * paper is called does not matter to one of its names, since nothing is a stronger name.
   */
  public Component about(Identifier identifier) {
    Set<Statement> known = new HashSet<>();
    looks(identifier)
        .forEach(
            (name, look) ->
                about.getOrDefault(name, List.of()).stream()
                    .filter(one -> look != Look.JOINS || one.joinsPapers())
                    .forEach(known::add));
    return new Component(List.copyOf(known), component.common());
  }

  private Map<Identifier, Look> looks(Identifier from) {
    Map<Identifier, Look> looks = new HashMap<>();
    Deque<Identifier> open = new ArrayDeque<>(List.of(from));
    looks.put(from, Look.WHOLE);
    boolean arxiv = from.kind() == Kind.ARXIV;
    while (!open.isEmpty()) {
      Identifier name = open.pop();
      Look look = looks.getOrDefault(name, Look.JOINS);
      for (Statement one : about.getOrDefault(name, List.of())) {
        Identifier across = one.across(name);
        Look next = next(one, look, arxiv, across.kind() == Kind.ARXIV);
        Look known = looks.get(across);
        if (next != null && (known == null || next.compareTo(known) < 0)) {
          looks.put(across, next);
          open.push(across);
        }
      }
    }
    return looks;
  }

  private static @Nullable Look next(
      Statement over, Look look, boolean fromArxiv, boolean toArxiv) {
    Look far = toArxiv ? Look.JOINS : Look.FAR;
    if (over.joinsPapers() && over.says() != Says.NOTHING && over.says() != Says.SUGGEST) {
      return look == Look.WHOLE && (fromArxiv || !toArxiv) ? Look.WHOLE : far;
    }
    if (look == Look.JOINS) {
      return null;
    }
    return switch (over.says()) {
      case MERGE -> toArxiv ? Look.JOINS : look;
      case SUGGEST -> look == Look.WHOLE ? far : null;
      default -> null;
    };
  }

  /** Curators' words that count. */
  private record Words(List<Statement> merges, List<Statement> splits, Set<Identifier> heads) {
    static Words of(Collection<Statement> statements) {
      List<Statement> merges = new ArrayList<>();
      List<Statement> splits = new ArrayList<>();
      Set<Identifier> heads = new HashSet<>();
      Groups merged = new Groups();
      statements.stream()
          .filter(Statement::byCurator)
          .sorted(
              Comparator.comparingLong((Statement one) -> -one.revision())
                  .thenComparing(Comparator.naturalOrder()))
          .forEach(
              word -> {
                if (word.says() == Says.MERGE) {
                  if (!merged.splitApart(word.one(), word.other(), splits)) {
                    merged.unite(word.one(), word.other());
                    merges.add(word);
                  }
                } else if (!merged.strongest(word.one()).equals(merged.strongest(word.other()))) {
                  splits.add(word);
                  heads.addAll(List.of(word.one(), word.other()));
                }
              });
      return new Words(merges, splits, heads);
    }
  }

  /** Sets of identifiers that grow together, each known by its strongest. */
  private static final class Groups {
    private final Map<Identifier, Identifier> up = new HashMap<>();

    Identifier strongest(Identifier of) {
      Identifier at = of;
      for (Identifier next = up.get(at); next != null; next = up.get(at)) {
        at = next;
      }
      return at;
    }

    void unite(Identifier one, Identifier other) {
      Identifier a = strongest(one);
      Identifier b = strongest(other);
      int order = a.compareTo(b);
      if (order != 0) {
        up.put(order < 0 ? b : a, order < 0 ? a : b);
      }
    }

    /** Whether a split lies between the sets of these two. */
    boolean splitApart(Identifier one, Identifier other, List<Statement> splits) {
      Identifier a = strongest(one);
      Identifier b = strongest(other);
      return splits.stream()
          .anyMatch(
              split -> {
                Identifier c = strongest(split.one());
                Identifier d = strongest(split.other());
                return (c.equals(a) && d.equals(b)) || (c.equals(b) && d.equals(a));
              });
    }
  }
}
