package winnow.standalone;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import winnow.config.ConfigException;
import winnow.enrich.Models;
import winnow.enrich.score.Model;
import winnow.enrich.score.Scorer;
import winnow.enrich.train.Example;
import winnow.enrich.train.Scorecard;
import winnow.model.Paper;
import winnow.model.Profile;
import winnow.model.Score;
import winnow.topics.Json;

/** How good the program's judgement is, on papers whose fate is known. Needs no broker. */
@Command(
    name = "evaluate",
    description = "Measures the ranking, or the merges, on papers whose fate is known.",
    subcommands = EvaluateIdentityCommand.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "ranking|identity")
final class EvaluateCommand implements Runnable {
  private static final int MISSES = 10;
  private static final int REASONS = 4;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to evaluate: ranking or identity");
  }

  record Ranking(Scorecard card, List<Paper> papers) {}

  /** A relevant paper that stands low. */
  record Miss(
      String id, @Nullable String title, int place, double score, List<Score.Reason> reasons) {}

  @Command(
      name = "ranking",
      description =
          "Ranks the pool and prints the scorecard: the figures with the intervals that 95 of 100"
              + " bootstrap draws fall into.",
      mixinStandardHelpOptions = true)
  int ranking(
      @Mixin Options own,
      @Option(
              names = "--gold",
              required = true,
              paramLabel = "FILE",
              description = "the papers to find: arxiv_id and, where known, section")
          Path gold,
      @Option(
              names = "--pool",
              required = true,
              paramLabel = "FILE",
              description = "these and others: arxiv_id, title, abstract, categories")
          Path pool,
      @Option(
              names = "--model",
              paramLabel = "FILE",
              description = "another model than the profile's")
          @Nullable String otherModel,
      @Option(
              names = "--profile",
              paramLabel = "PROFILE",
              description = "another profile than that of the settings")
          @Nullable String otherProfile,
      @Option(names = "--json", description = "one JSON object") boolean json)
      throws ConfigException {
    Profile profile =
        Options.profile(otherProfile == null ? own.settings().profile() : otherProfile)
            .withoutPast();
    Model model = otherModel == null ? Models.of(profile) : Models.named(otherModel);
    PaperLines.Papers papers = PaperLines.read(gold, pool, profile);
    Ranking ranking = rank(new Scorer(profile, model), papers.examples());
    Ranking baseline = rank(new Scorer(profile), papers.examples());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(fields(papers, ranking, baseline)));
    } else {
      print(out, papers, ranking, baseline);
    }
    out.flush();
    return Winnow.DONE;
  }

  static Ranking rank(Scorer scorer, List<Example> examples) {
    List<Paper> papers = examples.stream().map(one -> scorer.rank(one.paper())).toList();
    List<Scorecard.Item> items = new ArrayList<>();
    for (int i = 0; i < papers.size(); i++) {
      items.add(
          new Scorecard.Item(
              total(papers.get(i)),
              examples.get(i).relevant(),
              papers.get(i).section(),
              examples.get(i).section()));
    }
    return new Ranking(Scorecard.of(items), papers);
  }

  private static double total(Paper paper) {
    return paper.score() == null ? 0 : paper.score().total();
  }

  private static Map<String, Object> fields(
      PaperLines.Papers papers, Ranking ranking, Ranking baseline) {
    Map<String, Object> fields = new LinkedHashMap<>(figures(ranking.card()));
    fields.put("confusion", ranking.card().confusion());
    fields.put("papers", papers.examples().size());
    fields.put("relevant", papers.examples().stream().filter(Example::relevant).count());
    fields.put(
        "notScored",
        Map.of(
            "goldNotInPool",
            papers.notInPool(),
            "repeated",
            papers.repeated(),
            "withoutText",
            papers.withoutText(),
            "notUnderstood",
            papers.notUnderstood().size()));
    fields.put("notUnderstood", papers.notUnderstood());
    fields.put("misses", misses(papers, ranking));
    fields.put("baseline", figures(baseline.card()));
    return fields;
  }

  private static Map<String, Object> figures(Scorecard card) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("auc", card.auc());
    figures.put("averagePrecision", card.averagePrecision());
    figures.put("wss95", card.wss95());
    figures.put("precisionAt100", card.precisionAt100());
    figures.put("recallAt", card.recallAt());
    figures.put("sectionAccuracy", card.sectionAccuracy());
    return figures;
  }

  /** The relevant papers that a curator would have to read furthest to find. */
  private static List<Miss> misses(PaperLines.Papers papers, Ranking ranking) {
    Map<String, Example> examples =
        papers.examples().stream().collect(Collectors.toMap(Example::id, one -> one));
    List<Paper> order =
        ranking.papers().stream()
            .sorted(
                Comparator.comparingDouble((Paper paper) -> -total(paper))
                    .thenComparing(paper -> paper.id().toString()))
            .toList();
    List<Miss> misses = new ArrayList<>();
    for (int i = order.size() - 1; i >= 0 && misses.size() < MISSES; i--) {
      Paper paper = order.get(i);
      Example example = examples.get(paper.id().value());
      if (example != null && example.relevant() && paper.score() != null) {
        misses.add(
            new Miss(
                paper.id().toString(),
                paper.title(),
                i + 1,
                total(paper),
                paper.score().reasons()));
      }
    }
    return misses;
  }

  private static void print(
      PrintWriter out, PaperLines.Papers papers, Ranking ranking, Ranking baseline) {
    out.printf(
        "%d papers, %d of them relevant%n",
        papers.examples().size(), papers.examples().stream().filter(Example::relevant).count());
    out.printf(
        "not scored: %d without title and abstract, %d repeated, %d of the gold not in the pool%n",
        papers.withoutText(), papers.repeated(), papers.notInPool());
    out.printf("not understood: %d%n", papers.notUnderstood().size());
    papers.notUnderstood().stream().limit(MISSES).forEach(line -> out.println("  " + line));
    out.println();
    out.printf("%-22s %-24s %s%n", "", "ranking", "keywords alone");
    Scorecard card = ranking.card();
    Scorecard other = baseline.card();
    line(out, "AUC", card.auc(), other.auc());
    line(out, "average precision", card.averagePrecision(), other.averagePrecision());
    line(out, "WSS@95", card.wss95(), other.wss95());
    line(out, "precision at 100", card.precisionAt100(), other.precisionAt100());
    for (Map.Entry<String, Scorecard.Figure> recall : card.recallAt().entrySet()) {
      Scorecard.Figure same = other.recallAt().get(recall.getKey());
      if (same != null) {
        line(out, "recall at " + recall.getKey(), recall.getValue(), same);
      }
    }
    line(out, "section accuracy", card.sectionAccuracy(), other.sectionAccuracy());
    out.printf("%nsections: true, then as suggested%n");
    card.confusion()
        .forEach((section, suggested) -> out.printf("  %-18s %s%n", section, suggested));
    out.printf("%nthe costliest misses%n");
    for (Miss miss : misses(papers, ranking)) {
      out.printf(
          Locale.ROOT,
          "  place %d, %.2f points: %s (%s)%n",
          miss.place(),
          miss.score(),
          miss.title(),
          miss.id());
      miss.reasons().stream()
          .limit(REASONS)
          .forEach(
              reason ->
                  out.printf(Locale.ROOT, "      %+.2f %s%n", reason.points(), reason.words()));
    }
  }

  static void line(PrintWriter out, String name, Scorecard.Figure figure, Scorecard.Figure other) {
    out.printf("%-22s %-24s %s%n", name, text(figure), text(other));
  }

  private static String text(Scorecard.Figure figure) {
    return figure.value() == null
        ? "nothing to measure"
        : String.format(
            Locale.ROOT, "%.3f (%.3f to %.3f)", figure.value(), figure.low(), figure.high());
  }
}
