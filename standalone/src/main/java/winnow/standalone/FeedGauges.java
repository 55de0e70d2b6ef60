package winnow.standalone;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import winnow.config.Settings;
import winnow.ingest.Ingest;
import winnow.model.FeedId;
import winnow.model.FeedState;
import winnow.model.Health;

/**
 * How each configured feed is: one gauge for each word of health, and how long ago it was asked.
 */
final class FeedGauges {
  private final AtomicReference<@Nullable Ingest> ingest = new AtomicReference<>();

  FeedGauges(List<Settings.Feed> feeds, MeterRegistry meters) {
    for (Settings.Feed feed : feeds) {
      FeedId id = new FeedId(feed.id());
      for (Health health : Health.values()) {
        Gauge.builder("winnow.feed.health", () -> is(id, health))
            .tag("feed", feed.id())
            .tag("health", health.name().toLowerCase(Locale.ROOT))
            .register(meters);
      }
      Gauge.builder("winnow.feed.age", () -> age(id))
          .tag("feed", feed.id())
          .baseUnit("seconds")
          .description("since it was asked")
          .register(meters);
    }
  }

  /** Whose feeds they are from now on; null while another worker has them. */
  void of(@Nullable Ingest now) {
    ingest.set(now);
  }

  private double is(FeedId feed, Health health) {
    FeedState state = state(feed);
    return state == null ? Double.NaN : state.health() == health ? 1 : 0;
  }

  private double age(FeedId feed) {
    FeedState state = state(feed);
    return state == null
        ? Double.NaN
        : Duration.between(state.polledAt(), Instant.now()).toMillis() / 1000.0;
  }

  private @Nullable FeedState state(FeedId feed) {
    Ingest now = ingest.get();
    return now == null ? null : now.states().get(feed);
  }
}
