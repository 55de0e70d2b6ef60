package winnow.http;

import java.net.URI;

/** Asks the outside world for a document. Blocks; safe for many threads. */
public interface Fetcher {
  /** How far an address is trusted. */
  enum Trust {
    /** It stands in the configuration, and may be on a private network. */
    CONFIGURED,
    /** It was found in content: only public addresses, whatever its name resolves to. */
    FOUND
  }

  /**
   * Asks once, following redirects. Every outcome is a value.
   *
   * @param pacing waits before every request; the time that an answer may take does not run then
   */
  Fetched fetch(URI address, Validators validators, Trust trust, Pacing pacing)
      throws InterruptedException;
}
