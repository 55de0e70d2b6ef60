package winnow.enrich.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import winnow.model.Engagement;
import winnow.model.FeedId;
import winnow.model.Identifier;
import winnow.model.Identifiers;
import winnow.model.Mention;
import winnow.model.Paper;
import winnow.model.Profile;
import winnow.model.Score;
import winnow.model.Score.Reason;

/**
 * Ranks a paper for one newsletter. Pure: the same paper gives the same score. What a source did
 * not say is not counted, neither for nor against.
 *
 * <p>With a model, the text and the categories count what the model learned, in log-odds, and the
 * model suggests the section. Without one, or where it knows none of the words, the profile's
 * keywords and seeds speak: a term counts once, and half as much again in the title; a section's
 * terms count for the paper and for the section. Who carried the paper and what readers gave it
 * counts in both cases, and so does what makes it no news.
 */
public final class Scorer {
  private static final double IN_TITLE = 1.5;
  private static final double SEED_FLOOR = 0.5;

  /** So many texts are remembered, a few megabytes: what all lists of a day carry. */
  private static final int RECENT = 2048;

  /** What a keyword's point counts beside a model's log-odds for a section. */
  private static final double KEYWORDS_IN_SECTIONS = 0.2;

  private record Term(String text, Words words, double points, @Nullable String section) {}

  /** What a paper says in words. */
  private record Text(Words title, Words body) {
    static Text of(Paper paper) {
      return new Text(Words.of(Said.title(paper)), Words.of(paper.abstractText()));
    }

    Set<String> telling() {
      Set<String> telling = new HashSet<>(title.telling());
      telling.addAll(body.telling());
      return telling;
    }

    Reading read(Model model, Paper paper) {
      return new Reading(model, title, body, paper.categories());
    }
  }

  /** All of a paper that its text is judged by. */
  private record Said(
      String title,
      @Nullable String abstractText,
      List<String> categories,
      List<Identifier> identifiers) {
    static Said of(Paper paper) {
      return new Said(title(paper), paper.abstractText(), paper.categories(), paper.identifiers());
    }

    /** Its title, or what those who carried it wrote above it. */
    static String title(Paper paper) {
      return paper.title() != null
          ? paper.title()
          : paper.sightings().stream()
              .map(Mention::headline)
              .filter(Objects::nonNull)
              .collect(Collectors.joining(" . "));
    }
  }

  /** What the text counts, and the section that fits it best. */
  private record Judged(List<Reason> reasons, @Nullable String section) {}

  /** A paper that the section would carry, by its title or by a name of its own. */
  private record Seed(String title, @Nullable Identifier id, Set<String> telling, String section) {
    static Seed of(String text, String section) {
      Identifier id = BY_NAME.matcher(text).matches() ? Identifiers.named(text) : null;
      return new Seed(text, id, id == null ? Words.of(text).telling() : Set.of(), section);
    }

    /** How much of its telling words the text shares: all where it is the paper itself. */
    double share(Paper paper, Set<String> text) {
      if (id != null) {
        return paper.identifiers().contains(id) ? 1 : 0;
      }
      double shared = telling.stream().filter(text::contains).count();
      return telling.isEmpty() ? 0 : shared / telling.size();
    }
  }

  private static final Pattern BY_NAME =
      Pattern.compile(
          "(?i:arxiv|doi|openreview|acl|url):\\S+|https?://\\S+|\\d{4}\\.\\d{4,5}(v\\d+)?");

  private final Profile.Weights weights;
  private final History history;
  private final List<Term> terms;
  private final Phrases phrases;
  private final List<Seed> seeds;
  private final List<String> sections;
  private final @Nullable Model model;
  private final boolean keywords;
  private final Map<Said, Judged> recent = Collections.synchronizedMap(new Recent<>());

  /** Ranks by the profile alone. */
  public Scorer(Profile profile) {
    this(profile, null);
  }

  /**
   * Ranks by a model where there is one.
   *
   * @param model sections of it that the profile does not have are not suggested
   */
  public Scorer(Profile profile, @Nullable Model model) {
    this(profile, model, null);
  }

