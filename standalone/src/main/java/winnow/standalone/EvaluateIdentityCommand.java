package winnow.standalone;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import winnow.config.ConfigException;
import winnow.enrich.train.Scorecard.Figure;
import winnow.topics.Json;

/** How well merges meet what people know of pairs. Needs no broker. */
@Command(
    name = "identity",
    description =
        "Judges labelled pairs and prints the merges' precision and recall with their 95 %% intervals"
            + " (Wilson), once with identifiers and once by the words alone.",
    mixinStandardHelpOptions = true)
final class EvaluateIdentityCommand implements Callable<Integer> {
  private static final int MISTAKES = 12;

  /** One mistake, as {@code --json} writes it. */
  record Mistake(
      String id, String kind, boolean sameWork, double score, String a, String b, String reason) {}

  @Spec private CommandSpec spec;

  @Option(
      names = "--pairs",
      required = true,
      paramLabel = "FILE",
      description = "one JSON object a line: kind, same_work, and two sides a and b")
  private Path pairs;

  @Option(names = "--json", description = "one JSON object")
  private boolean json;

  @Override
  public Integer call() throws ConfigException {
    PairLines.Pairs read = PairLines.read(pairs);
    MergeCard named = MergeCard.withIdentifiers(read.pairs());
    MergeCard masked = MergeCard.masked(read.pairs());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(fields(read, named, masked)));
    } else {
      int unlabelled = read.pairs().size() - masked.judged().size();
      out.printf(
          "%d pairs; %d more are not labelled and left out; %d lines could not be read%n",
          masked.judged().size(), unlabelled, read.bad().size());
      print(out, "with identifiers", named);
      print(out, "by the words alone", masked);
    }
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    read.bad().forEach(err::println);
    err.flush();
    return read.bad().isEmpty() ? Winnow.DONE : Winnow.FAILURES;
  }

  private static Map<String, Object> fields(
      PairLines.Pairs read, MergeCard named, MergeCard masked) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("pairs", masked.judged().size());
    fields.put("notLabelled", read.pairs().size() - masked.judged().size());
    fields.put("badLines", read.bad().size());
    fields.put("interval", "Wilson, 95 %");
    fields.put("withIdentifiers", fields(named));
    fields.put("masked", fields(masked));
    Map<String, Object> kinds = new LinkedHashMap<>();
    Map<String, MergeCard.Figures> maskedKinds = masked.kinds();
    named
        .kinds()
        .forEach(
            (kind, figures) ->
                kinds.put(
                    kind, Map.of("withIdentifiers", figures, "masked", maskedKinds.get(kind))));
    fields.put("kinds", kinds);
    return fields;
  }

  private static Map<String, Object> fields(MergeCard card) {
    Map<String, Object> fields = new LinkedHashMap<>();
    MergeCard.Figures all = card.all();
    fields.put("pairs", all.pairs());
    fields.put("same", all.same());
    fields.put("automatic", all.automatic());
    fields.put("suggested", all.suggested());
    fields.put("bothAbstracts", card.abstracts());
    fields.put("bothIdentifiers", card.named());
    fields.put("meet", card.meet());
    fields.put("kinds", card.kinds());
    fields.put("mistakes", mistakes(card));
    return fields;
  }

  private static List<Mistake> mistakes(MergeCard card) {
    return card.mistakes(MISTAKES).stream()
        .map(
            one ->
                new Mistake(
                    String.valueOf(one.pair().id()),
                    one.pair().kind(),
                    one.same(),
                    one.score(),
                    String.valueOf(one.pair().a().title()),
                    String.valueOf(one.pair().b().title()),
                    one.why()))
        .toList();
  }

  private static void print(PrintWriter out, String heading, MergeCard card) {
    out.printf(
        "%n%-31s %5s %5s  %-47s %s%n",
        heading, "pairs", "same", "merged: precision, recall", "and suggested: precision, recall");
    line(out, "all", card.all());
    line(out, "both with an abstract", card.abstracts());
    line(out, "both with an identifier", card.named());
    card.kinds().forEach((kind, figures) -> line(out, "  " + kind, figures));
    out.printf("same works that are compared: %s%n", text(card.meet()));
    out.println("the costliest mistakes");
    for (Mistake mistake : mistakes(card)) {
      out.printf(
          Locale.ROOT,
          "  %s %s: %s | %s%n      %s (%s, %.3f)%n",
          mistake.sameWork() ? "missed" : "merged, but two works",
          mistake.id(),
          mistake.a(),
          mistake.b(),
          mistake.reason(),
          mistake.kind(),
          mistake.score());
    }
  }

  private static void line(PrintWriter out, String name, MergeCard.Figures figures) {
    out.printf(
        "%-31s %5d %5d  %-23s %-23s %-23s %s%n",
        name,
        figures.pairs(),
        figures.same(),
        text(figures.automatic().precision()),
        text(figures.automatic().recall()),
        text(figures.suggested().precision()),
        text(figures.suggested().recall()));
  }

  private static String text(Figure figure) {
    return figure.value() == null
        ? "-"
        : String.format(
            Locale.ROOT, "%.4f (%.3f to %.3f)", figure.value(), figure.low(), figure.high());
  }
}
