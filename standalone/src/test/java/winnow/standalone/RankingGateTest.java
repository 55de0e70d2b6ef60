package winnow.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import winnow.enrich.score.Model;
import winnow.enrich.score.Scorer;
import winnow.enrich.train.Example;
import winnow.enrich.train.Scorecard;
import winnow.enrich.train.Trainer;
import winnow.model.Profile;

/**
 * Refuses a worse ranking: learns from two thirds of the gold and its pool, ranks the third, three
 * times for each split. Papers that arXiv numbered near each other, about a day's, are held back
 * together. Of the held-back papers that are not gold so many are ranked that {@link #RELEVANT} of
 * all are relevant. {@code -Dwinnow.splits=5} prints the spread over more splits.
 */
class RankingGateTest {
  private static final Path FOLDER = Path.of("../../shared/data");
  private static final int FOLDS = 3;
  private static final int SPLITS = Integer.getInteger("winnow.splits", 1);

  /** The share of gold that the bars were set for. */
  private static final double RELEVANT = 0.234;

  private static final List<String> FIGURES =
      List.of("AUC", "average precision", "WSS@95", "precision at 100", "section accuracy");

  /** What was reached, less about the spread between the thirds. */
  private static final List<Double> BARS = List.of(0.97, 0.90, 0.63, 0.96, 0.89);

  @Test
  void evaluate_papersHeldBack_notBelowWhatWasReached() throws Exception {
    boolean there = Files.isDirectory(FOLDER.resolve("eval"));
    if (!there) {
      System.out.println("skipped: no gold at " + FOLDER);
    }
    assumeTrue(there, "no gold at " + FOLDER);
    Profile profile = Options.profile("ml-safety");
    List<Example> all =
        PaperLines.read(
                FOLDER.resolve("eval/gold.jsonl"), FOLDER.resolve("eval/pool.jsonl"), profile)
            .examples();
    List<Example> further = PaperLines.further(FOLDER.resolve("gold/tai_bibliography.jsonl"), all);
    List<List<Double>> reached = new ArrayList<>();

    for (int split = 0; split < SPLITS; split++) {
      for (int held = 0; held < FOLDS; held++) {
        reached.add(reached(profile, all, further, split, held));
        System.out.printf(
            "split %d, third %d held back: %s%n", split, held, reached.get(reached.size() - 1));
      }
    }

    for (int f = 0; f < FIGURES.size(); f++) {
      int figure = f;
      double[] values = reached.stream().mapToDouble(one -> one.get(figure)).toArray();
      double mean = Arrays.stream(values).average().orElseThrow();
      double spread =
          Math.sqrt(
              Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
      System.out.printf("held back: %s %.4f, spread %.4f%n", FIGURES.get(f), mean, spread);
      assertThat(mean).as(FIGURES.get(f)).isGreaterThan(BARS.get(f));
    }
  }

  private static List<Double> reached(
      Profile profile, List<Example> all, List<Example> further, int split, int held) {
    List<String> sections = profile.sections().stream().map(Profile.Section::name).toList();
    Model model =
        Trainer.train(
            sections, all.stream().filter(one -> fold(one, split) != held).toList(), further);
    List<Example> rest = all.stream().filter(one -> fold(one, split) == held).toList();
    double relevant = rest.stream().filter(Example::relevant).count();
    double keep = relevant * (1 - RELEVANT) / RELEVANT / (rest.size() - relevant);
    List<Example> ranked =
        rest.stream()
            .filter(one -> one.relevant() || hash("kept/" + one.id()) % 1000 < 1000 * keep)
            .toList();
    Scorecard card = EvaluateCommand.rank(new Scorer(profile, model), ranked).card();
    return List.of(
        card.auc().value(),
        card.averagePrecision().value(),
        card.wss95().value(),
        card.precisionAt100().value(),
        card.sectionAccuracy().value());
  }

  private static int fold(Example example, int split) {
    String day = example.id().substring(0, Math.min(example.id().length(), 7));
    return (int) (hash(split + "/" + day) % FOLDS);
  }

  private static long hash(String text) {
    CRC32 sum = new CRC32();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return sum.getValue();
  }
}
