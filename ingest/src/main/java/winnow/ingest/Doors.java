package winnow.ingest;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import winnow.http.Call;
import winnow.http.Caller;
import winnow.http.Fetched;
import winnow.http.Validators;
import winnow.model.FeedId;
import winnow.model.FeedState;

/**
 * The doors to a feed, the best first. One that turned us away stays shut for a while, longer each
 * time, and the next is tried; when the time is over, the better one is tried again. How each door
 * is stands among the states of the feeds, so that a new start remembers it. A door that asked for
 * time is shut for all feeds of its provider; one that was shut for another reason, for this feed.
 */
final class Doors {
  private static final Duration LONGEST_RESET = Duration.ofHours(1);
  private static final String SPENT = "the budget it gave is spent";

  private final List<Door> doors;
  private final Caller caller;
  private final FeedLog log;

  /**
   * @param doors at least one
   */
  Doors(List<Door> doors, Caller caller, FeedLog log) {
    this.doors = List.copyOf(doors);
    this.caller = caller;
    this.log = log;
  }

  /**
   * How far we got.
   *
   * @param fetched of the door that opened, or else of the last that was tried
   * @param shut the doors before it, and why they are shut
   */
  record Passage(Fetched fetched, List<String> shut) {}

  /** When the first door may be tried, and why not before; absent where one may be tried now. */
  Optional<FeedState> allShut(FeedId feed, Provider provider, Instant now) {
    List<FeedState> states = new ArrayList<>();
    for (Door door : doors) {
      Optional<FeedState> shut = shut(door, feed, provider, now);
      if (shut.isEmpty()) {
        return Optional.empty();
      }
      states.add(shut.get());
    }
    return states.stream().min(Comparator.comparing(Doors::until));
  }

  /** When a state's pause ends. */
  static Instant until(FeedState state) {
    return state.pause() == null ? state.polledAt() : state.polledAt().plus(state.pause());
  }

  /**
   * Tries each door that is not shut, until one opens. At least one must not be shut.
   *
   * @param after the entry after which older ones are wanted; absent for the newest
   */
  Passage pass(
      FeedId feed, Provider provider, Validators validators, @Nullable String after, Pace pace)
      throws InterruptedException {
    List<String> shut = new ArrayList<>();
    Fetched last = new Fetched.Failed("no door is open");
    for (Door door : doors) {
      Optional<FeedState> closed = shut(door, feed, provider, pace.now());
      if (closed.isPresent()) {
        shut.add(word(door) + ": " + closed.get().reason());
        continue;
      }
      last = door.open(feed, validators, after, call -> ask(call, door, provider, pace));
      if (last instanceof Fetched.Fresh || last instanceof Fetched.Unchanged) {
        reopen(door, feed, pace.now());
        break;
      }
      shut.add(word(door) + ": " + PacedFetcher.reason(last));
      close(door, feed, provider, last, pace.now());
      if (pace.held()) {
        break;
      }
    }
    return new Passage(last, shut);
  }

  private Caller.Called ask(Call call, Door door, Provider provider, Pace pace)
      throws InterruptedException {
    if (pace.held()) { // since the call before this one, on the way through the same door
      Duration left = Duration.between(pace.now(), pace.until());
      return new Caller.Called(new Fetched.Later(left, SPENT, false), Map.of());
    }
    Duration gap = provider.gap();
    Duration longer = gap.isZero() || gap.compareTo(door.gap()) > 0 ? gap : door.gap();
    Caller.Called called = caller.call(call, pace.between(provider, longer));
    pace.answered();
    Duration reset = spent(called.headers());
    if (reset != null) {
      pace.hold(new Fetched.Later(reset, SPENT, false));
    }
    return called;
  }

  /** How long until there is a new budget; absent where something is left of this one. */
  static @Nullable Duration spent(Map<String, String> headers) {
    try {
      double left = Double.parseDouble(headers.getOrDefault("x-ratelimit-remaining", ""));
      double seconds = Double.parseDouble(headers.getOrDefault("x-ratelimit-reset", ""));
      if (left >= 1 || !(seconds > 0)) {
        return null;
      }
      Duration reset = Duration.ofMillis((long) Math.min(seconds * 1000, 1e12));
      return reset.compareTo(LONGEST_RESET) > 0 ? LONGEST_RESET : reset;
    } catch (NumberFormatException | DateTimeException saysNothing) {
      return null;
    }
  }

  private Optional<FeedState> shut(Door door, FeedId feed, Provider provider, Instant now) {
    Map<FeedId, FeedState> states = log.states();
    return List.of(id(provider.name(), door), id(feed.value(), door)).stream()
        .map(states::get)
        .filter(state -> state != null && !state.due(now))
        .max(Comparator.comparing(Doors::until))
        .map(state -> state);
  }

  private void close(Door door, FeedId feed, Provider provider, Fetched fetched, Instant now) {
    if (fetched instanceof Fetched.Later later) {
      append(FeedFold.later(state(id(provider.name(), door)), now, later));
    } else if (fetched instanceof Fetched.Refused refused) {
      append(FeedFold.refused(state(id(feed.value(), door)), now, refused));
    } else {
      append(FeedFold.failed(state(id(feed.value(), door)), now, PacedFetcher.reason(fetched)));
    }
  }

  /** It begins with a short time again when it shuts next. */
  private void reopen(Door door, FeedId feed, Instant now) {
    FeedState before = state(id(feed.value(), door));
    if (before.failures() > 0) {
      append(FeedFold.unchanged(before, now));
    }
  }

  private FeedState state(FeedId id) {
    return log.states().getOrDefault(id, FeedFold.unasked(id));
  }

  private void append(FeedState state) {
    log.append(state, List.of(), List.of(), List.of());
  }

  private static FeedId id(String whose, Door door) {
    return new FeedId("door:" + whose + "/" + word(door));
  }

  private static String word(Door door) {
    return door.access().name().toLowerCase(Locale.ROOT);
  }
}
