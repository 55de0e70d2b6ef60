package winnow.enrich.merge;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import winnow.model.Evidence;
import winnow.model.Fate;
import winnow.model.Identifier;
import winnow.model.Identifier.Kind;
import winnow.model.Mention;
import winnow.model.Paper;
import winnow.model.Sighting;

/**
 * The papers that sightings are, worked out at one table by one clerk who has all of them in hand:
 *
 * <ol>
 *   <li>Of what an entry said under one key, the latest counts (of two at once, the one that is
 *       greater in words).
 *   <li>Whatever was ever said together stays tied: an entry's strongest identifier to each of the
 *       others.
 *   <li>An arXiv id is a paper. Other identifiers that hang together are one thing: the arXiv paper
 *       they are tied to, if that is exactly one, else a paper by the strongest name.
 *   <li>Within a paper an entry speaks once, with the latest it said; what is deleted is silent.
 *   <li>The highest version knows best, then who announces papers, then who spoke last.
 * </ol>
 */
final class Oracle {
  /** What a paper says, but for the order in which nothing depends on it. */
  record Says(
      Identifier id,
      List<Identifier> identifiers,
      @Nullable String title,
      List<String> authors,
      @Nullable String abstractText,
      @Nullable Integer version,
      List<String> categories,
      Set<URI> links,
      Set<Mention> mentions,
      int mentionCount,
      Set<Evidence> evidence,
      boolean withdrawn) {
    static Says of(Paper paper) {
      return new Says(
          paper.id(),
          paper.identifiers(),
          paper.title(),
          paper.authors(),
          paper.abstractText(),
          paper.version(),
          paper.categories(),
          new HashSet<>(paper.links()),
          new HashSet<>(paper.sightings()),
          paper.sightings().size(),
          new HashSet<>(paper.evidence()),
          paper.withdrawn());
    }
  }

  private record Entry(String feed, String id) {
    static Entry of(Sighting sighting) {
      return new Entry(sighting.feed().value(), sighting.entryId());
    }
  }

  private record Place(Identifier key, Entry entry) {}

  private record Pair(Identifier one, Identifier other) {}

  private static final Comparator<Sighting> LATER =
      Comparator.comparing(Sighting::seenAt).thenComparing(Sighting::toString);

  private final Map<Place, Sighting> latest = new HashMap<>();
  private final Map<Pair, Evidence> ties = new HashMap<>();
  private final Map<Identifier, Identifier> groups = new HashMap<>();

  Oracle(Collection<Sighting> sightings) {
    for (Sighting one : sightings) {
      Place place = new Place(one.key(), Entry.of(one));
      Sighting known = latest.get(place);
      if (known == null || LATER.compare(one, known) > 0) {
        latest.put(place, one);
      }
      for (Identifier other : one.identifiers()) {
        if (!other.equals(one.key())) {
          tie(one, other);
        }
      }
    }
  }

  private void tie(Sighting one, Identifier other) {
    Evidence said = new Evidence("same-entry", 1, one.key(), other, one.feed(), one.entryId());
    Pair pair = new Pair(one.key(), other);
    Evidence known = ties.get(pair);
    if (known == null || said.compareTo(known) < 0) {
      ties.put(pair, said);
    }
    if (one.key().kind() != Kind.ARXIV && other.kind() != Kind.ARXIV) {
      groups.put(root(one.key()), root(other));
    }
  }

  private Identifier root(Identifier of) {
    Identifier up = groups.getOrDefault(of, of);
    return up.equals(of) ? of : root(up);
  }

  /** The paper that an identifier is a name of. */
  Identifier paperOf(Identifier name) {
    if (name.kind() == Kind.ARXIV) {
      return name;
    }
    SortedSet<Identifier> thing = new TreeSet<>(List.of(name));
    Set<Identifier> claims = new HashSet<>();
    for (Pair pair : ties.keySet()) {
      for (Identifier end : List.of(pair.one(), pair.other())) {
        if (end.kind() != Kind.ARXIV && root(end).equals(root(name))) {
          thing.add(end);
          Identifier across = end.equals(pair.one()) ? pair.other() : pair.one();
          if (across.kind() == Kind.ARXIV) {
            claims.add(across);
          }
        }
      }
    }
    return claims.size() == 1 ? claims.iterator().next() : thing.first();
  }

