package winnow.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Looks at a process and its children thirty times a second, from when it is made until it is
 * closed.
 */
final class Watch implements AutoCloseable {
  private static final long BETWEEN_MILLISECONDS = 33;

  /**
   * One look.
   *
   * @param at milliseconds since 1970
   * @param ticks hundredths of a second on a processor, of the process alone
   * @param megabytes resident, of the process and its children
   */
  private record Look(long at, long ticks, long megabytes) {}

  private final ProcessHandle process;
  private final List<Look> looks = new ArrayList<>();
  private final Thread thread = new Thread(this::watch, "watch");
  private volatile boolean closed;

  Watch(ProcessHandle process) {
    this.process = process;
    thread.setDaemon(true);
    thread.start();
  }

  /** The most memory that was resident at once, in a span of time. */
  long megabytes(long from, long to) {
    synchronized (looks) {
      return looks.stream()
          .filter(look -> look.at() >= from && look.at() <= to)
          .mapToLong(Look::megabytes)
          .max()
          .orElse(0);
    }
  }

  /** Seconds that the process was on a processor, from the last look before to the first after. */
  double cpu(long from, long to) throws InterruptedException {
    while (last().at() < to) {
      TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLISECONDS);
    }
    synchronized (looks) {
      long before = 0;
      for (Look look : looks) {
        if (look.at() <= from) {
          before = look.ticks();
        }
        if (look.at() >= to) {
          return (look.ticks() - before) / 100.0;
        }
      }
      throw new IllegalStateException("nobody looked after " + to);
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private Look last() {
    synchronized (looks) {
      return looks.get(looks.size() - 1);
    }
  }

  private Look look() {
    long megabytes =
        Stream.concat(Stream.of(process), process.descendants())
            .mapToLong(one -> Proc.resident(one.pid()))
            .sum();
    return new Look(System.currentTimeMillis(), Proc.ticks(process.pid()), megabytes);
  }

  private void watch() {
    while (!closed) {
      Look look = look();
      synchronized (looks) {
        looks.add(look);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLISECONDS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
