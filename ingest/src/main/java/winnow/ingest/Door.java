package winnow.ingest;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import winnow.http.Call;
import winnow.http.Caller;
import winnow.http.Fetched;
import winnow.http.Validators;
import winnow.model.Access;
import winnow.model.FeedId;

/** One of several ways to a source's feeds. For one thread at a time. */
public interface Door {
  /** Which it is; what comes through it may say more or less. */
  Access access();

  /** The least time between two requests here, where the provider's own gap is shorter. */
  Duration gap();

  /**
   * Asks for a feed's document.
   *
   * @param validators what the feed gave last, through whichever door
   * @param after the entry after which older ones are wanted; absent for the newest
   * @param asking makes each request at the provider's pace
   */
  Fetched open(FeedId feed, Validators validators, @Nullable String after, Asking asking)
      throws InterruptedException;

  /** Makes a request when the provider has patience for it. */
  @FunctionalInterface
  interface Asking {
    Caller.Called ask(Call call) throws InterruptedException;
  }
}
