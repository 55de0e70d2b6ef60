package winnow.kafka;

import org.jspecify.annotations.Nullable;

/** The cluster cannot be used as asked; the message says what was tried and what came back. */
public final class KafkaTroubleException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public KafkaTroubleException(String tried, @Nullable Throwable cause) {
    super(
        cause == null || cause.getMessage() == null ? tried : tried + ": " + cause.getMessage(),
        cause);
  }

  static KafkaTroubleException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new KafkaTroubleException("interrupted while waiting for the broker", e);
  }
}
