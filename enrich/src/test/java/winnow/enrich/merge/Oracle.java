package winnow.enrich.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import winnow.enrich.identity.Keys;
import winnow.enrich.identity.Likeness;
import winnow.enrich.identity.Portrait;
import winnow.model.Decision;
import winnow.model.Evidence;
import winnow.model.Fate;
import winnow.model.Identifier;
import winnow.model.Identifier.Kind;
import winnow.model.Sighting;
import winnow.model.Suggestion;

/**
 * The papers that sightings are, worked out at one table by one clerk who has all of them in hand;
 * what each {@link Says} is another's work:
 *
 * <ol>
 *   <li>Of what an entry said under one key, the latest counts (of two at once, the one that is
 *       greater in words).
 *   <li>What it says together is tied, unless it is deleted: its strongest identifier to each of
 *       the others. A name that was ever named with more than eight others ties nothing.
 *   <li>Names that ever had a key of their words in common, one that no more than four had, are
 *       compared. What is like enough is tied; of the rest a name suggests the three likest.
 *   <li>Curators' words are read from the latest back; what contradicts later ones is passed over.
 *   <li>An arXiv id is a paper, and so is each of two names that are split. Other identifiers that
 *       hang together are one thing. What a curator merged is one, and so are two arXiv ids that
 *       are put alike, unless they are split. Any other thing is the arXiv paper that it is tied
 *       to, if that is exactly one; if there is none, the strongest other paper.
 * </ol>
 */
final class Oracle {
  private record Place(Identifier key, Says.Entry entry) {}

  private record Pair(Identifier one, Identifier other) {}

  private static final Comparator<Sighting> LATER =
      Comparator.comparing(Sighting::seenAt).thenComparing(Sighting::toString);

  private final Map<Place, Sighting> latest = new HashMap<>();
  private final Map<Pair, Evidence> ties = new HashMap<>();
  private final Map<Pair, Evidence> like = new HashMap<>();
  private final Map<Pair, Evidence> maybe = new HashMap<>();
  private final List<Decision> merges = new ArrayList<>();
  private final List<Decision> splits = new ArrayList<>();
  private final List<Set<Identifier>> papers = new ArrayList<>();

  Oracle(Collection<Sighting> sightings, Collection<Decision> words) {
    Map<Identifier, Set<Identifier>> named = new HashMap<>();
    for (Sighting one : sightings) {
      Place place = new Place(one.key(), Says.Entry.of(one));
      latest.merge(place, one, (a, b) -> LATER.compare(a, b) >= 0 ? a : b);
      for (Identifier other : others(one)) {
        named.computeIfAbsent(other, unused -> new HashSet<>()).add(one.key());
        named.computeIfAbsent(one.key(), unused -> new HashSet<>()).add(other);
      }
    }
    named.values().removeIf(with -> with.size() <= 8);
    named.keySet().removeIf(Oracle::isArxiv);
    for (Sighting one : latest.values()) {
      for (Identifier other : others(one)) {
        if (one.fate() != Fate.DELETED
            && !named.containsKey(other)
            && !named.containsKey(one.key())) {
          tie(one, other);
        }
      }
    }
    compare(sightings, named.keySet());
    read(words);
    group();
  }

  private void compare(Collection<Sighting> sightings, Set<Identifier> common) {
    Map<Identifier, Set<String>> keys = new TreeMap<>();
    Map<String, Set<Identifier>> names = new HashMap<>();
    for (Sighting one : sightings) {
      for (String key : Mentions.wording(one).keys()) {
        keys.computeIfAbsent(one.key(), unused -> new HashSet<>()).add(key);
        names.computeIfAbsent(key, unused -> new HashSet<>()).add(one.key());
      }
    }
    for (Identifier weaker : keys.keySet()) {
      Map<Identifier, Likeness> suggested = new HashMap<>();
      for (Identifier stronger : keys.keySet()) {
        boolean meet =
            stronger.compareTo(weaker) < 0
                && keys.get(weaker).stream()
                    .filter(keys.get(stronger)::contains)
                    .filter(key -> names.get(key).size() <= Workers.MOST_IN_BLOCK)
                    .anyMatch(key -> Keys.meet(key, stronger, weaker));
        Likeness likeness = meet ? portrait(stronger).like(portrait(weaker)) : Likeness.NONE;
        if (likeness.verdict() == Likeness.Verdict.MERGE) {
          like.put(new Pair(stronger, weaker), evidence(stronger, weaker, likeness));
        } else if (likeness.verdict() == Likeness.Verdict.SUGGEST) {
          suggested.put(stronger, likeness);
        }
      }
      suggested.keySet().stream()
          .sorted(
              Comparator.comparing((Identifier one) -> -suggested.get(one).score())
                  .thenComparing(one -> one))
          .limit(3)
          .forEach(
              one -> maybe.put(new Pair(one, weaker), evidence(one, weaker, suggested.get(one))));
    }
    like.keySet().removeIf(it -> common.contains(it.one()) || common.contains(it.other()));
    maybe.keySet().removeIf(it -> common.contains(it.one()) || common.contains(it.other()));
  }

