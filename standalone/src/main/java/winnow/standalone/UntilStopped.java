package winnow.standalone;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a command at work until the process is asked to end, and the process alive until the
 * command has put everything away.
 */
final class UntilStopped implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);

  UntilStopped() {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  asked.countDown();
                  try {
                    if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                      Runtime.getRuntime().halt(Winnow.FAILURES);
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                },
                "stop"));
  }

  /** Waits, and says whether the process was asked to end meanwhile. */
  boolean await(long milliseconds) {
    try {
      return asked.await(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Waits until the process is asked to end. */
  void await() {
    try {
      asked.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Everything is put away. */
  @Override
  public void close() {
    over.countDown();
  }
}
