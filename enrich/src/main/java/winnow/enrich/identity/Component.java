package winnow.enrich.identity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import winnow.model.Evidence;
import winnow.model.Identifier;
import winnow.model.Identifier.Kind;
import winnow.model.Sighting;

/**
 * What is known of identifiers that evidence ties together, and the papers that follow from it.
 *
 * <p>Knowledge only grows, and {@link #with} is a union: adding twice changes nothing, and the
 * order of two does not matter. So wherever the same evidence arrives, in whatever order, the same
 * papers follow; that is what lets many workers agree without asking one another.
 *
 * <p>The rule: every arXiv id is a paper. Other identifiers that evidence ties together are names
 * of one thing; that thing is the arXiv paper it is tied to, if it is tied to exactly one, and else
 * a paper of its own. A DOI that two arXiv papers claim, as a proceedings volume's is, therefore
 * never makes one paper of two.
 *
 * @param evidence for each pair of identifiers and rule the least evidence, in order
 */
public record Component(List<Evidence> evidence) {
  /** The rule that the identifiers of one entry are names of one paper. */
  public static final String SAME_ENTRY = "same-entry";

  private static final int SAME_ENTRY_VERSION = 1;

  /** Nothing is known yet. */
  public static final Component NONE = new Component(List.of());

  private record Tie(Identifier one, Identifier other, String rule) {
    static Tie of(Evidence evidence) {
      return new Tie(evidence.one(), evidence.other(), evidence.rule());
    }
  }

  public Component {
    evidence = evidence == null ? List.of() : least(evidence);
  }

  /** What a sighting says about its identifiers: that they are names of one paper. */
  public static Component of(Sighting sighting) {
    Identifier strongest = sighting.key();
    return new Component(
        sighting.identifiers().stream()
            .skip(1)
            .map(
                other ->
                    new Evidence(
                        SAME_ENTRY,
                        SAME_ENTRY_VERSION,
                        strongest,
                        other,
                        sighting.feed(),
                        sighting.entryId()))
            .toList());
  }

  /** All that both know. */
  public Component with(Component other) {
    if (other.evidence.isEmpty() || other.equals(this)) {
      return this;
    }
    List<Evidence> both = new ArrayList<>(evidence);
    both.addAll(other.evidence);
    return new Component(both);
  }

  /** Every identifier that evidence names, strongest first. */
  public SortedSet<Identifier> members() {
    SortedSet<Identifier> members = new TreeSet<>();
    for (Evidence tie : evidence) {
      members.add(tie.one());
      members.add(tie.other());
    }
    return members;
  }

  /** The id of the paper that the identifier names; itself, where nothing is known of it. */
  public Identifier paperOf(Identifier identifier) {
    if (identifier.kind() == Kind.ARXIV) {
      return identifier;
    }
    Map<Identifier, Set<Identifier>> ties = neighbours();
    Set<Identifier> thing = new HashSet<>();
    Set<Identifier> claims = new HashSet<>();
    Deque<Identifier> open = new ArrayDeque<>(List.of(identifier));
    while (!open.isEmpty()) {
      Identifier next = open.pop();
      if (next.kind() == Kind.ARXIV) {
        claims.add(next);
      } else if (thing.add(next)) {
        open.addAll(ties.getOrDefault(next, Set.of()));
      }
    }
    return claims.size() == 1 ? claims.iterator().next() : strongest(thing);
  }

  /** The identifiers that are names of this paper, itself among them, strongest first. */
  public List<Identifier> namesOf(Identifier paper) {
    SortedSet<Identifier> names = new TreeSet<>(List.of(paper));
    for (Identifier member : members()) {
      if (paperOf(member).equals(paper)) {
        names.add(member);
      }
    }
    return List.copyOf(names);
  }

  /** The evidence between names of this paper. */
  public List<Evidence> evidenceOf(Identifier paper) {
    List<Identifier> names = namesOf(paper);
    return evidence.stream()
        .filter(tie -> names.contains(tie.one()) && names.contains(tie.other()))
        .toList();
  }

  private Map<Identifier, Set<Identifier>> neighbours() {
    Map<Identifier, Set<Identifier>> ties = new HashMap<>();
    for (Evidence tie : evidence) {
      ties.computeIfAbsent(tie.one(), key -> new HashSet<>()).add(tie.other());
      ties.computeIfAbsent(tie.other(), key -> new HashSet<>()).add(tie.one());
    }
    return ties;
  }

  private static Identifier strongest(Collection<Identifier> identifiers) {
    return identifiers.stream().min(Identifier::compareTo).orElseThrow();
  }

  private static List<Evidence> least(Collection<Evidence> all) {
    Map<Tie, Evidence> least = new HashMap<>();
    for (Evidence one : all) {
      least.merge(Tie.of(one), one, (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }
    return least.values().stream().sorted().toList();
  }
}