  private Portrait portrait(Identifier name) {
    List<Sighting> said =
        latest.entrySet().stream()
            .filter(one -> one.getKey().key().equals(name))
            .map(Map.Entry::getValue)
            .filter(one -> one.fate() != Fate.DELETED)
            .sorted(Says::knowsBetter)
            .toList();
    return Portrait.of(
        name,
        said.stream().flatMap(one -> one.identifiers().stream()).toList(),
        said.stream().map(Mentions::wording).toList());
  }

  private static Evidence evidence(Identifier stronger, Identifier weaker, Likeness likeness) {
    return new Evidence(
        likeness.rule(),
        likeness.ruleVersion(),
        stronger,
        weaker,
        null,
        null,
        likeness.score(),
        likeness.reason(),
        null,
        null);
  }

  /** All that ties two names, by what entries or by what words say. */
  private Set<Pair> tied() {
    Set<Pair> all = new HashSet<>(ties.keySet());
    all.addAll(like.keySet());
    return all;
  }

  private static List<Identifier> others(Sighting one) {
    return one.identifiers().stream().filter(name -> !name.equals(one.key())).toList();
  }

  private static boolean isArxiv(Identifier name) {
    return name.kind() == Kind.ARXIV;
  }

  private void tie(Sighting one, Identifier other) {
    Evidence said = Evidence.said("same-entry", 1, one.key(), other, one.feed(), one.entryId());
    ties.merge(new Pair(one.key(), other), said, (a, b) -> a.compareTo(b) <= 0 ? a : b);
  }

  private void read(Collection<Decision> words) {
    Map<Set<Identifier>, Decision> last = new HashMap<>();
    Comparator<Decision> later =
        Comparator.comparing(Decision::at).thenComparing(word -> word.action());
    words.forEach(
        word ->
            last.merge(
                Set.of(word.id(), word.other()), word, (a, b) -> later.compare(a, b) >= 0 ? a : b));
    List<Set<Identifier>> said = new ArrayList<>();
    last.values().stream()
        .sorted(
            Comparator.comparing(Decision::at)
                .reversed()
                .thenComparing(word -> least(word))
                .thenComparing(word -> most(word)))
        .forEach(
            word -> {
              boolean together = setOf(said, word.id()).contains(word.other());
              if (word.action() == Decision.Action.SPLIT && !together) {
                splits.add(word);
              }
              if (word.action() == Decision.Action.MERGE && mayUnite(said, word)) {
                unite(said, word.id(), word.other());
                merges.add(word);
              }
            });
  }

  private static Identifier least(Decision word) {
    return word.id().compareTo(word.other()) < 0 ? word.id() : word.other();
  }

  private static Identifier most(Decision word) {
    return word.id().compareTo(word.other()) < 0 ? word.other() : word.id();
  }

  private boolean mayUnite(List<Set<Identifier>> sets, Decision word) {
    Set<Identifier> both = new HashSet<>(setOf(sets, word.id()));
    both.addAll(setOf(sets, word.other()));
    return splits.stream()
        .noneMatch(split -> both.contains(split.id()) && both.contains(split.other()));
  }

  private static Set<Identifier> setOf(List<Set<Identifier>> sets, Identifier name) {
    return sets.stream().filter(set -> set.contains(name)).findFirst().orElse(Set.of(name));
  }

  private static void unite(List<Set<Identifier>> sets, Identifier one, Identifier other) {
    Set<Identifier> both = new TreeSet<>(setOf(sets, one));
    both.addAll(setOf(sets, other));
    sets.removeIf(set -> set.contains(one) || set.contains(other));
    sets.add(both);
  }

  private boolean isHead(Identifier name) {
    return isArxiv(name)
        || splits.stream().anyMatch(split -> split.id().equals(name) || split.other().equals(name));
  }

