package winnow.service;

import org.jspecify.annotations.Nullable;

/** Something that runs between a start and a stop. */
public interface Part {
  /** Starts it, and returns when it is at work. */
  void start();

  /** Stops it, and returns when it has. Stopping what never started does nothing. */
  void stop();

  /** What keeps it from working, in words; absent while it works. */
  default @Nullable String trouble() {
    return null;
  }
}
