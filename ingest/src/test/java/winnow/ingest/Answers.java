package winnow.ingest;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
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
      String refused = refused(address, pacing);
      return refused == null ? documents.apply(address) : new Fetched.Failed(refused);
    };
  }

  static Caller toCalls(Function<Call, Caller.Called> calls) {
    return (call, pacing) -> {
      String refused = refused(call.address(), pacing);
      return refused == null
          ? calls.apply(call)
          : new Caller.Called(new Fetched.Failed(refused), Map.of());
    };
  }

  private static String refused(URI address, Pacing pacing) throws InterruptedException {
    try {
      pacing.await(address);
      return null;
    } catch (IOException e) {
      return e.getMessage();
    }
  }
}
