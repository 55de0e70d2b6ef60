package winnow.ingest;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import winnow.model.FeedId;
import winnow.model.FeedState;
import winnow.model.Inquiry;
import winnow.model.Testimony;

/**
 * One budget for each provider over its feeds, witnesses and lookups. A budget begins where an
 * earlier run left it. Safe for many threads, as long as no two ask the same provider.
 */
final class Paces {
  private final List<Feed> feeds;
  private final FeedLog log;
  private final Clock clock;
  private final Pause pause;
  private final Map<String, Pace> byProvider = new HashMap<>();

  Paces(List<Feed> feeds, FeedLog log, Clock clock, Pause pause) {
    this.feeds = feeds;
    this.log = log;
    this.clock = clock;
    this.pause = pause;
  }

  synchronized Pace of(String provider) {
    return byProvider.computeIfAbsent(
        provider, name -> new Pace(clock, pause, lastAsked(name), heldUntil(name)));
  }

  private Instant lastAsked(String provider) {
    Map<FeedId, FeedState> states = log.states();
    List<Feed> own =
        feeds.stream().filter(feed -> feed.provider().name().equals(provider)).toList();
    Stream<Instant> polled =
        Stream.concat(own.stream().map(Feed::id), Stream.of(FeedFold.provider(provider)))
            .map(states::get)
            .filter(state -> state != null)
            .map(FeedState::polledAt);
    Stream<Instant> witnessed =
        own.stream().anyMatch(feed -> feed.category() != null)
            ? log.announcements().stream()
                .flatMap(one -> one.witnesses().stream())
                .map(Testimony::askedAt)
            : Stream.of();
    Stream<Instant> lookedUp =
        log.inquiries().values().stream()
            .filter(inquiry -> inquiry.provider().equals(provider))
            .map(Inquiry::triedAt);
    return Stream.of(polled, witnessed, lookedUp)
        .flatMap(times -> times)
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  private Instant heldUntil(String provider) {
    FeedState state = log.states().get(FeedFold.provider(provider));
    return state == null || state.pause() == null
        ? Instant.EPOCH
        : state.polledAt().plus(state.pause());
  }
}
