package winnow.ingest;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import winnow.http.Fetched;
import winnow.http.Pacing;
import winnow.kafka.KafkaTroubleException;
import winnow.model.FeedId;
import winnow.model.FeedState;

/**
 * One provider's patience: keeps requests apart, and leaves it alone when it asked for that. A
 * request is written down before it is made, so that whoever takes over after a kill keeps the gap
 * too, and whoever was shut out of the log asks no more. For one thread.
 */
final class Pace {
  private final FeedId provider;
  private final FeedLog log;
  private final Clock clock;
  private final Pause pause;
  private Instant asked;
  private boolean open;
  private Instant until;

  /**
   * Begins where an earlier run left it. If that did not live to hear the answer to its last
   * request, it may have made it just now.
   */
  Pace(String provider, FeedLog log, Clock clock, Pause pause) {
    this.provider = FeedFold.provider(provider);
    this.log = log;
    this.clock = clock;
    this.pause = pause;
    FeedState known = log.states().getOrDefault(this.provider, FeedFold.unasked(this.provider));
    this.asked = FeedFold.isOnItsWay(known) ? clock.instant() : known.polledAt();
    this.until = known.pause() == null ? Instant.EPOCH : known.polledAt().plus(known.pause());
  }

  /**
   * Returns when the provider may be asked, and it is written that it is; where no gap has to be
   * kept, at once and without a word. A clock that stands before the last time never blocks.
   *
   * @throws KafkaTroubleException if it could not be written; the provider must not be asked then
   */
  void await(Duration gap) throws InterruptedException {
    if (gap.isZero()) {
      return;
    }
    Duration since = Duration.between(asked, clock.instant());
    if (!since.isNegative() && since.compareTo(gap) < 0) {
      pause.last(gap.minus(since));
    }
    asked = clock.instant();
    write(FeedFold.asked(provider, asked));
    open = true;
  }

  /** The same before every request of one fetch; it ends where it is led to another's hosts. */
  Pacing between(Provider provider, Duration gap) {
    return new Steps(provider, gap);
  }

  private final class Steps implements Pacing {
    private final Provider whose;
    private final Duration gap;
    private boolean led;

    Steps(Provider whose, Duration gap) {
      this.whose = whose;
      this.gap = gap;
    }

    @Override
    public Optional<String> await(URI address) throws InterruptedException {
      if (led) {
        answered();
        Optional<String> other = whose.other(address);
        if (other.isPresent()) { // when it was asked last may be another worker's to know
          return other.map(name -> refusal(address.getHost(), name));
        }
      }
      led = true;
      Pace.this.await(gap);
      return Optional.empty();
    }

    private static String refusal(String host, String other) {
      return "led to " + host + ", which " + other + "'s pace is kept for; name it instead";
    }
  }

  /** The provider has just answered, or failed to: the gap begins anew. */
  void answered() {
    asked = clock.instant();
  }

  /** It wants to be left alone. */
  void hold(Fetched.Later later) {
    until = clock.instant().plus(later.delay());
    write(FeedFold.provider(provider, clock.instant(), later));
    open = false;
  }

  /** All that was asked is answered: whoever takes over need not wonder what became of it. */
  void rest() {
    if (open) {
      write(FeedFold.answered(provider, asked));
      open = false;
    }
  }

  /**
   * Whether it still wants to be left alone. A clock that stands before the last time never waits.
   */
  boolean held() {
    return clock.instant().isBefore(until) && !clock.instant().isBefore(asked);
  }

  Instant until() {
    return until;
  }

  Instant now() {
    return clock.instant();
  }

  private void write(FeedState state) {
    log.append(state, List.of(), List.of(), List.of());
  }
}
