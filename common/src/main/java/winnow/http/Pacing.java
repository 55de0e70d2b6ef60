package winnow.http;

import java.io.IOException;
import java.net.URI;

/**
 * Has a say before every request: the one that was asked for, and each that a redirect leads to.
 */
@FunctionalInterface
public interface Pacing {
  /** Lets every request go at once. */
  Pacing NONE = address -> {};

  /**
   * Returns when the address may be asked.
   *
   * @throws IOException if it may not be; the message says why
   */
  void await(URI address) throws IOException, InterruptedException;
}
