package winnow.ingest;

import java.net.URI;
import java.util.List;
import winnow.http.Fetched;
import winnow.http.Fetcher;
import winnow.http.Validators;
import winnow.model.FeedId;

/**
 * Asks a provider for a whole document at its pace, and remembers when it wants to be left alone.
 */
final class PacedFetcher {
  private final Fetcher fetcher;
  private final FeedLog log;

  PacedFetcher(Fetcher fetcher, FeedLog log) {
    this.fetcher = fetcher;
    this.log = log;
  }

  /** Waits for the provider's gap, and asks once. */
  Fetched fetch(URI address, Fetcher.Trust trust, Provider provider, Pace pace)
      throws InterruptedException {
    pace.await(provider.gap());
    Fetched fetched = fetcher.fetch(address, Validators.NONE, trust);
    pace.asked();
    if (fetched instanceof Fetched.Later later) {
      pace.hold(later.delay());
      FeedId name = FeedFold.provider(provider.name());
      log.append(FeedFold.provider(name, pace.now(), later), List.of(), List.of(), List.of());
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
