package winnow.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * times. Papers that arXiv numbered near each other, about a day's, are held back together.
 */
class RankingGateTest {
  private static final Path FOLDER = Path.of("../../shared/data/eval");
  private static final int FOLDS = 3;

  @Test
  void evaluate_papersHeldBack_notBelowWhatWasReached() throws Exception {
    boolean there = Files.isDirectory(FOLDER);
    if (!there) {
      System.out.println("skipped: no gold at " + FOLDER);
    }
    assumeTrue(there, "no gold at " + FOLDER);
    List<Example> all =
        PaperLines.read(FOLDER.resolve("gold.jsonl"), FOLDER.resolve("pool.jsonl")).examples();
    Profile profile = Options.profile("ml-safety");
    List<String> sections = profile.sections().stream().map(Profile.Section::name).toList();
    double[] mean = new double[4];

    for (int fold = 0; fold < FOLDS; fold++) {
      int held = fold;
      Model model = Trainer.train(sections, all.stream().filter(one -> fold(one) != held).toList());
      Scorecard card =
          EvaluateCommand.rank(
                  new Scorer(profile, model),
                  all.stream().filter(one -> fold(one) == held).toList())
              .card();
      mean[0] += card.auc().value() / FOLDS;
      mean[1] += card.averagePrecision().value() / FOLDS;
      mean[2] += card.wss95().value() / FOLDS;
      mean[3] += card.sectionAccuracy().value() / FOLDS;
    }

    System.out.printf(
        "held back: AUC %.4f, average precision %.4f, WSS@95 %.4f, sections %.4f%n",
        mean[0], mean[1], mean[2], mean[3]);
    assertThat(mean[0]).as("AUC").isGreaterThan(0.964);
    assertThat(mean[1]).as("average precision").isGreaterThan(0.845);
    assertThat(mean[2]).as("WSS@95").isGreaterThan(0.67);
    assertThat(mean[3]).as("section accuracy").isGreaterThan(0.875);
  }

  private static int fold(Example example) {
    CRC32 sum = new CRC32();
    int end = Math.min(example.id().length(), 7);
    sum.update(example.id().substring(0, end).getBytes(StandardCharsets.UTF_8));
    return (int) (sum.getValue() % FOLDS);
  }
}