  /**
   * Ranks by a model or by keywords, and by what decisions taught beyond.
   *
   * @param model the profile's; absent where its keywords speak
   * @param lesson added to either
   */
  public Scorer(Profile profile, @Nullable Model model, @Nullable Model lesson) {
    this.model = model == null || lesson == null ? or(model, lesson) : model.plus(lesson);
    this.keywords = model == null;
    this.weights = profile.weights();
    this.history = new History(profile);
    this.sections = profile.sections().stream().map(Profile.Section::name).toList();
    List<Term> allTerms = new ArrayList<>();
    List<Seed> allSeeds = new ArrayList<>();
    profile.keywords().forEach((text, points) -> allTerms.add(term(text, points, null)));
    for (Profile.Section section : profile.sections()) {
      section
          .keywords()
          .forEach((text, points) -> allTerms.add(term(text, points, section.name())));
      for (String title : section.seeds()) {
        allSeeds.add(Seed.of(title, section.name()));
      }
    }
    allTerms.sort(Comparator.comparing(Term::text));
    this.terms = List.copyOf(allTerms);
    this.phrases = new Phrases(terms.stream().map(Term::words).toList());
    this.seeds = List.copyOf(allSeeds);
  }

  /** The same paper with its score, the reasons for it, and the section that fits best. */
  public Paper rank(Paper paper) {
    Judged text = judged(paper);
    List<Reason> reasons = new ArrayList<>(text.reasons());
    readers(paper, reasons);
    places(paper, reasons);
    reasons.addAll(history.reasons(paper));
    reasons.removeIf(reason -> reason.points() == 0);
    reasons.sort(Score.WEIGHTIEST_FIRST);
    return paper.scored(Score.of(reasons), text.section());
  }

  /** The same text comes again with each list that carries a paper, soon after the first. */
  private Judged judged(Paper paper) {
    Said said = Said.of(paper);
    Judged known = recent.get(said);
    if (known != null) {
      return known;
    }
    Judged judged = judge(paper);
    recent.put(said, judged);
    return judged;
  }

  private Judged judge(Paper paper) {
    Map<String, Double> bySection = new TreeMap<>();
    Text text = Text.of(paper);
    Reading reading = model == null ? null : text.read(model, paper);
    List<Reason> named = new ArrayList<>();
    keywords(text, named, bySection);
    seed(paper, text, named, bySection);
    List<Reason> reasons = new ArrayList<>();
    if (keywords || reading == null || !reading.known()) {
      reasons.addAll(named);
    }
    if (reading != null) {
      reasons.addAll(Relevance.reasons(reading, paper.categories()));
    }
    Map<String, Double> likely =
        reading != null && reading.known() ? likely(reading, bySection) : Map.of();
    return new Judged(List.copyOf(reasons), likely.isEmpty() ? best(bySection) : likeliest(likely));
  }

  /**
   * How likely each section is, in log-odds: by the model, with a word from the keywords; by these
   * alone where there is no model, or it knows no section or nothing that the paper says.
   */
  public Map<String, Double> sections(Paper paper) {
    Map<String, Double> bySection = new TreeMap<>();
    Text text = Text.of(paper);
    keywords(text, new ArrayList<>(), bySection);
    seed(paper, text, new ArrayList<>(), bySection);
    Reading reading = model == null ? null : text.read(model, paper);
    if (reading != null && reading.known() && !reading.sections().isEmpty()) {
      return likely(reading, bySection);
    }
    bySection.replaceAll((section, points) -> KEYWORDS_IN_SECTIONS * points);
    return bySection;
  }

  /** The latest that were asked for. */
  private static final class Recent<K, V> extends LinkedHashMap<K, V> {
    Recent() {
      super(RECENT, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > RECENT;
    }
  }

  private static @Nullable Model or(@Nullable Model one, @Nullable Model other) {
    return one == null ? other : one;
  }

