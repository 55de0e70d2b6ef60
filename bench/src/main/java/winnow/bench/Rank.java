package winnow.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import winnow.enrich.Models;
import winnow.enrich.score.Features;
import winnow.enrich.score.Model;
import winnow.enrich.score.Scorer;
import winnow.model.Identifier;
import winnow.model.Paper;
import winnow.model.Profile;

/**
 * How fast one core ranks papers by the bundled model, with reasons, against taking the same texts
 * apart into features and nothing more. The texts are made up of words that the model knows.
 */
final class Rank {
  private static final int PAPERS = 20_000;
  private static final int WORDS = 180;

  void run() {
    Profile profile =
        new Profile(
            "Bench",
            "",
            null,
            List.of(new Profile.Section("Robustness", "", Map.of(), List.of())),
            Map.of(),
            Profile.Weights.NONE,
            0);
    long before = System.nanoTime();
    Model model = Models.named("ml-safety");
    Report.line("rank: model read in               %.0f ms", (System.nanoTime() - before) / 1e6);
    Scorer scorer = new Scorer(profile, model);
    List<Paper> papers = papers();
    double tokenising = 0;
    double ranking = 0;
    for (int round = 0; round < 2; round++) { // the first warms up
      long start = System.nanoTime();
      long features = 0;
      for (Paper paper : papers) {
        features += Features.of(paper.title(), paper.abstractText(), paper.categories()).size();
      }
      tokenising = (System.nanoTime() - start) / 1e9;
      start = System.nanoTime();
      double sum = 0;
      for (Paper paper : papers) {
        sum += scorer.rank(paper).score() == null ? 0 : 1;
      }
      ranking = (System.nanoTime() - start) / 1e9;
      if (features == 0 || sum == 0) {
        throw new IllegalStateException("nothing was ranked");
      }
    }
    Report.line("rank: %d candidates again      %.2f s", PAPERS, ranking);
    Report.line(
        "rank: papers a second and core    %.0f, ratio to tokenising alone %.2f",
        PAPERS / ranking, ranking / tokenising);
    takeover(profile, model, papers, ranking);
  }

  /**
   * A lesson takes over: each paper is ranked by the old and by the new, and those that differ
   * told.
   */
  private static void takeover(Profile profile, Model model, List<Paper> papers, double ranking) {
    Model lesson = Model.of(List.of(), Map.of("jailbreak", new double[] {0.5}));
    long start = System.nanoTime();
    Scorer before = new Scorer(profile, model);
    Scorer after = new Scorer(profile, model, lesson);
    long changed =
        papers.stream().filter(paper -> !after.rank(paper).equals(before.rank(paper))).count();
    double seconds = (System.nanoTime() - start) / 1e9;
    Report.line(
        "rank: a lesson takes over, %d differ %.2f s, ratio to ranking once %.2f",
        changed, seconds, seconds / ranking);
  }

  private static List<Paper> papers() {
    String[] words =
        ("we study the robustness of large language models to adversarial attack and jailbreak"
                + " prompts in a new benchmark for reward hacking safety alignment image graph"
                + " training data neural network learning method results show that our approach"
                + " outperforms baselines on several tasks")
            .split(" ");
    Random random = new Random(7);
    List<Paper> papers = new ArrayList<>();
    for (int i = 0; i < PAPERS; i++) {
      Identifier id = new Identifier(Identifier.Kind.ARXIV, "2611." + i);
      StringBuilder text = new StringBuilder();
      for (int w = 0; w < WORDS; w++) {
        text.append(words[random.nextInt(words.length)]).append(w % 15 == 14 ? ". " : " ");
      }
      papers.add(
          new Paper(
              id,
              List.of(id),
              text.substring(0, 60),
              List.of(),
              text.toString(),
              null,
              List.of("cs.LG", "cs.CL"),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              null,
              null,
              false,
              null));
    }
    return papers;
  }
}
