package winnow.enrich.merge;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import winnow.enrich.identity.Component;
import winnow.enrich.identity.Grouping;
import winnow.model.Fate;
import winnow.model.Identifier;
import winnow.model.Mention;
import winnow.model.Paper;
import winnow.model.Sighting;

/**
 * All that is known of one paper, by the identifier that brought it, and the paper that follows
 * from it. The paper is a function of the set of sightings: the order in which they came leaves no
 * trace.
 *
 * <p>Field by field the sighting that knows best speaks: the highest version first, then sources
 * that announce papers before those that talk about them, then the latest.
 *
 * @param stood whether a paper stood here once; its id resolves for ever
 */
record Gathered(Component component, SortedMap<String, Mentions> byIdentifier, boolean stood) {
  static final Gathered NOTHING = new Gathered(Component.NONE, new TreeMap<>(), false);

  Gathered {
    component = component == null ? Component.NONE : component;
    byIdentifier = byIdentifier == null ? new TreeMap<>() : byIdentifier;
  }

  Gathered with(PaperPart part) {
    SortedMap<String, Mentions> now = new TreeMap<>(byIdentifier);
    String from = part.from().toString();
    if (part.left()) {
      now.remove(from);
    } else if (!part.sightings().isEmpty()) {
      now.merge(from, Mentions.NONE.with(part.sightings()), (a, b) -> a.with(b.sightings()));
    }
    Gathered next = new Gathered(component.with(part.component()), now, true);
    return stood || !next.standing().isEmpty()
        ? next
        : new Gathered(next.component, next.byIdentifier, false);
  }

  /** With what was said under the paper's own name, if it is the paper's still. */
  Gathered with(Identifier id, Node here) {
    return here.mentions().isEmpty() || !here.component().grouping().paperOf(id).equals(id)
        ? this
        : with(new PaperPart(id, Component.NONE, here.mentions().sightings(), false));
  }

  /**
   * Without that; {@link #with(Identifier, Node)} brings it back. That a paper stood here need not
   * be remembered while one stands that was not brought by others alone.
   */
  Gathered without(Identifier id) {
    SortedMap<String, Mentions> brought = new TreeMap<>(byIdentifier);
    boolean own = brought.remove(id.toString()) != null;
    return new Gathered(component, brought, stood && !(own && !standing().isEmpty()));
  }

  /**
   * The paper that goes by this id: absent where nothing is said of it any more, a redirect where
   * it became a name of another.
   */
  Optional<Paper> paper(Identifier id) {
    List<Sighting> standing = standing();
    Grouping papers = component.grouping();
    if (standing.isEmpty()) {
      Identifier now = papers.paperOf(id);
      return stood && !now.equals(id) ? Optional.of(Paper.redirect(id, now)) : Optional.empty();
    }
    return Optional.of(
        new Paper(
            id,
            papers.namesOf(id),
            first(standing, Sighting::title),
            firstFilled(standing, Sighting::authors),
            first(standing, Sighting::abstractText),
            standing.stream()
                .map(Sighting::version)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null),
            firstFilled(standing, Sighting::categories),
            links(standing),
            mentions(standing),
            papers.evidenceOf(id),
            Versions.changes(standing),
            papers.suggestionsOf(id),
            null,
            null,
            standing.stream().anyMatch(one -> one.fate() == Fate.WITHDRAWN),
            null));
  }

  /**
   * What counts, who knows best first. An entry may speak under several identifiers of one paper,
   * together or, when it is edited, one after another; the latest that it said counts.
   */
  private List<Sighting> standing() {
    List<Sighting> all =
        byIdentifier.values().stream().flatMap(mentions -> mentions.sightings().stream()).toList();
    Map<String, Instant> latest = new HashMap<>();
    all.forEach(
        one -> latest.merge(Mentions.entry(one), one.seenAt(), (a, b) -> a.isAfter(b) ? a : b));
    return all.stream()
        .filter(one -> one.seenAt().equals(latest.get(Mentions.entry(one))))
        .filter(one -> one.fate() != Fate.DELETED)
        .sorted(Mentions.KNOWS_BEST)
        .toList();
  }

  private static <T> @Nullable T first(
      List<Sighting> sightings, Function<Sighting, @Nullable T> field) {
    for (Sighting one : sightings) {
      T value = field.apply(one);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static <T> List<T> firstFilled(
      List<Sighting> sightings, Function<Sighting, List<T>> field) {
    return sightings.stream()
        .map(field)
        .filter(list -> !list.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private static List<URI> links(List<Sighting> sightings) {
    LinkedHashSet<URI> links = new LinkedHashSet<>();
    sightings.forEach(one -> links.addAll(one.links()));
    return new ArrayList<>(links);
  }

  /** One for each entry, from the sighting that knows best. */
  private static List<Mention> mentions(List<Sighting> sightings) {
    Map<String, Sighting> byEntry = new HashMap<>();
    sightings.forEach(one -> byEntry.putIfAbsent(Mentions.entry(one), one));
    return byEntry.values().stream()
        .sorted(Comparator.comparing(Sighting::seenAt).thenComparing(Mentions::entry))
        .map(
            one ->
                new Mention(
                    one.feed(),
                    one.entryId(),
                    one.seenAt(),
                    one.version(),
                    one.announceType(),
                    one.headline(),
                    one.engagement(),
                    one.links().isEmpty() ? null : one.links().get(0),
                    one.access()))
        .toList();
  }
}