  /** What the model says of the profile's sections, with a word from the profile's keywords. */
  private Map<String, Double> likely(Reading reading, Map<String, Double> bySection) {
    Map<String, Double> likely = reading.sections();
    likely.keySet().retainAll(sections);
    likely.replaceAll(
        (section, odds) -> odds + KEYWORDS_IN_SECTIONS * bySection.getOrDefault(section, 0.0));
    return likely;
  }

  private @Nullable String likeliest(Map<String, Double> likely) {
    return sections.stream()
        .filter(likely::containsKey)
        .max(
            Comparator.<String>comparingDouble(section -> likely.getOrDefault(section, 0.0))
                .thenComparing(section -> -sections.indexOf(section)))
        .orElse(null);
  }

  private void keywords(Text text, List<Reason> reasons, Map<String, Double> bySection) {
    Set<Words> titles = phrases.in(text.title());
    Set<Words> bodies = phrases.in(text.body());
    for (Term term : terms) {
      boolean inTitle = titles.contains(term.words());
      if (inTitle || bodies.contains(term.words())) {
        double points = cents(inTitle ? term.points() * IN_TITLE : term.points());
        String where = inTitle ? "title mentions “" : "mentions “";
        reasons.add(new Reason("keyword", points, where + term.text() + "”"));
        if (term.section() != null) {
          bySection.merge(term.section(), points, Double::sum);
        }
      }
    }
  }

  /** The seed whose telling words the text shares most, if it shares more than half of them. */
  private void seed(Paper paper, Text text, List<Reason> reasons, Map<String, Double> bySection) {
    Set<String> telling = text.telling();
    Seed nearest = null;
    double most = SEED_FLOOR;
    for (Seed seed : seeds) {
      double share = seed.share(paper, telling);
      if (share > most) {
        most = share;
        nearest = seed;
      }
    }
    if (nearest != null) {
      double points = cents(weights.seeds() * most);
      String words =
          nearest.id() == null
              ? "close to “" + nearest.title() + "”"
              : "is a seed of " + nearest.section();
      reasons.add(new Reason("seed", points, words));
      bySection.merge(nearest.section(), points, Double::sum);
    }
  }

  private void readers(Paper paper, List<Reason> reasons) {
    int most = 0;
    FeedId where = null;
    for (Mention mention : paper.sightings()) {
      Engagement engagement = mention.engagement();
      if (engagement != null && engagement.score() != null && engagement.score() > most) {
        most = engagement.score();
        where = mention.feed();
      }
    }
    if (where != null) {
      double points = cents(weights.engagement() * Math.log(most + 1) / Math.log(2));
      reasons.add(
          new Reason(
              "engagement",
              points,
              String.format(
                  Locale.ROOT, "%d %s on %s", most, most == 1 ? "point" : "points", where)));
    }
  }

  private void places(Paper paper, List<Reason> reasons) {
    List<FeedId> feeds = paper.sightings().stream().map(Mention::feed).distinct().sorted().toList();
    long sources =
        feeds.stream()
            .map(FeedId::source)
            .filter(source -> !source.equals("lookup")) // we asked it; it did not notice the paper
            .distinct()
            .count();
    if (sources > 1) {
      double points = cents(weights.corroboration() * (sources - 1));
      reasons.add(new Reason("corroboration", points, "seen by " + sources + " sources"));
    }
    for (FeedId feed : feeds) {
      double points = weights.curated().getOrDefault(feed.value(), 0.0);
      reasons.add(new Reason("curated", cents(points), "on " + feed));
    }
  }

  private @Nullable String best(Map<String, Double> bySection) {
    return sections.stream()
        .filter(section -> bySection.getOrDefault(section, 0.0) > 0)
        .max(
            Comparator.<String>comparingDouble(
                    section -> cents(bySection.getOrDefault(section, 0.0)))
                .thenComparing(section -> -sections.indexOf(section)))
        .orElse(null);
  }

  private static Term term(String text, double points, @Nullable String section) {
    Words words = Words.of(text);
    if (words.isEmpty()) {
      throw new IllegalArgumentException("a keyword has no letter and no digit: " + text);
    }
    return new Term(text, words, points, section);
  }

  private static double cents(double points) {
    return Math.round(points * 100) / 100.0;
  }
}
