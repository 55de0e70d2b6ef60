package winnow.standalone;

import java.time.Clock;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import winnow.config.ConfigException;
import winnow.ingest.Pause;
import winnow.kafka.KafkaTroubleException;

/** The command line. Results go to standard output, everything else to standard error. */
@Command(
    name = "winnow",
    description = "Finds new ML safety papers and brings them, once each, to curators and bots.",
    mixinStandardHelpOptions = true,
    version = "winnow 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      OnceCommand.class,
      RunCommand.class,
      IngestCommand.class,
      EnrichCommand.class,
      PublishCommand.class,
      DeadLettersCommand.class,
      WeekCommand.class,
      ExportCommand.class,
      AddCommand.class,
      BackfillCommand.class,
      DecideCommand.class,
      MergeCommand.class,
      SplitCommand.class,
      RekeyCommand.class,
      TopicsCommand.class,
      DoctorCommand.class,
      EvaluateCommand.class,
      TrainCommand.class
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:finished, with failures that were named",
      "2:bad usage or configuration",
      "3:another run holds the data"
    })
public final class Winnow implements Runnable {
  static final int DONE = 0;
  static final int FAILURES = 1;
  static final int UNUSABLE = 2;
  static final int HELD = 3;

  private static final Logger LOG = LoggerFactory.getLogger(Winnow.class);

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** Runs one command and ends the process with its status. */
  public static void main(String[] arguments) {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) -> LOG.error("{} ended", thread.getName(), thrown));
    System.exit(commandLine().execute(arguments));
  }

  /**
   * Runs one command and returns its status; the ingest worker does so in another time.
   *
   * @param clock says what is due and when
   * @param pause waits between two requests and for the next round
   */
  public static int run(Clock clock, Pause pause, String... arguments) {
    IFactory usual = CommandLine.defaultFactory();
    IFactory factory =
        new IFactory() {
          @Override
          public <K> K create(Class<K> type) throws Exception {
            return type == IngestCommand.class
                ? type.cast(new IngestCommand(clock, pause))
                : usual.create(type);
          }
        };
    return commandLine(factory).execute(arguments);
  }

  static CommandLine commandLine() {
    return commandLine(CommandLine.defaultFactory());
  }

  private static CommandLine commandLine(IFactory factory) {
    return new CommandLine(new Winnow(), factory)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((e, command, parsed) -> status(e, command));
  }

  private static int status(Exception e, CommandLine command) throws Exception {
    if (e instanceof HeldException) {
      return say(command, e, HELD);
    }
    if (e instanceof ConfigException || e instanceof java.io.UncheckedIOException) {
      return say(command, e, UNUSABLE);
    }
    if (e instanceof KafkaException) {
      return status(new KafkaTroubleException("the broker", e), command);
    }
    if (e instanceof KafkaTroubleException trouble) {
      return say(command, e, trouble.lasting() ? UNUSABLE : FAILURES);
    }
    if (LogSetup.inJson()) {
      LOG.error("a fault of the program's own", e);
      return FAILURES;
    }
    throw e;
  }

  /** One line, in the form of the log's lines. */
  private static int say(CommandLine command, Exception e, int status) {
    if (LogSetup.inJson()) {
      LOG.error("{}", e.getMessage());
    } else {
      command.getErr().println("winnow: " + e.getMessage());
    }
    return status;
  }
}
