package winnow.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import winnow.config.ConfigException;
import winnow.enrich.score.Model;
import winnow.enrich.train.Example;
import winnow.enrich.train.Trainer;
import winnow.model.Profile;

/** A ranking model from papers whose fate is known. Needs no broker. */
@Command(
    name = "train",
    description = "Learns a ranking model for the profile. The same files give the same model.",
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
  @Mixin private Options options;

  @Option(
      names = "--gold",
      required = true,
      paramLabel = "FILE",
      description = "papers to propose: arxiv_id and, where known, section; one JSON object a line")
  private Path gold;

  @Option(
      names = "--pool",
      required = true,
      paramLabel = "FILE",
      description = "these and others: arxiv_id, title, abstract, categories")
  private Path pool;

  @Option(
      names = "--further",
      paramLabel = "FILE",
      description =
          "more papers to propose, from elsewhere, whose text alone is read: arxiv_id, title,"
              + " abstract")
  private @Nullable Path further;

  @Option(names = "-o", required = true, paramLabel = "MODEL", description = "write it there")
  private Path file;

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      description = "whose sections to learn (default: that of the settings)")
  private @Nullable String profile;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws ConfigException {
    Profile newsletter = Options.profile(profile == null ? options.settings().profile() : profile);
    PaperLines.Papers papers = PaperLines.read(gold, pool);
    List<Example> more =
        further == null ? List.of() : PaperLines.further(further, papers.examples());
    Model model = train(newsletter, papers.examples(), more);
    byte[] bytes = model.write();
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new ConfigException("-o cannot be written: " + file + ": " + e.getMessage());
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%d features, sections %s, %d bytes, from %d papers and %d further%n",
        model.size(), model.sections(), bytes.length, papers.examples().size(), more.size());
    out.flush();
    return Winnow.DONE;
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
