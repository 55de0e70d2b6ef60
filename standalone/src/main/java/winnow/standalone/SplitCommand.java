package winnow.standalone;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import winnow.config.ConfigException;
import winnow.model.Decision;
import winnow.model.Identifier;
import winnow.model.Identifiers;
import winnow.model.Paper;

/** A curator's word that a name is not of the paper that it was taken for. */
@Command(
    name = "split",
    description = "Makes a name a paper of its own, by a curator's word; merge takes it back.",
    mixinStandardHelpOptions = true)
final class SplitCommand implements Callable<Integer> {
  @Mixin private Options options;
  @Mixin private IdentityWord word;

  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "one of a paper's identifiers: doi:10.1000/xyz, a link, …")
  private String id;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws ConfigException {
    Decision said;
    try {
      Identifier name = Identifiers.named(id);
      said = IdentityWord.record(options, papers -> decision(papers, name));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    spec.commandLine().getOut().println(said.id() + " is not " + said.other());
    spec.commandLine().getOut().flush();
    return Winnow.DONE;
  }

  /** Split from the paper's id; where it is the id itself, the next name goes its own way. */
  private Decision decision(Map<String, Paper> papers, Identifier name) throws ConfigException {
    Paper paper = IdentityWord.paper(papers, name);
    Identifier other =
        paper.identifiers().stream().filter(one -> !one.equals(name)).findFirst().orElse(null);
    if (other == null) {
      throw new ConfigException(
          name + " is the only identifier of its paper; there is nothing to split it from");
    }
    return Decision.ofIdentity(
        Decision.Action.SPLIT, name, other, null, word.reason(), word.by(), Instant.now());
  }
}
