package winnow.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import winnow.enrich.score.Model;
import winnow.enrich.score.Scorer;
import winnow.enrich.train.Example;
import winnow.enrich.train.Lessons;
import winnow.enrich.train.Scorecard;
import winnow.enrich.train.Trial;
import winnow.model.Profile;
import winnow.model.Score;
import winnow.standalone.Options;
import winnow.standalone.PaperLines;

/**
 * What ten editions' decisions teach, from a cold start: the ml-safety profile's keywords and seeds
 * without its model; and again from a short start, its fifteen general keywords alone, as a profile
 * written in some minutes has them. Each edition offers a tenth of the gold and a tenth of the
 * other papers, oldest first. Curators read as many as their budget allows, best first, take what
 * the gold names and refuse the rest of it, but for a few wrong clicks; then a lesson is learned
 * from all decisions so far, and from what was never read, and stands its trial, as it would in the
 * program. Beside it stand the same without learning, and a lesson by one who had read every paper
 * of the editions before, and never clicked wrongly: what there is to learn.
 */
final class Learn {
  private static final Path FOLDER = Path.of("../shared/data/eval");
  private static final int EDITIONS = 10;
  private static final int BUDGET = 150;
  private static final double WRONG_CLICKS = 0.03;

  /** Recall and work saved, summed over editions: learning, without, and all known. */
  private static final class Sums {
    private final double[] recall = new double[3];
    private final double[] saved = new double[3];

    void add(List<Ranked> rankings) {
      for (int i = 0; i < rankings.size(); i++) {
        recall[i] += rankings.get(i).recall();
        Double more = rankings.get(i).saved();
        saved[i] += more == null ? 0 : more;
      }
    }

    void print(String start, int editions, double mostPossible) {
      Report.line(
          "learn: %s, last %d: recall %.3f, without learning %.3f, all known %.3f; ratio %.2f",
          start,
          editions,
          recall[0] / editions,
          recall[1] / editions,
          recall[2] / editions,
          recall[0] / recall[1]);
      Report.line(
          "learn: %s, last %d: WSS@95 %.3f, without learning %.3f, all known %.3f; ASReview"
              + " published 0.64 to 0.92, learning after each paper within one set; the most"
              + " possible here is %.2f",
          start,
          editions,
          saved[0] / editions,
          saved[1] / editions,
          saved[2] / editions,
          mostPossible);
    }
  }

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
    Report.line(
        "learn: %d papers, %d of them wanted; %d read an edition, %.0f %% wrong clicks",
        all.size(), all.stream().filter(Example::relevant).count(), BUDGET, WRONG_CLICKS * 100);
    play("all keywords", profile, all);
    play("short start", shortened(profile), all);
  }

  private static void play(String start, Profile profile, List<Example> all) {
    Random clicks = new Random(95);
    List<Example> decided = new ArrayList<>();
    List<Example> left = new ArrayList<>();
    List<Example> known = new ArrayList<>();
    Scorer keywords = new Scorer(profile);
    Model lesson = null;
    Sums sums = new Sums();
    Report.line("learn: %s: learning, without, all known", start);
    Report.line("learn: edition  recall at budget     WSS@95                what was learned");
    for (int edition = 0; edition < EDITIONS; edition++) {
      List<Example> offered = edition(all, edition);
      Model everything =
          known.isEmpty() ? null : Lessons.learn(known, List.of(), one -> points(keywords, one));
      Ranked learning = ranked(new Scorer(profile, null, lesson), offered);
      List<Ranked> rankings =
          List.of(
              learning,
              ranked(keywords, offered),
              ranked(new Scorer(profile, null, everything), offered));
      for (Example read : learning.read()) {
        decided.add(with(read, read.relevant() != (clicks.nextDouble() < WRONG_CLICKS)));
      }
      learning.left().forEach(one -> left.add(with(one, false)));
      known.addAll(offered);
      Trial trial = Trial.of(profile, null, lesson, decided, left, List.of());
      Report.line(
          "learn: %7d  %.3f  %.3f  %.3f  %6s  %6s  %6s  %s%s",
          edition + 1,
          rankings.get(0).recall(),
          rankings.get(1).recall(),
          rankings.get(2).recall(),
          text(rankings.get(0).saved()),
          text(rankings.get(1).saved()),
          text(rankings.get(2).saved()),
          trial.verdict(),
          trial.learned() == null
              ? ""
              : ", %d KB".formatted(trial.learned().write().length / 1000));
      if (trial.takesOver()) {
        lesson = trial.learned();
      }
      if (edition >= EDITIONS / 2) {
        sums.add(rankings);
      }
    }
    sums.print(start, EDITIONS - EDITIONS / 2, mostPossible(all));
  }

  /** The same newsletter, of whose sections nothing is known but their names. */
  private static Profile shortened(Profile profile) {
    return new Profile(
        profile.title(),
        profile.about(),
        profile.subscribe(),
        profile.sections().stream()
            .map(one -> new Profile.Section(one.name(), one.description(), Map.of(), List.of()))
            .toList(),
        profile.keywords(),
        profile.weights(),
        profile.threshold());
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
