package winnow.http;

import java.net.URI;
import java.util.Optional;

/**
 * Has a say before every request: the one that was asked for, and each that a redirect leads to.
 */
@FunctionalInterface
public interface Pacing {
  /** Lets every request go at once. */
  Pacing NONE = address -> Optional.empty();

  /**
   * Returns when the address may be asked.
   *
   * @return why it may not be asked at all; empty where it may
   */
  Optional<String> await(URI address) throws InterruptedException;
}
