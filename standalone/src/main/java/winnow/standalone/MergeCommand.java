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
import winnow.model.Suggestion;

/** A curator's word that two papers are one. */
@Command(
    name = "merge",
    description = "Makes one paper of two, by a curator's word; split takes it back.",
    mixinStandardHelpOptions = true)
final class MergeCommand implements Callable<Integer> {
  @Mixin private Options options;
  @Mixin private IdentityWord word;

  @Parameters(index = "0", paramLabel = "ID", description = "a paper: arxiv:2211.00593, a link, …")
  private String one;

  @Parameters(index = "1", paramLabel = "ID", description = "the other paper")
  private String other;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws ConfigException {
    Decision said;
    try {
      Identifier first = Identifiers.named(one);
      Identifier second = Identifiers.named(other);
      said = IdentityWord.record(options, papers -> decision(papers, first, second));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    spec.commandLine().getOut().println(said.id() + " and " + said.other() + " are one paper");
    spec.commandLine().getOut().flush();
    return Winnow.DONE;
  }

  private Decision decision(Map<String, Paper> papers, Identifier first, Identifier second)
      throws ConfigException {
    Paper a = IdentityWord.paper(papers, first);
    Paper b = IdentityWord.paper(papers, second);
    if (a.id().equals(b.id())) {
      throw new ConfigException(first + " and " + second + " are one paper already: " + a.id());
    }
    Suggestion followed =
        a.suggestions().stream().filter(one -> one.paper().equals(b.id())).findFirst().orElse(null);
    return Decision.ofIdentity(
        Decision.Action.MERGE, a.id(), b.id(), followed, word.reason(), word.by(), Instant.now());
  }
}
