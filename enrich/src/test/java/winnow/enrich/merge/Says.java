package winnow.enrich.merge;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import winnow.model.Change;
import winnow.model.Evidence;
import winnow.model.Fate;
import winnow.model.Identifier;
import winnow.model.Mention;
import winnow.model.Paper;
import winnow.model.Sighting;
import winnow.model.Suggestion;

/**
 * What a paper says, but for the order in which nothing depends on it; as the program's paper has
 * it, or worked out of the paper's sightings, field by field:
 *
 * <ol>
 *   <li>An entry speaks once, with the latest it said; what is deleted is silent.
 *   <li>The highest version knows best, then who announces papers, then who spoke last.
 * </ol>
 */
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
    List<Change> changes,
    List<Suggestion> suggestions,
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
        paper.changes(),
        paper.suggestions(),
        paper.withdrawn());
  }

  static Says of(
      Identifier id,
      SortedSet<Identifier> names,
      Set<Evidence> evidence,
      List<Suggestion> suggestions,
      List<Sighting> standing) {
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
        changes(standing),
        suggestions,
        standing.stream().anyMatch(one -> one.fate() == Fate.WITHDRAWN));
  }

  record Entry(String feed, String id) {
    static Entry of(Sighting sighting) {
      return new Entry(sighting.feed().value(), sighting.entryId());
    }
  }

  /** Those that still count, who knows best first. */
  static List<Sighting> standing(List<Sighting> sightings) {
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
    standing.sort(Says::knowsBetter);
    return standing;
  }

  static int knowsBetter(Sighting one, Sighting that) {
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

  private static List<Change> changes(List<Sighting> standing) {
    List<Integer> numbers =
        standing.stream()
            .filter(one -> one.version() != null)
            .filter(one -> one.title() != null || one.abstractText() != null)
            .map(Sighting::version)
            .distinct()
            .sorted()
            .toList();
    List<Change> changes = new ArrayList<>();
    for (int i = 1; i < numbers.size(); i++) {
      List<Sighting> before = ofVersion(standing, numbers.get(i - 1));
      List<Sighting> now = ofVersion(standing, numbers.get(i));
      Double title = changed(best(before, Sighting::title), best(now, Sighting::title));
      Double text =
          changed(best(before, Sighting::abstractText), best(now, Sighting::abstractText));
      boolean material = text != null ? text >= 0.3 : title != null && title >= 0.5;
      changes.add(
          new Change(
              numbers.get(i),
              numbers.get(i - 1),
              now.stream().map(Sighting::seenAt).min(Comparator.naturalOrder()).orElseThrow(),
              title,
              text,
              material));
    }
    return changes;
  }

  private static List<Sighting> ofVersion(List<Sighting> standing, int version) {
    return standing.stream()
        .filter(one -> one.version() != null && one.version() == version)
        .filter(one -> one.title() != null || one.abstractText() != null)
        .toList();
  }

  /** Words and numbers are short and plain here. */
  private static @Nullable Double changed(@Nullable String one, @Nullable String other) {
    if (one == null || other == null) {
      return null;
    }
    List<String> left = words(one);
    List<String> right = words(other);
    int all = left.size() + right.size();
    right.forEach(left::remove);
    int both = words(one).size() - left.size();
    return Math.round(1000.0 * (all - 2 * both) / (all - both)) / 1000.0;
  }

  private static List<String> words(String text) {
    return new ArrayList<>(
        Pattern.compile("[a-z]+|[0-9]+")
            .matcher(text.toLowerCase(Locale.ROOT))
            .results()
            .map(MatchResult::group)
            .toList());
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
