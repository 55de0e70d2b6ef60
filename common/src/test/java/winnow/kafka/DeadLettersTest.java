package winnow.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeadLettersTest {
  private static final byte[] KEY = "arxiv:2211.00593".getBytes(UTF_8);
  private static final byte[] VALUE = {'{', 0, (byte) 0xff};

  private final Map<String, String> settings =
      Map.of(DeadLetters.TOPIC_SETTING, "news.dead-letters", DeadLetters.STAGE_SETTING, "enrich");
  private final DeadLetters.OnReading onReading = new DeadLetters.OnReading();
  private final DeadLetters.OnProcessing onProcessing = new DeadLetters.OnProcessing();
  private final Headers headers = new RecordHeaders();

  @BeforeEach
  void configure() {
    onReading.configure(settings);
    onProcessing.configure(settings);
    headers.add("schema", "sighting/1".getBytes(UTF_8));
  }

  @Test
  void onReading_poisonRecord_isTurnedAwayAsItCameWithItsCauseAndPlace() {
    DeserializationExceptionHandler.Response response =
        onReading.handleError(
            at("news.sightings"),
            new ConsumerRecord<>("news.sightings", 3, 42, KEY, VALUE),
            new SerializationException("sightings: not a Sighting:\n\tno end"));

    assertThat(response.result()).isEqualTo(DeserializationExceptionHandler.Result.RESUME);
    ProducerRecord<byte[], byte[]> letter = only(response.deadLetterQueueRecords());
    assertThat(letter.topic()).isEqualTo("news.dead-letters");
    assertThat(letter.key()).isEqualTo(KEY);
    assertThat(letter.value()).isEqualTo(VALUE);
    assertThat(said(letter.headers()))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "schema", "sighting/1",
                "winnow.stage", "enrich",
                "winnow.cause", "sightings: not a Sighting: no end",
                "winnow.topic", "news.sightings",
                "winnow.partition", "3",
                "winnow.offset", "42"));
  }

  /** Sent back and turned away again: the last words count, and each once. */
  @Test
  void onReading_recordThatWasADeadLetterBefore_saysEachThingOnce() {
    headers.add("winnow.cause", "an older one".getBytes(UTF_8));
    headers.add("winnow.stage", "publish".getBytes(UTF_8));

    DeserializationExceptionHandler.Response response =
        onReading.handleError(
            at("news.sightings"),
            new ConsumerRecord<>("news.sightings", 3, 42, KEY, VALUE),
            new SerializationException("a newer one"));

    Headers letter = only(response.deadLetterQueueRecords()).headers();
    assertThat(letter.headers("winnow.cause")).hasSize(1);
    assertThat(said(letter))
        .containsEntry("winnow.cause", "a newer one")
        .containsEntry("winnow.stage", "enrich");
  }

  @Test
  void onReading_exceptionWithoutWords_isCalledByItsKind() {
    DeserializationExceptionHandler.Response response =
        onReading.handleError(
            at("news.sightings"),
            new ConsumerRecord<>("news.sightings", 3, 42, null, null),
            new SerializationException(null, new IllegalStateException()));

    assertThat(said(only(response.deadLetterQueueRecords()).headers()))
        .containsEntry("winnow.cause", "IllegalStateException");
  }

  @Test
  void onProcessing_valueThatARuleCannotUse_isTurnedAwayAsItsSourceHadIt() {
    ProcessingExceptionHandler.Response response =
        onProcessing.handleError(
            at("news.sightings"),
            new Record<>("k", "v", 0),
            new IllegalArgumentException("version is below 1: 0"));

    assertThat(response.result()).isEqualTo(ProcessingExceptionHandler.Result.RESUME);
    ProducerRecord<byte[], byte[]> letter = only(response.deadLetterQueueRecords());
    assertThat(letter.key()).isEqualTo(KEY);
    assertThat(letter.value()).isEqualTo(VALUE);
    assertThat(said(letter.headers()))
        .containsEntry("winnow.cause", "version is below 1: 0")
        .containsEntry("winnow.offset", "42");
  }

  static List<Exception> faultsOfOurs() {
    return List.of(
        new IllegalStateException("a store is closed"),
        new NullPointerException(),
        new ArithmeticException("/ by zero"),
        new RuntimeException(new IllegalArgumentException("wrapped")));
  }

  @ParameterizedTest
  @MethodSource("faultsOfOurs")
  void onProcessing_faultOfOurs_stopsTheWorkerAndSkipsNothing(Exception fault) {
    ProcessingExceptionHandler.Response response =
        onProcessing.handleError(at("news.sightings"), new Record<>("k", "v", 0), fault);

    assertThat(response.result()).isEqualTo(ProcessingExceptionHandler.Result.FAIL);
    assertThat(response.deadLetterQueueRecords()).isEmpty();
  }

  /** What the clock drives has no record that could be turned away. */
  @Test
  void onProcessing_withoutARecord_stopsTheWorker() {
    ProcessingExceptionHandler.Response response =
        onProcessing.handleError(at(null), null, new IllegalArgumentException("a rule's"));

    assertThat(response.result()).isEqualTo(ProcessingExceptionHandler.Result.FAIL);
  }

  @Test
  void of_documentThatNoTopicHeld_saysStageAndCauseAlone() {
    ProducerRecord<String, byte[]> letter =
        DeadLetters.of("dead-letters", "arxiv:cs.LG", VALUE, "ingest", "cut off");

    assertThat(letter.topic()).isEqualTo("dead-letters");
    assertThat(letter.key()).isEqualTo("arxiv:cs.LG");
    assertThat(letter.value()).isEqualTo(VALUE);
    assertThat(said(letter.headers()))
        .isEqualTo(Map.of("winnow.stage", "ingest", "winnow.cause", "cut off"));
  }

  private ErrorHandlerContext at(String topic) {
    return new Context(topic, headers);
  }

  private static ProducerRecord<byte[], byte[]> only(List<ProducerRecord<byte[], byte[]>> letters) {
    assertThat(letters).hasSize(1);
    return letters.get(0);
  }

  private static Map<String, String> said(Headers headers) {
    Map<String, String> said = new LinkedHashMap<>();
    for (Header header : headers) {
      said.put(header.key(), new String(header.value(), UTF_8));
    }
    return said;
  }

  private record Context(String topic, Headers headers) implements ErrorHandlerContext {
    @Override
    public int partition() {
      return topic == null ? -1 : 3;
    }

    @Override
    public long offset() {
      return topic == null ? -1 : 42;
    }

    @Override
    public String processorNodeId() {
      return "node";
    }

    @Override
    public TaskId taskId() {
      return new TaskId(0, 3);
    }

    @Override
    public long timestamp() {
      return 0;
    }

    @Override
    public byte[] sourceRawKey() {
      return topic == null ? null : KEY;
    }

    @Override
    public byte[] sourceRawValue() {
      return topic == null ? null : VALUE;
    }
  }
}