  /** Every paper of which something is said, by its id. */
  Map<String, Says> papers() {
    Map<Identifier, List<Sighting>> said = new TreeMap<>();
    for (Map.Entry<Place, Sighting> one : latest.entrySet()) {
      said.computeIfAbsent(paperOf(one.getKey().key()), unused -> new ArrayList<>())
          .add(one.getValue());
    }
    Map<String, Says> papers = new TreeMap<>();
    said.forEach(
        (id, sightings) -> {
          List<Sighting> standing = standing(sightings);
          if (!standing.isEmpty()) {
            papers.put(id.toString(), says(id, standing));
          }
        });
    return papers;
  }

  /** Those that still count, who knows best first. */
  private static List<Sighting> standing(List<Sighting> sightings) {
    List<Sighting> standing = new ArrayList<>();
    for (Sighting one : sightings) {
      boolean outdated =
          sightings.stream()
              .anyMatch(
                  that ->
                      Entry.of(that).equals(Entry.of(one)) && that.seenAt().isAfter(one.seenAt()));
      if (!outdated && one.fate() != Fate.DELETED) {
        standing.add(one);
      }
    }
    standing.sort(Oracle::knowsBetter);
    return standing;
  }

  private static int knowsBetter(Sighting one, Sighting that) {
    int byVersion =
        Integer.compare(
            Objects.requireNonNullElse(that.version(), 0),
            Objects.requireNonNullElse(one.version(), 0));
    if (byVersion != 0) {
      return byVersion;
    }
    int byVoice = Boolean.compare(that.announceType() != null, one.announceType() != null);
    if (byVoice != 0) {
      return byVoice;
    }
    int byTime = that.seenAt().compareTo(one.seenAt());
    if (byTime != 0) {
      return byTime;
    }
    int byEntry = (that.feed() + " " + that.entryId()).compareTo(one.feed() + " " + one.entryId());
    return byEntry != 0 ? byEntry : that.toString().compareTo(one.toString());
  }

  private Says says(Identifier id, List<Sighting> standing) {
    SortedSet<Identifier> names = new TreeSet<>(List.of(id));
    for (Pair pair : ties.keySet()) {
      for (Identifier end : List.of(pair.one(), pair.other())) {
        if (paperOf(end).equals(id)) {
          names.add(end);
        }
      }
    }
    Set<Evidence> evidence = new HashSet<>();
    for (Evidence tie : ties.values()) {
      if (names.contains(tie.one()) && names.contains(tie.other())) {
        evidence.add(tie);
      }
    }
    Map<Entry, Mention> mentions = new HashMap<>();
    Set<URI> links = new HashSet<>();
    for (Sighting one : standing) {
      mentions.putIfAbsent(Entry.of(one), mention(one));
      links.addAll(one.links());
    }
    return new Says(
        id,
        List.copyOf(names),
        best(standing, Sighting::title),
        filled(standing, Sighting::authors),
        best(standing, Sighting::abstractText),
        best(standing, Sighting::version),
        filled(standing, Sighting::categories),
        links,
        new HashSet<>(mentions.values()),
        mentions.size(),
        evidence,
        standing.stream().anyMatch(one -> one.fate() == Fate.WITHDRAWN));
  }

  private static <T> @Nullable T best(
      List<Sighting> standing, Function<Sighting, @Nullable T> field) {
    for (Sighting one : standing) {
      if (field.apply(one) != null) {
        return field.apply(one);
      }
    }
    return null;
  }

  private static <T> List<T> filled(List<Sighting> standing, Function<Sighting, List<T>> field) {
    for (Sighting one : standing) {
      if (!field.apply(one).isEmpty()) {
        return field.apply(one);
      }
    }
    return List.of();
  }

  private static Mention mention(Sighting one) {
    return new Mention(
        one.feed(),
        one.entryId(),
        one.seenAt(),
        one.version(),
        one.announceType(),
        one.headline(),
        one.engagement(),
        one.links().isEmpty() ? null : one.links().get(0),
        one.access());
  }
}
