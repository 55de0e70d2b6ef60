package winnow.ingest;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * One budget for each provider over its feeds, witnesses and lookups. Safe for many threads, as
 * long as no two ask the same provider.
 */
final class Paces {
  private final FeedLog log;
  private final Clock clock;
  private final Pause pause;
  private final Map<String, Pace> byProvider = new HashMap<>();

  Paces(FeedLog log, Clock clock, Pause pause) {
    this.log = log;
    this.clock = clock;
    this.pause = pause;
  }

  synchronized Pace of(String provider) {
    return byProvider.computeIfAbsent(provider, name -> new Pace(name, log, clock, pause));
  }

  /** All that was asked is answered. */
  synchronized void rest() {
    byProvider.values().forEach(Pace::rest);
  }
}
