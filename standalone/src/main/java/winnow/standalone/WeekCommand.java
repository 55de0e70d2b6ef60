package winnow.standalone;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves the bundled week, or one in a folder, to workers elsewhere. */
@Command(
    name = "week",
    hidden = true,
    description =
        "Serves the bundled sample week, or another: each feed turns to its next day when it is"
            + " asked with the ETag of the day before.",
    mixinStandardHelpOptions = true)
final class WeekCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(WeekCommand.class);

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:8899",
      description = "where (default: ${DEFAULT-VALUE})")
  private String listen;

  @Option(
      names = "--from",
      paramLabel = "FOLDER",
      description = "a week of yours: a week.json as the bundled one's, and the documents it names")
  private @Nullable Path from;

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
        SampleWeek week = SampleWeek.onDemand(from, host, port)) {
      LOG.info("a week is at {}: {} feeds", listen, week.feeds().size());
      while (!stop.await(60_000)) {
        // until stopped
      }
    }
    return Winnow.DONE;
  }
}
