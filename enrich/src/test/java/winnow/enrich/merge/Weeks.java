package winnow.enrich.merge;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;
import winnow.model.AnnounceType;
import winnow.model.Decision;
import winnow.model.Engagement;
import winnow.model.Fate;
import winnow.model.FeedId;
import winnow.model.Identifier;
import winnow.model.Identifier.Kind;
import winnow.model.Sighting;

/**
 * Random sightings of a handful of papers, and what curators say of them: so few identifiers of
 * every kind and so few words that they are shared and chained, cross-lists, revisions with other
 * titles, posts edited and deleted, pages that name several identifiers or only themselves, a page
 * that all name; merges and splits.
 */
final class Weeks {
  private static final Pattern WORD = Pattern.compile("[A-Za-z]+");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");
  private static final Instant MONDAY = Instant.parse("2024-03-04T00:00:00Z");

  private static final List<String> TITLES =
      List.of(
          "Corncrake Lawnmower Dusk",
          "Corncrake Lawnmower Dawn",
          "Corncrake: Telescope",
          "Telescope Orchard",
          "Lawnmower Dusk 2");
  private static final List<List<String>> TEAMS =
      List.of(
          List.of("Ada Byron", "Alan Turing"), List.of("Alan Turing", "Grace Hopper"), List.of());
  private static final List<String> ABSTRACTS =
      List.of(
          "Corncrake lawnmower meadow telescope orchard hedge barley thistle nettle plough.",
          "Corncrake lawnmower meadow telescope orchard hedge barley thistle harrow.",
          "Nettle plough harrow sickle scythe corncrake.");

  private Weeks() {}

  /** Sightings and decisions. */
  static Arbitrary<List<Object>> weeks(int most) {
    return Arbitraries.frequencyOf(
            List.of(
                net.jqwik.api.Tuple.of(18, announced().map(List::<Object>of)),
                net.jqwik.api.Tuple.of(18, posted().map(List::<Object>of)),
                net.jqwik.api.Tuple.of(24, page().map(List::<Object>of)),
                net.jqwik.api.Tuple.of(12, word().map(List::<Object>of)),
                net.jqwik.api.Tuple.of(1, volume())))
        .list()
        .ofMinSize(1)
        .ofMaxSize(most)
        .map(parts -> parts.stream().flatMap(List::stream).toList());
  }

  /** The same about papers that no other run knows. */
  static Object elsewhere(Object event, String run) {
    return event instanceof Decision word ? elsewhere(word, run) : elsewhere((Sighting) event, run);
  }

  private static Decision elsewhere(Decision word, String run) {
    return Decision.ofIdentity(
        word.action(),
        elsewhere(word.id(), run),
        elsewhere(word.other(), run),
        null,
        word.reason(),
        word.by(),
        word.at());
  }

  private static Identifier elsewhere(Identifier name, String run) {
    return new Identifier(name.kind(), run + "/" + name.value());
  }

  private static Sighting elsewhere(Sighting sighting, String run) {
    return new Sighting(
        sighting.feed(),
        sighting.entryId(),
        sighting.identifiers().stream().map(name -> elsewhere(name, run)).toList(),
        sighting.seenAt(),
        elsewhere(sighting.title(), run),
        elsewhere(sighting.headline(), run),
        sighting.authors().stream().map(author -> elsewhere(author, run)).toList(),
        elsewhere(sighting.abstractText(), run),
        sighting.version(),
        sighting.categories(),
        sighting.announceType(),
        sighting.engagement(),
        sighting.publishedAt(),
        sighting.links(),
        sighting.journalReference(),
        sighting.licence(),
        sighting.access(),
        sighting.fate());
  }

  /** The same words and numbers, none of which any other run has. */
  private static @Nullable String elsewhere(@Nullable String text, String run) {
    if (text == null) {
      return null;
    }
    StringBuilder letters = new StringBuilder();
    run.chars().forEach(digit -> letters.append("bcdfghjkmn".charAt(digit - '0')));
    String numbered = NUMBER.matcher(text).replaceAll("$0" + run);
    return WORD.matcher(numbered).replaceAll("$0" + letters);
  }

  private static Arbitrary<Sighting> announced() {
    Arbitrary<Identifier> dois = any(Kind.DOI, 2);
    return Combinators.combine(
            any(Kind.ARXIV, 3),
            Arbitraries.integers().between(1, 3),
            Arbitraries.of("arxiv:cs.LG", "arxiv:cs.CL"),
            dois.injectNull(0.6),
            Arbitraries.of(AnnounceType.class),
            Combinators.combine(hours(), Arbitraries.of(Fate.WITHDRAWN).injectNull(0.95))
                .as((at, fate) -> new Told(at, fate)),
            words())
        .as(
            (paper, version, feed, doi, type, told, words) ->
                Sighting.of(
                        new FeedId(feed),
                        "oai:arXiv.org:" + paper.value() + "v" + version,
                        doi == null ? List.of(paper) : List.of(paper, doi),
                        told.at())
                    .title(words.title())
                    .abstractText(words.abstractText())
                    .authors(words.authors())
                    .version(version)
                    .categories(List.of(feed.substring(6)))
                    .announceType(type)
                    .links(List.of(URI.create("https://arxiv.org/abs/" + paper.value())))
                    .fate(told.fate())
                    .build());
  }

