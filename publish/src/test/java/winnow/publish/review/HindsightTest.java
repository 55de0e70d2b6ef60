package winnow.publish.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static winnow.publish.letter.Entries.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.model.Decision.Action;
import winnow.model.ShortlistEntry;
import winnow.publish.letter.Entries;

class HindsightTest {
  @ParameterizedTest
  @CsvSource({
    // points, those taken marked +; AUC; share read for 95 %
    "3+ 2+ 1 0, 1.0, 0.5",
    "3 2 1+ 0+, 0.0, 1.0",
    "3+ 2 1+ 0, 0.75, 0.75",
    "1+ 1, 0.5, 1.0",
    "2+ 1+ 1 0, 0.875, 0.75",
    "3 2, , ",
    "3+ 2+, , ",
  })
  void figures_papersTakenAndRefused_byHand(
      String papers, @Nullable Double auc, @Nullable Double read) {
    Hindsight hindsight = Hindsight.of(entries(papers));

    assertThat(hindsight.auc().orElse(null)).isEqualTo(auc);
    assertThat(hindsight.readUntil(0.95).orElse(null)).isEqualTo(read);
  }

  @Test
  void of_undecidedUnscoredOrMaybe_doesNotCount() {
    List<ShortlistEntry> entries =
        List.of(
            paper("arxiv:1.1").scored(3).entry(),
            paper("arxiv:1.2").decided(Action.APPROVE).entry(),
            paper("arxiv:1.3").scored(3).decided(Action.MAYBE).entry(),
            paper("arxiv:1.4").scored(3).decided(Action.REJECT).entry());

    assertThat(Hindsight.of(entries).judged()).hasSize(1);
  }

  @Test
  void agreement_sectionsThatWereNamed_countsThoseAlone() {
    Hindsight hindsight =
        Hindsight.of(
            List.of(
                named("1.1", "Alignment", "Alignment").decided(Action.APPROVE).entry(),
                named("1.2", "Alignment", "Monitoring").decided(Action.APPROVE).entry(),
                named("1.3", "Robustness", "Other").decided(Action.APPROVE).entry(),
                named("1.4", "Robustness", "Robustness").decided(Action.REJECT).entry(),
                paper("arxiv:1.5").scored(1).in("Robustness").decided(Action.APPROVE).entry()));

    assertThat(hindsight.agreement().orElseThrow()).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(hindsight.confusion())
        .hasToString("{Alignment={Alignment=1, Monitoring=1}, Robustness={Other=1}}");
    assertThat(Hindsight.of(entries("3+ 2")).agreement()).isEmpty();
  }

  private static Entries named(String id, String section, String suggested) {
    return paper("arxiv:" + id).scored(1).in(section).insteadOf(suggested);
  }

  @Test
  void bins_pointsBelowZero_areCountedWithNoneLeftOut() {
    assertThat(Hindsight.of(entries("1.5+ -0.5 -0.9 -2+")).bins())
        .containsExactly(
            new Hindsight.Bin(-2, 1, 0),
            new Hindsight.Bin(-1, 0, 2),
            new Hindsight.Bin(0, 0, 0),
            new Hindsight.Bin(1, 1, 0));
  }

  @Property
  void figures_anyDecisions_boundsAndOrderLeaveNoTrace(
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = -3, max = 3) Integer> points,
      @ForAll long seed) {
    // given
    Random chance = new Random(seed);
    List<ShortlistEntry> entries = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      entries.add(entry(i, points.get(i), chance.nextBoolean()));
    }

    // when
    Hindsight one = Hindsight.of(entries);
    Collections.shuffle(entries, chance);
    Hindsight other = Hindsight.of(entries);

    // then
    assertThat(other).isEqualTo(one);
    one.auc().ifPresent(auc -> assertThat(auc).isCloseTo(pairs(one), within(1e-9)));
    int counted = one.bins().stream().mapToInt(bin -> bin.taken() + bin.refused()).sum();
    assertThat(counted).isEqualTo(points.size());
    if (one.taken() > 0) {
      List<Hindsight.Step> steps = one.steps();
      assertThat(steps.get(steps.size() - 1)).isEqualTo(new Hindsight.Step(1, 1));
    }
  }

  /** The same by looking at each pair. */
  private static double pairs(Hindsight of) {
    double above = 0;
    for (Hindsight.Judged taken : of.judged()) {
      for (Hindsight.Judged refused : of.judged()) {
        if (taken.taken() && !refused.taken()) {
          above += (Math.signum(taken.points() - refused.points()) + 1) / 2;
        }
      }
    }
    return above / (of.taken() * of.refused());
  }

  private static List<ShortlistEntry> entries(String papers) {
    List<ShortlistEntry> entries = new ArrayList<>();
    for (String one : Arrays.asList(papers.split(" "))) {
      double points = Double.parseDouble(one.replace("+", ""));
      entries.add(entry(entries.size(), points, one.endsWith("+")));
    }
    return entries;
  }

  private static ShortlistEntry entry(int number, double points, boolean taken) {
    Entries paper = paper("arxiv:2501.%05d".formatted(number)).scored(points);
    return paper.decided(taken ? Action.APPROVE : Action.REJECT).entry();
  }
}
