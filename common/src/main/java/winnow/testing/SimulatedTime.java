package winnow.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that moves when somebody waits, and then at once. It never goes back. Safe for many
 * threads, and for many processes where it is kept in a file; its resolution is a millisecond.
 */
public final class SimulatedTime extends Clock {
  private static final VarHandle MILLISECONDS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final int NOW = 0;
  private static final int SLEEPER = Long.BYTES;
  private static final long SELF = ProcessHandle.current().pid();
  private static final int SIZE = 2 * Long.BYTES;

  private final ByteBuffer place;

  private SimulatedTime(ByteBuffer place) {
    this.place = place;
  }

  /** A time of this process alone, which begins at that moment. */
  public static SimulatedTime from(Instant beginning) {
    SimulatedTime time = new SimulatedTime(ByteBuffer.allocateDirect(SIZE));
    time.passTo(beginning);
    return time;
  }

  /** The time that is kept in a file, which is made where it is missing and begins with 1970. */
  public static SimulatedTime in(Path file) {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return new SimulatedTime(channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE));
    } catch (IOException e) {
      throw new UncheckedIOException("no time can be kept in " + file, e);
    }
  }

  /** Lets time pass, if it is above zero. */
  public void pass(Duration time) {
    if (!time.isNegative() && !time.isZero()) {
      MILLISECONDS.getAndAdd(place, NOW, Math.max(1, time.toMillis()));
    }
  }

  /** The same, and notes that it is this process that waits. */
  public void sleep(Duration time) {
    MILLISECONDS.setVolatile(place, SLEEPER, SELF);
    pass(time);
  }

  /** Lets time pass until that moment, if it is not over. */
  public void passTo(Instant then) {
    long wanted = then.toEpochMilli();
    long now = now();
    while (now < wanted && !MILLISECONDS.compareAndSet(place, NOW, now, wanted)) {
      now = now();
    }
  }

  /** The process that slept last; 0 if none did. */
  public long sleeper() {
    return (long) MILLISECONDS.getVolatile(place, SLEEPER);
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(now());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.fixed(instant(), zone);
  }

  private long now() {
    return (long) MILLISECONDS.getVolatile(place, NOW);
  }
}
