package winnow.standalone;

import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import winnow.config.ConfigException;
import winnow.kafka.TopicKeeper;

/** The cluster's topics. */
@Command(
    name = "topics",
    description = "Creates the topics that are missing, or checks those that are there.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(create | check)")
final class TopicsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say create or check");
  }

  @Command(
      name = "create",
      description = "Creates the topics that are missing.",
      mixinStandardHelpOptions = true)
  int create(@Mixin Options own) throws ConfigException {
    try (Site site = Site.join(own.settings(), own.data());
        Admin admin = site.cluster().admin()) {
      List<String> made = new TopicKeeper(admin, site.cluster()).create(Pipeline.TOPICS);
      made.forEach(name -> spec.commandLine().getOut().println("created " + name));
      spec.commandLine().getOut().flush();
      return Winnow.DONE;
    }
  }

  @Command(
      name = "check",
      description = "Says what is missing or has the wrong settings.",
      mixinStandardHelpOptions = true)
  int check(@Mixin Options own) throws ConfigException {
    try (Site site = Site.join(own.settings(), own.data());
        Admin admin = site.cluster().admin()) {
      List<String> wrong = new TopicKeeper(admin, site.cluster()).check(Pipeline.TOPICS);
      wrong.forEach(line -> spec.commandLine().getOut().println(line));
      if (wrong.isEmpty()) {
        spec.commandLine().getOut().println(Pipeline.TOPICS.size() + " topics as they should be");
      }
      spec.commandLine().getOut().flush();
      return wrong.isEmpty() ? Winnow.DONE : Winnow.FAILURES;
    }
  }
}
