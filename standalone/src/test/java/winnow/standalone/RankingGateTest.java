package winnow.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
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
 * all are relevant. The same models then rank the same papers as a poorer source would give them.
 * {@link PlainRanking} learns from and ranks the same papers. {@code -Dwinnow.splits=5} prints the
 * spread over more splits, {@code -Dwinnow.folds=10} holds back less and so learns from more.
 */
class RankingGateTest {
  private static final Path FOLDER = Path.of("../../shared/data");
  private static final int FOLDS = Integer.getInteger("winnow.folds", 3);
  private static final int SPLITS = Integer.getInteger("winnow.splits", 1);

  /** The share of gold that the bars were set for. */
  private static final double RELEVANT = 0.234;

  private static final List<String> FIGURES =
      List.of("AUC", "average precision", "WSS@95", "precision at 100", "section accuracy");

  /** What was reached, less about the spread between the thirds. */
  private static final List<Double> BARS = List.of(0.97, 0.90, 0.63, 0.96, 0.89);

  /** How much better than the plain ranking each was, less the spread of the differences. */
  private static final List<Double> GAINS = List.of(0.005, 0.015, 0.015, -0.01, 0.03);

  /** How much of an abstract a poor source gives, in letters. */
  private static final int CUT = 500;

  /** What a source leaves of a paper, whether it is gold or not. */
  private enum Source {
    WHOLE,
    PRIMARY_CATEGORY,
    PRIMARY_CATEGORY_AND_CUT;

    Example of(Example one) {
      if (this == WHOLE) {
        return one;
      }
      String text = one.abstractText();
      boolean cut = this == PRIMARY_CATEGORY_AND_CUT && text != null && text.length() > CUT;
      return new Example(
          one.id(),
          one.title(),
          cut ? text.substring(0, CUT) : text,
          one.categories().stream().limit(1).toList(),
          one.relevant(),
          one.section());
    }
  }

  /** The plain ranking learns beside, so that a second core does not wait. */
  private final ExecutorService side = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    side.shutdownNow();
  }

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
    Map<Source, List<List<Double>>> reached = new EnumMap<>(Source.class);
    for (Source source : Source.values()) {
      reached.put(source, new ArrayList<>());
    }
    List<List<Double>> plain = new ArrayList<>();
    List<String> sections = profile.sections().stream().map(Profile.Section::name).toList();

    for (int split = 0; split < SPLITS; split++) {
      for (int held = 0; held < FOLDS; held++) {
        List<Example> ranked = ranked(all, split, held);
        List<Example> taught = taught(all, split, held);
        Future<List<Double>> beside =
            side.submit(() -> figures(new PlainRanking(sections, taught).card(ranked)));
        Model model = Trainer.train(sections, taught, further);
        for (Source source : Source.values()) {
          List<Double> figures = figures(new Scorer(profile, model), ranked, source);
          reached.get(source).add(figures);
          System.out.printf(
              "split %d, part %d of %d held back: %s %s%n", split, held, FOLDS, source, figures);
        }
        plain.add(beside.get());
      }
    }

    reached.forEach((source, figures) -> print(source.name(), figures));
    print("PLAIN RANKING", plain);
    List<List<Double>> gains = gains(reached.get(Source.WHOLE), plain);
    print("WHOLE LESS PLAIN RANKING", gains);
    for (int f = 0; f < FIGURES.size(); f++) {
      double mean = mean(reached.get(Source.WHOLE), f);
      assertThat(mean).as(FIGURES.get(f)).isGreaterThan(BARS.get(f));
      assertThat(mean(gains, f)).as("gain in " + FIGURES.get(f)).isGreaterThan(GAINS.get(f));
    }
  }

  private static List<List<Double>> gains(List<List<Double>> reached, List<List<Double>> plain) {
    List<List<Double>> gains = new ArrayList<>();
    for (int i = 0; i < plain.size(); i++) {
      List<Double> ours = reached.get(i);
      List<Double> theirs = plain.get(i);
      gains.add(
          IntStream.range(0, FIGURES.size()).mapToObj(f -> ours.get(f) - theirs.get(f)).toList());
    }
    return gains;
  }

  private static void print(String name, List<List<Double>> reached) {
    for (int f = 0; f < FIGURES.size(); f++) {
      int figure = f;
      double mean = mean(reached, f);
      double spread =
          Math.sqrt(
              reached.stream()
                  .mapToDouble(one -> (one.get(figure) - mean) * (one.get(figure) - mean))
                  .average()
                  .orElseThrow());
      System.out.printf(
          "held back, %s: %s %.4f, spread %.4f%n", name, FIGURES.get(f), mean, spread);
    }
  }

  private static double mean(List<List<Double>> reached, int figure) {
    return reached.stream().mapToDouble(one -> one.get(figure)).average().orElseThrow();
  }

  private static List<Example> taught(List<Example> all, int split, int held) {
    return all.stream().filter(one -> fold(one, split) != held).toList();
  }

  private static List<Example> ranked(List<Example> all, int split, int held) {
    List<Example> rest = all.stream().filter(one -> fold(one, split) == held).toList();
    double relevant = rest.stream().filter(Example::relevant).count();
    double keep = relevant * (1 - RELEVANT) / RELEVANT / (rest.size() - relevant);
    return rest.stream()
        .filter(one -> one.relevant() || hash("kept/" + one.id()) % 1000 < 1000 * keep)
        .toList();
  }

  private static List<Double> figures(Scorer scorer, List<Example> ranked, Source source) {
    return figures(EvaluateCommand.rank(scorer, ranked.stream().map(source::of).toList()).card());
  }

  private static List<Double> figures(Scorecard card) {
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
