package winnow.enrich.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScorecardTest {
  private static final List<Double> HALF = List.of(0.5);

  @Test
  void figures_orderByHand_areTheOnesComputedByHand() {
    Ranked ranked = ranked(new double[] {4, 3, 2, 1}, true, false, true, false);

    double[] figures = ranked.figures(HALF, 2, 0.95, ranked.once());

    assertThat(figures[0]).isEqualTo(3 / 4.0); // of 4 pairs one is the wrong way round
    assertThat(figures[1]).isCloseTo((1 + 2 / 3.0) / 2, within(1e-9));
    assertThat(figures[2]).isCloseTo(1 / 4.0 - 0.05, within(1e-9)); // three read, one saved
    assertThat(figures[3]).isEqualTo(1 / 2.0);
    assertThat(figures[4]).isEqualTo(1 / 2.0);
  }

  @Test
  void figures_allOfOneScore_areThoseOfNoOrder() {
    Ranked ranked = ranked(new double[] {1, 1, 1, 1}, true, false, false, false);

    double[] figures = ranked.figures(HALF, 2, 0.95, ranked.once());

    assertThat(figures[0]).isEqualTo(0.5);
    assertThat(figures[1]).isEqualTo(0.25);
    assertThat(figures[2]).isCloseTo(-0.05, within(1e-9));
    assertThat(figures[3]).isEqualTo(0.25);
    assertThat(figures[4]).isEqualTo(0.5);
  }

  @Test
  void of_sameItems_sameIntervalsAroundTheValue() {
    List<Scorecard.Item> items = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      items.add(new Scorecard.Item(-i, i % 3 == 0 && i < 150, "A", i % 2 == 0 ? "A" : "B"));
    }

    Scorecard card = Scorecard.of(items);

    assertThat(card).isEqualTo(Scorecard.of(items));
    assertThat(card.auc().value()).isBetween(card.auc().low(), card.auc().high());
    assertThat(card.sectionAccuracy().value()).isEqualTo(0.5);
    assertThat(card.confusion()).containsOnlyKeys("A", "B");
  }

  @Test
  void of_nothingRelevant_saysThatThereIsNothingToMeasure() {
    Scorecard card = Scorecard.of(List.of(new Scorecard.Item(1, false, null, null)));

    assertThat(card.auc().value()).isNull();
    assertThat(card.sectionAccuracy().value()).isNull();
  }

  private static Ranked ranked(double[] scores, boolean... relevant) {
    return new Ranked(scores, relevant);
  }
}
