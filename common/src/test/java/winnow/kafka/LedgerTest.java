package winnow.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LedgerTest {
  private final List<HeldProducer> made = new ArrayList<>();
  private final Ledger ledger =
      new Ledger(new Cluster("nowhere:1", "", 1, (short) 1, Map.of()), "test", this::make);

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void write_oneAfterAnother_isATransactionEach() {
    ledger.open();
    release();

    ledger.write(batch("a"));
    ledger.write(batch("b"));

    assertThat(keys(0)).containsExactly("a", "b");
    assertThat(made.get(0).commitCount()).isEqualTo(2);
  }

  @Test
  void write_whileATransactionIsOpen_sharesTheNextOne() throws Exception {
    Future<?> first = start("a");
    made.get(0).committing.await();
    List<Future<?>> others = List.of(startAndBlock("b"), startAndBlock("c"), startAndBlock("d"));

    release();

    first.get();
    for (Future<?> other : others) {
      other.get();
    }
    assertThat(keys(0)).containsExactlyInAnyOrder("a", "b", "c", "d").startsWith("a");
    assertThat(made.get(0).commitCount()).isEqualTo(2);
  }

  @Test
  void write_theSharedTransactionFails_allOfItFailAndTheNextIsWritten() throws Exception {
    Future<?> first = start("a");
    made.get(0).committing.await();
    List<Future<?>> others = List.of(startAndBlock("b"), startAndBlock("c"));
    made.get(0).failsAfterTheFirst = true;

    release();

    first.get();
    assertThat(others).allSatisfy(LedgerTest::assertUnknown);
    assertThat(keys(0)).containsExactly("a");
    ledger.write(batch("d"));
    assertThat(keys(1)).containsExactly("d");
  }

  @Test
  void write_ourOwnFault_isNeverTakenForSuccess() throws Exception {
    Future<?> first = start("a");
    made.get(0).committing.await();
    List<Future<?>> others = List.of(startAndBlock("b"), startAndBlock("c"));
    made.get(0).faulty = true;

    release();

    first.get();
    assertThat(others).allSatisfy(other -> assertThat(other).failsWithin(1, TimeUnit.MINUTES));
    assertThat(keys(0)).containsExactly("a");
  }

  private static void assertUnknown(Future<?> write) {
    assertThat(write)
        .failsWithin(1, TimeUnit.MINUTES)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(KafkaTroubleException.class)
        .withMessageContaining("a batch of 2 records");
  }

  private List<String> keys(int producer) {
    return made.get(producer).history().stream().map(ProducerRecord::key).toList();
  }

  private static List<ProducerRecord<String, byte[]>> batch(String key) {
    return List.of(new ProducerRecord<>("topic", key, key.getBytes(UTF_8)));
  }

  private void release() {
    made.get(0).released.countDown();
  }

  private HeldProducer make() {
    HeldProducer producer = new HeldProducer();
    if (!made.isEmpty()) {
      producer.released.countDown();
    }
    made.add(producer);
    return producer;
  }

  private Future<?> start(String key) {
    ledger.open();
    return begin(key).task();
  }

  /** Returns when the thread waits for the one before. */
  private Future<?> startAndBlock(String key) {
    Writing writing = begin(key);
    while (writing.thread().getState() != Thread.State.BLOCKED) {
      Thread.onSpinWait();
    }
    return writing.task();
  }

  private record Writing(FutureTask<?> task, Thread thread) {}

  private Writing begin(String key) {
    Callable<Boolean> write =
        () -> {
          ledger.write(batch(key));
          return true;
        };
    FutureTask<Boolean> task = new FutureTask<>(write);
    Thread thread = new Thread(task, key);
    thread.start();
    return new Writing(task, thread);
  }

  /** A producer whose first commit waits until it is let go. */
  private static final class HeldProducer extends MockProducer<String, byte[]> {
    final CountDownLatch committing = new CountDownLatch(1);
    final CountDownLatch released = new CountDownLatch(1);
    volatile boolean failsAfterTheFirst;
    volatile boolean faulty;

    HeldProducer() {
      super(true, null, new StringSerializer(), new ByteArraySerializer());
      initTransactions();
    }

    @Override
    public void commitTransaction() {
      boolean first = committing.getCount() == 1;
      committing.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new KafkaException(e);
      }
      if (!first && failsAfterTheFirst) {
        throw new KafkaException("the coordinator is gone");
      }
      if (!first && faulty) {
        throw new IllegalStateException("a fault of ours");
      }
      super.commitTransaction();
    }
  }
}
