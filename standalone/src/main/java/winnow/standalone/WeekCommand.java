package winnow.standalone;

import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves the bundled week to workers elsewhere. */
@Command(
    name = "week",
    hidden = true,
    description =
        "Serves the bundled sample week: each feed turns to its next day when it is asked with the"
            + " ETag of the day before.",
    mixinStandardHelpOptions = true)
final class WeekCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(WeekCommand.class);

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:8899",
      description = "where (default: ${DEFAULT-VALUE})")
  private String listen;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    int colon = listen.lastIndexOf(':');
    if (!listen.matches(".+:\\d{1,5}")) {
      throw new ParameterException(spec.commandLine(), "--listen is not host:port: " + listen);
    }
    String host = listen.substring(0, colon);
    int port = Integer.parseInt(listen.substring(colon + 1));
    try (UntilStopped stop = new UntilStopped();
        SampleWeek week = SampleWeek.onDemand(host, port)) {
      LOG.info("the sample week is at {}: {} feeds", listen, week.feeds().size());
      while (!stop.await(60_000)) {
        // until stopped
      }
    }
    return Winnow.DONE;
  }
}
