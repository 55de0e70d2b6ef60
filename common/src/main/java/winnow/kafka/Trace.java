package winnow.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import winnow.model.Sighting;

/**
 * The way of a sighting through the stages. Its feed and its entry's id are in a header of the
 * sighting, and of every record that it causes, to the shortlist; and each step is a line in the
 * log of {@value #LOGGER}, with that and the paper's id, for whoever switches it on.
 */
public final class Trace {
  /** The header: feed, a space, the entry's id. */
  public static final String HEADER = "winnow.trace";

  /** The logger of the steps, at debug; off unless it is asked for. */
  public static final String LOGGER = "winnow.trace";

  private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

  private Trace() {}

  /** A sighting's way begins: marks what it causes. */
  public static void begin(Headers headers, Sighting sighting) {
    headers.add(HEADER, of(sighting).getBytes(StandardCharsets.UTF_8));
  }

  /** A record that another one causes, which goes on with its trace and no other header. */
  public static <K, V> Record<K, V> on(Record<?, ?> cause, K key, @Nullable V value) {
    return new Record<>(key, value, cause.timestamp(), carried(cause.headers()));
  }

  private static Headers carried(Headers headers) {
    Header trace = headers.lastHeader(HEADER);
    return trace == null ? new RecordHeaders() : new RecordHeaders(new Header[] {trace});
  }

  /** A step on the way of what caused a record. */
  public static void step(String stage, Record<?, ?> cause, Object id, String what) {
    Header trace = cause.headers().lastHeader(HEADER);
    LoggingEventBuilder line = LOG.atDebug().addKeyValue("stage", stage).addKeyValue("id", id);
    if (trace != null) {
      line = line.addKeyValue("trace", new String(trace.value(), StandardCharsets.UTF_8));
    }
    line.log(what);
  }

  /** The first step: a sighting was written to its topic. */
  public static void step(String stage, Sighting sighting, String what) {
    LOG.atDebug()
        .addKeyValue("stage", stage)
        .addKeyValue("id", sighting.key())
        .addKeyValue("trace", of(sighting))
        .log(what);
  }

  private static String of(Sighting sighting) {
    return sighting.feed() + " " + sighting.entryId();
  }
}
