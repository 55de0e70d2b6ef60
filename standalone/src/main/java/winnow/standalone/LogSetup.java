package winnow.standalone;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.FilterReply;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import winnow.kafka.Trace;
import winnow.topics.Json;

/**
 * One line an event on standard error: what went wrong, and of our own doings what an operator may
 * want to know. For a person, or each as a JSON object ({@code WINNOW_LOG=json}); the way of each
 * sighting through the stages too with {@code WINNOW_TRACE=yes}. Found by Logback by name.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
  /** Logging begins before the configuration is read, so the launcher passes this. */
  private static final String FORMAT = "winnow.log";

  /** Whether the way of each sighting is told; likewise. */
  private static final String TRACED = "winnow.traced";

  /** Whether each line is to be a JSON object. */
  static boolean inJson() {
    return "json".equals(System.getProperty(FORMAT));
  }

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    Encoder<ILoggingEvent> encoder = inJson() ? json(context) : lines(context);
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setTarget("System.err");
    console.setEncoder(encoder);
    console.addFilter(new MendsItself());
    console.start();
    context.getLogger("ROOT").addAppender(console);
    context.getLogger("ROOT").setLevel(Level.ERROR);
    context.getLogger("winnow").setLevel(Level.INFO);
    context
        .getLogger(Trace.LOGGER)
        .setLevel(System.getProperty(TRACED, "").isEmpty() ? Level.OFF : Level.DEBUG);
    // What Streams cannot mend itself reaches our own handler, which says it.
    context.getLogger("org.apache.kafka.streams").setLevel(Level.OFF);
    // Why a broker cannot be reached is said once, by whoever waits for it.
    context.getLogger("org.apache.kafka.clients.NetworkClient").setLevel(Level.OFF);
    // A broker that starts or stops with its own clients asks too early or answers too late, and
    // mends it itself.
    for (String part :
        List.of(
            "kafka.server.ControllerApis",
            "org.apache.kafka.controller.ReplicationControlManager",
            "org.apache.kafka.coordinator.common.runtime.CoordinatorRuntime")) {
      context.getLogger(part).setLevel(Level.OFF);
    }
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static Encoder<ILoggingEvent> lines(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(
        "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z', UTC} %-5level %logger{0}: %replace(%msg %kvp){' $', ''}%n%ex{short}");
    encoder.start();
    return encoder;
  }

  private static Encoder<ILoggingEvent> json(LoggerContext context) {
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setLayout(new OneObject());
    encoder.start();
    return encoder;
  }

  /** An event as one JSON object in one line, a stack trace as one string of it. */
  private static final class OneObject extends LayoutBase<ILoggingEvent> {
    @Override
    public String doLayout(ILoggingEvent event) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("time", event.getInstant().toString());
      all.put("level", event.getLevel().toString());
      all.put("logger", event.getLoggerName());
      all.put("thread", event.getThreadName());
      all.put("message", event.getFormattedMessage());
      if (event.getKeyValuePairs() != null) {
        event.getKeyValuePairs().forEach(pair -> all.put(pair.key, String.valueOf(pair.value)));
      }
      if (event.getThrowableProxy() != null) {
        all.put("error", ThrowableProxyUtil.asString(event.getThrowableProxy()));
      }
      return Json.text(all) + "\n";
    }
  }

  /**
   * Drops what the broker logs when batches of a transaction overtake one another, since the
   * producer sends them again in order; that is how exactly-once works and nothing to act on.
   */
  private static final class MendsItself extends Filter<ILoggingEvent> {
    @Override
    public FilterReply decide(ILoggingEvent event) {
      IThrowableProxy thrown = event.getThrowableProxy();
      return thrown != null
              && thrown.getClassName().equals(OutOfOrderSequenceException.class.getName())
          ? FilterReply.DENY
          : FilterReply.NEUTRAL;
    }
  }
}