  private void group() {
    for (Pair pair : tied()) {
      if (!isHead(pair.one()) && !isHead(pair.other())) {
        unite(papers, pair.one(), pair.other());
      }
    }
    for (Decision word : merges) {
      if (!isHead(word.id()) && !isHead(word.other())) {
        unite(papers, word.id(), word.other());
      }
    }
    for (Decision word : merges) {
      if (mayUnite(papers, word)) {
        unite(papers, word.id(), word.other());
      }
    }
    like.keySet().stream()
        .filter(it -> isArxiv(it.one()) && isArxiv(it.other()))
        .sorted(Comparator.comparing(Pair::one).thenComparing(Pair::other))
        .filter(it -> !splitApart(setOf(papers, it.one()), setOf(papers, it.other())))
        .forEach(it -> unite(papers, it.one(), it.other()));
    Map<Set<Identifier>, SortedSet<Identifier>> claims = new HashMap<>();
    for (Pair pair : tied()) {
      for (Identifier end : List.of(pair.one(), pair.other())) {
        Identifier across = end.equals(pair.one()) ? pair.other() : pair.one();
        Set<Identifier> thing = setOf(papers, end);
        if (isHead(across) && thing.stream().noneMatch(this::isHead)) {
          claims.computeIfAbsent(thing, unused -> new TreeSet<>()).add(paperOf(across));
        }
      }
    }
    claims.forEach(
        (thing, by) -> {
          if (by.stream().filter(Oracle::isArxiv).count() < 2) {
            unite(papers, thing.iterator().next(), by.first());
          }
        });
  }

  private boolean splitApart(Set<Identifier> one, Set<Identifier> other) {
    return splits.stream()
        .anyMatch(
            split ->
                (one.contains(split.id()) && other.contains(split.other()))
                    || (one.contains(split.other()) && other.contains(split.id())));
  }

  private List<Suggestion> suggestions(Identifier paper) {
    Comparator<Suggestion> better =
        Comparator.comparing((Suggestion one) -> -one.score())
            .thenComparing(Suggestion::paper)
            .thenComparing(Suggestion::rule)
            .thenComparing(Suggestion::reason);
    Map<Pair, Evidence> all = new HashMap<>(like);
    all.putAll(maybe);
    Map<Identifier, Suggestion> best = new HashMap<>();
    all.forEach(
        (pair, why) -> {
          Identifier one = paperOf(pair.one());
          Identifier other = paperOf(pair.other());
          boolean ours = one.equals(paper) != other.equals(paper);
          if (ours && !splitApart(setOf(papers, one), setOf(papers, other))) {
            Identifier theirs = one.equals(paper) ? other : one;
            best.merge(
                theirs,
                new Suggestion(theirs, why.rule(), why.ruleVersion(), why.score(), why.reason()),
                (a, b) -> better.compare(a, b) <= 0 ? a : b);
          }
        });
    return best.values().stream().sorted(better).limit(5).toList();
  }

  /** The paper that an identifier is a name of. */
  Identifier paperOf(Identifier name) {
    return new TreeSet<>(setOf(papers, name)).first();
  }

  /** Every paper of which something is said, by its id. */
  Map<String, Says> papers() {
    Map<Identifier, List<Sighting>> said = new TreeMap<>();
    for (Map.Entry<Place, Sighting> one : latest.entrySet()) {
      said.computeIfAbsent(paperOf(one.getKey().key()), unused -> new ArrayList<>())
          .add(one.getValue());
    }
    Map<String, Says> all = new TreeMap<>();
    said.forEach(
        (id, sightings) -> {
          List<Sighting> standing = Says.standing(sightings);
          if (!standing.isEmpty()) {
            all.put(id.toString(), says(id, standing));
          }
        });
    return all;
  }

  private Says says(Identifier id, List<Sighting> standing) {
    SortedSet<Identifier> names = new TreeSet<>(setOf(papers, id));
    Set<Evidence> evidence = new HashSet<>();
    List<Evidence> all = new ArrayList<>(ties.values());
    all.addAll(like.values());
    for (Evidence tie : all) {
      if (names.contains(tie.one()) && names.contains(tie.other())) {
        evidence.add(tie);
      }
    }
    for (Decision word : merges) {
      if (names.contains(word.id()) && names.contains(word.other())) {
        evidence.add(
            new Evidence(
                "curator",
                1,
                least(word),
                most(word),
                null,
                null,
                null,
                word.reason(),
                word.by(),
                word.at()));
      }
    }
    return Says.of(id, names, evidence, suggestions(id), standing);
  }
}
