package winnow.kafka;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that were turned away: key and value as they came, and headers that say who turned them
 * away and why. A dead letter is written in the transaction that moves past its original.
 */
public final class DeadLetters {
  /** Which worker turned it away. */
  public static final String STAGE = "winnow.stage";

  /** Why, in one line. */
  public static final String CAUSE = "winnow.cause";

  /** The topic it was in, without prefix being removed; absent for what no topic held yet. */
  public static final String TOPIC = "winnow.topic";

  public static final String PARTITION = "winnow.partition";
  public static final String OFFSET = "winnow.offset";

  static final String TOPIC_SETTING = "winnow.dead.letters.topic";
  static final String STAGE_SETTING = "winnow.dead.letters.stage";
  static final String TOLD_SETTING = "winnow.dead.letters.told";

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  private DeadLetters() {}

  /** A dead letter for something that no topic held yet: a document, or an element of one. */
  public static ProducerRecord<String, byte[]> of(
      String topic, String key, byte[] original, String stage, String cause) {
    ProducerRecord<String, byte[]> letter = new ProducerRecord<>(topic, key, original);
    letter.headers().add(STAGE, utf8(stage)).add(CAUSE, utf8(cause));
    return letter;
  }

  private static List<ProducerRecord<byte[], byte[]>> turnedAway(
      Settings settings,
      ErrorHandlerContext context,
      byte @Nullable [] key,
      byte @Nullable [] value,
      String kind,
      Exception why) {
    String cause = cause(why);
    settings.told.accept(kind);
    LOG.warn(
        "dead letter from {}-{}@{}: {}",
        context.topic(),
        context.partition(),
        context.offset(),
        cause);
    ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(settings.topic, key, value);
    for (Header header : context.headers()) {
      letter.headers().add(header);
    }
    Headers headers = letter.headers();
    for (String name : List.of(STAGE, CAUSE, TOPIC, PARTITION, OFFSET)) {
      headers.remove(name);
    }
    headers
        .add(STAGE, utf8(settings.stage))
        .add(CAUSE, utf8(cause))
        .add(TOPIC, utf8(context.topic()))
        .add(PARTITION, utf8(Integer.toString(context.partition())))
        .add(OFFSET, utf8(Long.toString(context.offset())));
    return List.of(letter);
  }

  private static String cause(Throwable why) {
    Throwable root = why;
    while (root.getCause() != null && root.getMessage() == null) {
      root = root.getCause();
    }
    String message =
        root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return message.replaceAll("\\p{Cntrl}+", " ");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Adds to a Streams application's settings who hears the kind of each dead letter. */
  public static void told(Properties settings, Consumer<String> told) {
    settings.put(TOLD_SETTING, told);
  }

  private record Settings(String topic, String stage, Consumer<String> told) {
    static final Settings NONE = new Settings("", "", kind -> {});

    @SuppressWarnings("unchecked")
    static Settings of(Map<String, ?> configs) {
      return new Settings(
          String.valueOf(configs.get(TOPIC_SETTING)),
          String.valueOf(configs.get(STAGE_SETTING)),
          configs.get(TOLD_SETTING) instanceof Consumer<?> told
              ? (Consumer<String>) told
              : NONE.told);
    }
  }

  /** A record that is not what its topic holds. Streams makes it by name. */
  public static final class OnReading implements DeserializationExceptionHandler {
    private Settings settings = Settings.NONE;

    @Override
    public void configure(Map<String, ?> configs) {
      settings = Settings.of(configs);
    }

    @Override
    public DeserializationExceptionHandler.Response handleError(
        ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception why) {
      return DeserializationExceptionHandler.Response.resume(
          turnedAway(settings, context, record.key(), record.value(), "unreadable", why));
    }
  }

  /**
   * A record that a rule cannot use ({@link IllegalArgumentException}) is turned away. Anything
   * else is a fault of ours and stops the worker, so that nothing is skipped that a mended program
   * could use. Streams makes it by name.
   */
  public static final class OnProcessing implements ProcessingExceptionHandler {
    private Settings settings = Settings.NONE;

    @Override
    public void configure(Map<String, ?> configs) {
      settings = Settings.of(configs);
    }

    @Override
    public ProcessingExceptionHandler.Response handleError(
        ErrorHandlerContext context, Record<?, ?> record, Exception why) {
      boolean atRecord = context.topic() != null; // not while the clock drives
      if (why instanceof IllegalArgumentException && atRecord) {
        return ProcessingExceptionHandler.Response.resume(
            turnedAway(
                settings,
                context,
                context.sourceRawKey(),
                context.sourceRawValue(),
                "unusable",
                why));
      }
      LOG.error(
          "cannot process {}-{}@{}", context.topic(), context.partition(), context.offset(), why);
      return ProcessingExceptionHandler.Response.fail();
    }
  }
}
