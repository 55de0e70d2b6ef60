package winnow.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import winnow.config.ConfigException;
import winnow.config.Settings;
import winnow.enrich.score.Model;
import winnow.enrich.train.Example;
import winnow.enrich.train.Trainer;
import winnow.model.Profile;

/**
 * Learns from papers whose fate is known: from the decisions on the shortlist, into force; or from
 * files, into a model, for which no broker is needed.
 */
@Command(
    name = "train",
    description = {
      "Learns from the decisions on the shortlist, compares the new ranking with the one in force"
          + " on decisions that neither learned from, and takes it over if it is not worse.",
      "With -o: learns a model from files instead. The same files give the same model."
    },
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
  @Mixin private Options options;

  @Option(
      names = "--gold",
      paramLabel = "FILE",
      description =
          "papers to propose: arxiv_id and, where known, section; one JSON object a line. Without"
              + " -o: to compare on, too")
  private @Nullable Path gold;

  @Option(
      names = "--pool",
      paramLabel = "FILE",
      description = "these and others: arxiv_id, title, abstract, categories")
  private @Nullable Path pool;

  @Option(
      names = "--further",
      paramLabel = "FILE",
      description =
          "more papers to propose, from elsewhere, whose text alone is read: arxiv_id, title,"
              + " abstract; with -o")
  private @Nullable Path further;

  @Option(
      names = "-o",
      paramLabel = "MODEL",
      description = "learn from the files and write it there")
  private @Nullable Path file;

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      description = "whose sections to learn (default: that of the settings)")
  private @Nullable String profile;

  @Option(
      names = "--rollback",
      description = "go back to the ranking before the last that took over; again leads forward")
  private boolean rollback;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws ConfigException {
    Settings settings = options.settings();
    Profile newsletter = Options.profile(profile == null ? settings.profile() : profile);
    if ((gold == null) != (pool == null)) {
      throw new ParameterException(spec.commandLine(), "--gold and --pool go together");
    }
    if (further != null && file == null) {
      throw new ParameterException(spec.commandLine(), "--further needs -o");
    }
    PrintWriter out = spec.commandLine().getOut();
    if (file == null) {
      fromDecisions(settings.comparedOn(gold, pool), newsletter, out);
    } else if (gold == null || pool == null) {
      throw new ParameterException(spec.commandLine(), "-o needs --gold and --pool");
    } else {
      PaperLines.Papers papers = PaperLines.read(gold, pool, newsletter);
      List<Example> more =
          further == null ? List.of() : PaperLines.further(further, papers.examples());
      fromFiles(newsletter, papers.examples(), more, file, out);
      papers.notUnderstood().forEach(line -> out.println("not understood: " + line));
    }
    out.flush();
    return Winnow.DONE;
  }

  private void fromDecisions(Settings settings, Profile newsletter, PrintWriter out)
      throws ConfigException {
    try (Site site = Site.join(settings, options.data())) {
      Learning learning = new Learning(site.cluster(), settings, newsletter, Clock.systemUTC());
      Pipeline.makeTopics(site.cluster());
      if (rollback) {
        out.println("lesson " + learning.rollBack().number() + " is what was in force before");
      } else {
        Learning.print(out, learning.learn());
      }
      Path state = site.state().orElse(null);
      if (state != null) {
        Pipeline.carryOut(site.cluster(), settings, newsletter, state);
      }
    }
  }

  private static void fromFiles(
      Profile newsletter, List<Example> papers, List<Example> more, Path file, PrintWriter out)
      throws ConfigException {
    Model model = train(newsletter, papers, more);
    byte[] bytes = model.write();
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new ConfigException("-o cannot be written: " + file + ": " + e.getMessage());
    }
    out.printf(
        "%d features, sections %s, %d bytes, from %d papers and %d further%n",
        model.size(), model.sections(), bytes.length, papers.size(), more.size());
  }

  private static Model train(Profile profile, List<Example> examples, List<Example> further)
      throws ConfigException {
    try {
      return Trainer.train(
          profile.sections().stream().map(Profile.Section::name).toList(), examples, further);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(String.valueOf(e.getMessage()));
    }
  }
}
