package winnow.kafka;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.jspecify.annotations.Nullable;

/** The cluster cannot be used as asked; the message says what was tried and what came back. */
public final class KafkaTroubleException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean lasting;

  public KafkaTroubleException(String tried, @Nullable Throwable cause) {
    this(tried, cause, lasts(cause));
  }

  private KafkaTroubleException(String tried, @Nullable Throwable cause, boolean lasting) {
    super(cause == null || cause.getMessage() == null ? tried : tried + ": " + plain(cause), cause);
    this.lasting = lasting;
  }

  static KafkaTroubleException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new KafkaTroubleException("interrupted while waiting for the broker", e);
  }

  /** Trouble that waiting does not mend; the message says what to do. */
  static KafkaTroubleException lasting(String why, @Nullable Throwable cause) {
    return new KafkaTroubleException(why, cause, true);
  }

  /** Whether only a person can mend it: an address, a password, a right, a topic. */
  public boolean lasting() {
    return lasting;
  }

  /** Whether this was shut out by another that took its name. */
  public boolean shutOut() {
    return any(getCause(), ProducerFencedException.class, InvalidProducerEpochException.class);
  }

  /** Whether the cause is one that time does not mend, however often it is tried again. */
  static boolean lasts(@Nullable Throwable cause) {
    return any(
        cause,
        AuthenticationException.class,
        AuthorizationException.class,
        ConfigException.class,
        FencedInstanceIdException.class,
        MissingSourceTopicException.class,
        UnsupportedVersionException.class);
  }

  private static boolean any(@Nullable Throwable cause, Class<?>... kinds) {
    for (Throwable at = cause; at != null; at = at.getCause()) {
      for (Class<?> kind : kinds) {
        if (kind.isInstance(at)) {
          return true;
        }
      }
      if (at instanceof KafkaTroubleException trouble && trouble.lasting) {
        return true;
      }
    }
    return false;
  }

  /** The innermost message that Kafka gave, in one line; those around it only say where. */
  private static String plain(Throwable cause) {
    Throwable said = cause;
    for (Throwable at = cause; at != null; at = at.getCause()) {
      if (at instanceof KafkaException && at.getMessage() != null) {
        said = at;
      }
    }
    return String.valueOf(said.getMessage()).replaceAll("\\p{Cntrl}+", " ");
  }
}
