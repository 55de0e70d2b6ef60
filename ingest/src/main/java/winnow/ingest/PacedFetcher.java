package winnow.ingest;

import java.net.URI;
import winnow.http.Fetched;
import winnow.http.Fetcher;
import winnow.http.Validators;

/**
 * Asks a provider for a whole document at its pace, and remembers when it wants to be left alone.
 */
final class PacedFetcher {
  private final Fetcher fetcher;

  PacedFetcher(Fetcher fetcher) {
    this.fetcher = fetcher;
  }

  /** Waits for the provider's gap before each request, and asks once. */
  Fetched fetch(URI address, Fetcher.Trust trust, Provider provider, Pace pace)
      throws InterruptedException {
    return fetch(address, Validators.NONE, trust, provider, pace);
  }

  /** The same, for what may have changed since. */
  Fetched fetch(
      URI address, Validators validators, Fetcher.Trust trust, Provider provider, Pace pace)
      throws InterruptedException {
    Fetched fetched =
        fetcher.fetch(address, validators, trust, pace.between(provider, provider.gap()));
    pace.answered();
    if (fetched instanceof Fetched.Later later) {
      pace.hold(later);
    }
    return fetched;
  }

  /** Why no document came, in words. */
  static String reason(Fetched fetched) {
    if (fetched instanceof Fetched.Later later) {
      return later.reason() + ", asked to wait " + later.delay();
    }
    if (fetched instanceof Fetched.Refused refused) {
      return refused.reason();
    }
    return fetched instanceof Fetched.Failed failed ? failed.reason() : "says unchanged, unasked";
  }
}
