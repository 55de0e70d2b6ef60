package winnow.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import winnow.enrich.score.Model;
import winnow.enrich.score.Scorer;
import winnow.enrich.train.Example;
import winnow.enrich.train.Scorecard;
import winnow.enrich.train.Trial;
import winnow.model.Profile;
import winnow.model.Score;
import winnow.standalone.Options;
import winnow.standalone.PaperLines;

/**
 * What ten editions' decisions teach, from a cold start: the ml-safety profile's keywords and seeds
 * without its model. Each edition offers a tenth of the gold and a tenth of the other papers,
 * oldest first. Curators read as many as their budget allows, best first, take what the gold names
 * and refuse the rest of it, but for a few wrong clicks; then a lesson is learned from all
 * decisions so far, and from what was never read, and stands its trial, as it would in the program.
 * The baseline is the same without learning.
 */
final class Learn {
  private static final Path FOLDER = Path.of("../shared/data/eval");
  private static final int EDITIONS = 10;
  private static final int BUDGET = 150;
  private static final double WRONG_CLICKS = 0.03;

  private record Place(Example paper, double points) {}

  /** What an edition offers, best first. */
  private record Ranked(List<Place> places) {
    List<Example> read() {
      return places.stream().limit(BUDGET).map(Place::paper).toList();
    }

    List<Example> left() {
      return places.stream().skip(BUDGET).map(Place::paper).toList();
    }

    double recall() {
      double wanted = places.stream().filter(one -> one.paper().relevant()).count();
      return read().stream().filter(Example::relevant).count() / wanted;
    }

    @Nullable Double saved() {
      return Scorecard.of(
              places.stream()
                  .map(one -> new Scorecard.Item(one.points(), one.paper().relevant(), null, null))
                  .toList())
          .wss95()
          .value();
    }
  }

  void run() throws Exception {
    if (!Files.isDirectory(FOLDER)) {
      Report.line("learn: skipped: no gold at %s", FOLDER);
      return;
    }
    Profile profile = Options.profile("ml-safety");
    List<Example> all =
        PaperLines.read(FOLDER.resolve("gold.jsonl"), FOLDER.resolve("pool.jsonl"), profile)
            .examples();
    Random clicks = new Random(95);
    List<Example> decided = new ArrayList<>();
    List<Example> left = new ArrayList<>();
    Model lesson = null;
    double[] sums = new double[4];
    Report.line(
        "learn: %d papers, %d of them wanted; %d read an edition, %.0f %% wrong clicks",
        all.size(), all.stream().filter(Example::relevant).count(), BUDGET, WRONG_CLICKS * 100);
    Report.line(
        "learn: edition   recall at budget         WSS@95                   what was learned");
    Report.line("learn:           learning  keywords ratio learning  keywords");
    for (int edition = 0; edition < EDITIONS; edition++) {
      List<Example> offered = edition(all, edition);
      Ranked learning = ranked(new Scorer(profile, null, lesson), offered);
      Ranked keywords = ranked(new Scorer(profile), offered);
      for (Example read : learning.read()) {
        decided.add(with(read, read.relevant() != (clicks.nextDouble() < WRONG_CLICKS)));
      }
      learning.left().forEach(one -> left.add(with(one, false)));
      Trial trial = Trial.of(profile, null, lesson, decided, left, List.of());
      Report.line(
          "learn: %7d   %.3f     %.3f    %.2f  %-8s  %-8s  %s",
          edition + 1,
          learning.recall(),
          keywords.recall(),
          learning.recall() / keywords.recall(),
          text(learning.saved()),
          text(keywords.saved()),
          trial.verdict());
      if (trial.takesOver()) {
        lesson = trial.learned();
      }
      if (edition >= EDITIONS / 2) {
        sums[0] += learning.recall();
        sums[1] += keywords.recall();
        sums[2] += learning.saved() == null ? 0 : learning.saved();
        sums[3] += keywords.saved() == null ? 0 : keywords.saved();
      }
    }
    double half = EDITIONS - EDITIONS / 2;
    Report.line(
        "learn: last five: recall %.3f against %.3f without learning, ratio %.2f",
        sums[0] / half, sums[1] / half, sums[0] / sums[1]);
    Report.line(
        "learn: last five: WSS@95 %.3f against %.3f without learning; ASReview published 0.64 to"
            + " 0.92, learning after each paper within one set; the most possible here is %.2f",
        sums[2] / half, sums[3] / half, mostPossible(all));
  }

  /** Every tenth of both kinds by age, which arXiv's numbers tell. */
  private static List<Example> edition(List<Example> all, int edition) {
    List<Example> offered = new ArrayList<>();
    for (boolean wanted : new boolean[] {true, false}) {
      List<Example> kind =
          all.stream()
              .filter(one -> one.relevant() == wanted)
              .sorted(Comparator.comparing(Example::id))
              .toList();
      int from = kind.size() * edition / EDITIONS;
      offered.addAll(kind.subList(from, kind.size() * (edition + 1) / EDITIONS));
    }
    return offered;
  }

  private static Ranked ranked(Scorer scorer, List<Example> offered) {
    return new Ranked(
        offered.stream()
            .map(one -> new Place(one, points(scorer, one)))
            .sorted(
                Comparator.comparingDouble((Place one) -> -one.points())
                    .thenComparing(one -> one.paper().id()))
            .toList());
  }

  private static double points(Scorer scorer, Example one) {
    Score score = scorer.rank(one.paper()).score();
    return score == null ? 0 : score.total();
  }

  private static Example with(Example one, boolean taken) {
    return new Example(one.id(), one.title(), one.abstractText(), one.categories(), taken, null);
  }

  private static double mostPossible(List<Example> all) {
    return 0.95 * (1 - all.stream().filter(Example::relevant).count() / (double) all.size());
  }

  private static String text(@Nullable Double figure) {
    return figure == null ? "nothing" : String.format(java.util.Locale.ROOT, "%.3f", figure);
  }
}
