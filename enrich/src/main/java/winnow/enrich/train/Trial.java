package winnow.enrich.train;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.enrich.score.Model;
import winnow.enrich.score.Scorer;
import winnow.model.Profile;
import winnow.model.Score;
import winnow.model.Yardstick;

/**
 * A lesson on trial: learned from decisions, then compared with the one in force on papers that
 * neither learned from. What the {@link Yardstick} has is never learned from.
 *
 * @param learned the new lesson's model
 * @param comparisons old against new; empty where there was too little to learn from
 * @param verdict whether the new one takes over, in a sentence
 */
public record Trial(
    @Nullable Model learned, List<Comparison> comparisons, boolean takesOver, String verdict) {
  /** Fewer held-back papers of a kind than this judge nothing. */
  static final int FEWEST = 5;

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
    Model learned = Lessons.learn(open, left, one -> points(plain, one));
    Scorer old = new Scorer(afresh, base, inForce);
    Scorer trial = new Scorer(afresh, base, learned);
    List<Comparison> comparisons = new ArrayList<>();
    comparisons.add(new Comparison("held-back decisions", card(old, held), card(trial, held), 0));
    if (!gold.isEmpty()) {
      comparisons.add(new Comparison("gold", card(old, gold), card(trial, gold), NOISE));
    }
    return comparisons.stream()
        .filter(Comparison::worse)
        .findFirst()
        .map(
            worse ->
                new Trial(
                    learned,
                    comparisons,
                    false,
                    "the old one stays: on " + worse.on() + " the new one is worse"))
        .orElseGet(
            () ->
                new Trial(
                    learned, comparisons, true, "the new one is nowhere worse, and takes over"));
  }

  private static Scorecard card(Scorer scorer, List<Example> examples) {
    return Scorecard.of(
        examples.stream()
            .map(one -> new Scorecard.Item(points(scorer, one), one.relevant(), null, null))
            .toList());
  }

  private static double points(Scorer scorer, Example example) {
    Score score = scorer.rank(example.paper()).score();
    return score == null ? 0 : score.total();
  }
}
