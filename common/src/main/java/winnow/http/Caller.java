package winnow.http;

import java.util.Map;

/** Asks the outside world with credentials. Blocks; safe for many threads. */
public interface Caller {
  /**
   * What came of a call.
   *
   * @param headers the answer's, by their names in small letters; empty where nobody answered
   */
  record Called(Fetched fetched, Map<String, String> headers) {
    public Called {
      headers = Map.copyOf(headers);
    }
  }

  /**
   * Asks once, following redirects. Every outcome is a value.
   *
   * @param pacing waits before every request; the time that an answer may take does not run then
   */
  Called call(Call call, Pacing pacing) throws InterruptedException;
}
