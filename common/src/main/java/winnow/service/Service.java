package winnow.service;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A worker: its parts, started in this order, stopped in the other. Not safe for many threads. */
public final class Service implements AutoCloseable {
  private final String name;
  private final List<Part> parts;
  private final Deque<Part> started = new ArrayDeque<>();

  public Service(String name, Part... parts) {
    this.name = name;
    this.parts = List.of(parts);
  }

  public String name() {
    return name;
  }

  /** Starts every part; if one fails, those before it are stopped and the failure is thrown. */
  public void start() {
    for (Part part : parts) {
      started.push(part);
      try {
        part.start();
      } catch (RuntimeException e) {
        try {
          close();
        } catch (RuntimeException alsoOnStopping) {
          e.addSuppressed(alsoOnStopping);
        }
        throw e;
      }
    }
  }

  /** What keeps the worker from working, in words. */
  public Optional<String> trouble() {
    return parts.stream().map(Part::trouble).filter(Objects::nonNull).findFirst();
  }

  /** Stops every part, whatever becomes of the others, and then throws the first failure. */
  @Override
  public void close() {
    RuntimeException failure = null;
    while (!started.isEmpty()) {
      try {
        started.pop().stop();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