  private record Told(Instant at, @Nullable Fate fate) {}

  private record Put(String title, List<String> authors, @Nullable String abstractText) {}

  private static Arbitrary<Put> words() {
    return Combinators.combine(
            Arbitraries.of(TITLES),
            Arbitraries.of(TEAMS),
            Arbitraries.of(ABSTRACTS).injectNull(0.3))
        .as(Put::new);
  }

  /** A post names one paper in each sighting; when it is edited, perhaps another. */
  private static Arbitrary<Sighting> posted() {
    return Combinators.combine(
            anything(),
            Arbitraries.integers().between(1, 3),
            hours(),
            Arbitraries.integers().between(-1, 2),
            Arbitraries.of(Fate.DELETED).injectNull(0.75),
            Arbitraries.of(TITLES).injectNull(0.5))
        .as(
            (name, post, seenAt, points, fate, title) -> {
              Sighting.Builder said =
                  Sighting.of(new FeedId("reddit:mlsafety"), "t3_" + post, List.of(name), seenAt)
                      .links(List.of(URI.create("https://post.example/" + post)));
              return fate == null
                  ? said.headline(title == null ? "Look at " + name.value() : title)
                      .engagement(new Engagement(points, null))
                      .build()
                  : said.fate(fate).build();
            });
  }

  private static Arbitrary<Sighting> page() {
    return Combinators.combine(
            anything().set().ofMinSize(1).ofMaxSize(3),
            Arbitraries.of("blog", "forum", "drop-in"),
            Arbitraries.integers().between(1, 3),
            hours(),
            words().injectNull(0.3),
            Arbitraries.integers().between(1, 3).injectNull(0.8))
        .as(
            (Set<Identifier> names,
                String feed,
                Integer entry,
                Instant seenAt,
                Put words,
                Integer version) ->
                Sighting.of(new FeedId(feed), "entry-" + entry, List.copyOf(names), seenAt)
                    .title(words == null ? null : words.title())
                    .authors(words == null ? List.of() : words.authors())
                    .abstractText(words == null ? null : words.abstractText())
                    .version(version)
                    .links(List.of(URI.create("https://" + feed + ".example/" + entry)))
                    .build());
  }

  /** Many papers that name one page, seldom few enough for it to be a name. */
  private static Arbitrary<List<Object>> volume() {
    return Combinators.combine(Arbitraries.integers().between(2, 12), any(Kind.URL, 3), hours())
        .as(
            (papers, page, seenAt) ->
                java.util.stream.IntStream.rangeClosed(1, papers)
                    .<Object>mapToObj(
                        n ->
                            Sighting.of(
                                    new FeedId("proceedings"),
                                    "volume-" + n,
                                    List.of(new Identifier(Kind.DOI, "p" + n), page),
                                    seenAt)
                                .title("Paper " + n)
                                .build())
                    .toList());
  }

  private static Arbitrary<Decision> word() {
    return Combinators.combine(
            anything().set().ofSize(2),
            Arbitraries.of(Decision.Action.MERGE, Decision.Action.SPLIT),
            Arbitraries.integers().between(0, 20))
        .as(
            (Set<Identifier> names, Decision.Action action, Integer minute) -> {
              List<Identifier> two = names.stream().sorted().toList();
              return Decision.ofIdentity(
                  action,
                  two.get(minute % 2),
                  two.get(1 - minute % 2),
                  null,
                  null,
                  "dana",
                  MONDAY.plusSeconds(60L * minute));
            });
  }

  private static Arbitrary<Identifier> anything() {
    return Arbitraries.oneOf(
        any(Kind.ARXIV, 3),
        any(Kind.DOI, 2),
        any(Kind.OPENREVIEW, 2),
        any(Kind.ACL, 1),
        any(Kind.URL, 3));
  }

  private static Arbitrary<Identifier> any(Kind kind, int of) {
    String host = kind == Kind.URL ? "https://h" : "p";
    return Arbitraries.integers().between(1, of).map(n -> new Identifier(kind, host + n));
  }

  private static Arbitrary<Instant> hours() {
    return Arbitraries.integers().between(0, 5).map(hour -> MONDAY.plusSeconds(3600L * hour));
  }
}
