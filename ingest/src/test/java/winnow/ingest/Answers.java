package winnow.ingest;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import winnow.http.Call;
import winnow.http.Caller;
import winnow.http.Fetched;
import winnow.http.Fetcher;
import winnow.http.Pacing;

/** An outside world that is a function, and that waits where it is told to. */
final class Answers {
  private Answers() {}

  static Fetcher to(Function<URI, Fetched> documents) {
    return (address, validators, trust, pacing) -> {
      Optional<Fetched> refused = refused(address, pacing);
      return refused.orElseGet(() -> documents.apply(address));
    };
  }

  static Caller toCalls(Function<Call, Caller.Called> calls) {
    return (call, pacing) -> {
      Optional<Fetched> refused = refused(call.address(), pacing);
      return refused
          .map(fetched -> new Caller.Called(fetched, Map.of()))
          .orElseGet(() -> calls.apply(call));
    };
  }

  private static Optional<Fetched> refused(URI address, Pacing pacing) throws InterruptedException {
    return pacing.await(address).map(reason -> new Fetched.Refused(0, reason));
  }
}
