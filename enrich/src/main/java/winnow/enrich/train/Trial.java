package winnow.enrich.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import winnow.enrich.score.Model;
import winnow.enrich.score.Scorer;
import winnow.model.Paper;
import winnow.model.Profile;
import winnow.model.Yardstick;

/**
 * A lesson on trial: learned from decisions, then compared with the one in force on papers that
 * neither learned from. What the {@link Yardstick} has is never learned from. Its two halves, what
 * to propose and which section, are judged apart: one may take over while the other stays as it is.
 *
 * @param learned what would be in force from now on: each half new or old
 * @param comparisons old against new; empty where there was too little to learn from
 * @param takesOver whether either half is new
 * @param verdict which halves take over, in a sentence
 */
public record Trial(
    @Nullable Model learned, List<Comparison> comparisons, boolean takesOver, String verdict) {
  /** Fewer held-back papers of a kind than this judge nothing. */
  static final int FEWEST = 5;

  private static final Model NOTHING = Model.of(List.of(), Map.of());

  /** A thousand papers or more move a figure by so much for no reason. */
  private static final double NOISE = 0.002;

  /**
   * The same papers, ranked by both.
   *
   * @param on which papers
   * @param tolerance how much worse is not worse
   */
  public record Comparison(String on, Scorecard old, Scorecard trial, double tolerance) {
    boolean worse() {
      return lower(old.auc(), trial.auc())
          || lower(old.averagePrecision(), trial.averagePrecision());
    }

    /** Whether fewer papers stand in their section; never where none is known to have one. */
    boolean worseOnSections() {
      return lower(old.sectionAccuracy(), trial.sectionAccuracy());
    }

    private boolean lower(Scorecard.Figure before, Scorecard.Figure now) {
      return before.value() != null
          && now.value() != null
          && now.value() < before.value() - tolerance;
    }
  }

  public Trial {
    comparisons = List.copyOf(comparisons);
  }

  /**
   * Learns and compares.
   *
   * @param base the profile's own model; absent where keywords are all there is
   * @param inForce the lesson that the new one would replace; absent where there is none
   * @param decided papers that curators took or refused
   * @param left papers that had their time and that nobody decided about; may be empty
   * @param gold further papers whose fate is known; may be empty
   */
  public static Trial of(
      Profile profile,
      @Nullable Model base,
      @Nullable Model inForce,
      List<Example> decided,
      List<Example> left,
      List<Example> gold) {
    List<Example> held = decided.stream().filter(one -> Yardstick.has(one.id())).toList();
    List<Example> open = decided.stream().filter(one -> !Yardstick.has(one.id())).toList();
    long yes = held.stream().filter(Example::relevant).count();
    if (yes < FEWEST || held.size() - yes < FEWEST) {
      return new Trial(
          null,
          List.of(),
          false,
          "too few decisions to judge a lesson by: %d taken and %d refused are held back, %d of each are needed"
              .formatted(yes, held.size() - yes, FEWEST));
    }
    Profile afresh = profile.withoutPast();
    Scorer plain = new Scorer(afresh, base, null);
    Model words = Lessons.learn(open, left, one -> points(plain, one));
    Model places = places(afresh, base, plain, open, held);
    Model old = inForce == null ? NOTHING : inForce;
    Scorer before = new Scorer(afresh, base, inForce);
    Scorer trial = new Scorer(afresh, base, words.plus(places == null ? old.ofSections() : places));
    List<Comparison> comparisons = new ArrayList<>();
    comparisons.add(
        new Comparison("held-back decisions", card(before, held), card(trial, held), 0));
    if (!gold.isEmpty()) {
      comparisons.add(new Comparison("gold", card(before, gold), card(trial, gold), NOISE));
    }
    Optional<Comparison> worse = comparisons.stream().filter(Comparison::worse).findFirst();
    Optional<Comparison> worseOnSections =
        comparisons.stream().filter(Comparison::worseOnSections).findFirst();
    Model newPlaces = worseOnSections.isEmpty() ? places : null;
    String ofSections = places == null ? "" : sectionsVerdict(worseOnSections);
    return new Trial(
        (worse.isEmpty() ? words : old.ofRelevance())
            .plus(newPlaces == null ? old.ofSections() : newPlaces),
        comparisons,
        worse.isEmpty() || newPlaces != null,
        verdict(worse) + ofSections);
  }

  private static String verdict(Optional<Comparison> worse) {
    return worse
        .map(one -> "the old one stays: on " + one.on() + " the new one is worse")
        .orElse("the new one is nowhere worse, and takes over");
  }

  private static String sectionsVerdict(Optional<Comparison> worse) {
    return worse
        .map(one -> "; sections stay as they are: on " + one.on() + " the new are worse")
        .orElse("; so do its sections");
  }

  /** What is learned of sections; absent where too few held-back papers have one to judge it by. */
  private static @Nullable Model places(
      Profile profile, @Nullable Model base, Scorer plain, List<Example> open, List<Example> held) {
    if (held.stream().filter(Trial::isPlaced).count() < FEWEST
        || open.stream().noneMatch(Trial::isPlaced)) {
      return null;
    }
    List<String> known =
        profile.sections().stream()
            .map(Profile.Section::name)
            .filter(
                name -> base == null || base.sections().isEmpty() || base.sections().contains(name))
            .toList();
    return Lessons.sections(
        known,
        open.stream().filter(Example::relevant).toList(),
        one -> plain.sections(one.paper()));
  }

  private static boolean isPlaced(Example one) {
    return one.relevant() && one.section() != null;
  }

  private static Scorecard card(Scorer scorer, List<Example> examples) {
    List<Scorecard.Item> items = new ArrayList<>();
    for (Example one : examples) {
      Paper ranked = scorer.rank(one.paper());
      items.add(new Scorecard.Item(total(ranked), one.relevant(), ranked.section(), one.section()));
    }
    return Scorecard.of(items);
  }

  private static double points(Scorer scorer, Example example) {
    return total(scorer.rank(example.paper()));
  }

  private static double total(Paper ranked) {
    return ranked.score() == null ? 0 : ranked.score().total();
  }
}
