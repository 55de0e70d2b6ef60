package winnow.ingest;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.http.Fetched;
import winnow.http.Validators;
import winnow.model.FeedId;
import winnow.model.FeedState;
import winnow.model.Health;

/** What a turn leaves of a feed's state. Pure; one method for each way a turn can end. */
final class FeedFold {
  private static final Set<Health> DOCUMENT_WAS_READ =
      Set.of(Health.WELL, Health.QUIET, Health.STALE);

  private static final String ON_ITS_WAY = "a request is on its way";

  private FeedFold() {}

  /** A feed that was never asked. */
  static FeedState unasked(FeedId feed) {
    return new FeedState(
        feed,
        Instant.EPOCH,
        null,
        null,
        Health.QUIET,
        "never asked",
        null,
        0,
        List.of(),
        List.of());
  }

  /** What to ask "changed?" with: nothing after a document that could not be read. */
  static Validators validators(FeedState before) {
    return before.health() == Health.BROKEN
        ? Validators.NONE
        : new Validators(before.etag(), before.lastModified());
  }

  /** A document came and was read; one that breaks off is broken, whatever was read of it. */
  static FeedState read(
      FeedState before,
      Instant now,
      Validators validators,
      Reading reading,
      List<String> emitted,
      List<FeedState.Mentioned> mentions) {
    if (reading.cut() != null) {
      return broken(before, now, reading.cut(), emitted);
    }
    boolean empty = reading.entries() == 0;
    String reason = String.join("; ", reading.notes());
    return new FeedState(
        before.feed(),
        now,
        validators.etag(),
        validators.lastModified(),
        empty ? Health.QUIET : Health.WELL,
        reason.isEmpty() ? null : reason,
        null,
        0,
        emitted,
        mentions);
  }

  /** Older entries were read than those that the feed gives; how it is does not change by that. */
  static FeedState older(FeedState before, List<String> emitted) {
    return new FeedState(
        before.feed(),
        before.polledAt(),
        before.etag(),
        before.lastModified(),
        before.health(),
        before.reason(),
        before.pause(),
        before.failures(),
        emitted,
        before.mentions());
  }

  /** The document read last still stands, so the feed is as it was when that was read. */
  static FeedState unchanged(FeedState before, Instant now) {
    if (DOCUMENT_WAS_READ.contains(before.health())) {
      return with(before, now, before.health(), before.reason(), null, 0);
    }
    Health health = before.emitted().isEmpty() ? Health.QUIET : Health.WELL;
    return with(before, now, health, null, null, 0);
  }

  /** The server asked us to wait, or is unwell. */
  static FeedState later(FeedState before, Instant now, Fetched.Later later) {
    Health health = later.blocked() ? Health.BLOCKED : Health.UNREACHABLE;
    return with(before, now, health, later.reason(), later.delay(), before.failures() + 1);
  }

  /** A whole provider is about to be asked. */
  static FeedState asked(FeedId provider, Instant now) {
    return with(unasked(provider), now, Health.WELL, ON_ITS_WAY, null, 0);
  }

  /** A whole provider answered last at that time. */
  static FeedState answered(FeedId provider, Instant then) {
    return with(unasked(provider), then, Health.WELL, null, null, 0);
  }

  /** Whether a provider's last request may have reached it at any time since it was written. */
  static boolean isOnItsWay(FeedState provider) {
    return ON_ITS_WAY.equals(provider.reason());
  }

  /** A whole provider asked us to wait, or is unwell. */
  static FeedState provider(FeedId provider, Instant now, Fetched.Later later) {
    return later(unasked(provider), now, later);
  }

  /** Whether it says how a feed is, and not a provider or one of its doors. */
  static boolean isOfAFeed(FeedState state) {
    String id = state.feed().value();
    return !id.startsWith("provider:") && !id.startsWith("door:");
  }

  /** The name of a provider's own state among those of the feeds. */
  static FeedId provider(String name) {
    return new FeedId("provider:" + name.replaceAll("[\\[\\]]", "")); // of an IPv6 address
  }

  /**
   * What was read is an earlier day's batch. It is looked at again now and then until it turns, and
   * soon after the day has ended; when exactly differs from feed to feed and from time to time, so
   * that feeds do not march in step.
   *
   * @param dayEnds when the next batch is due in any case
   */
  static FeedState stale(FeedState after, String reason, Instant dayEnds) {
    int draw = (after.feed() + " " + after.polledAt()).hashCode();
    Duration again = Duration.ofMinutes(30).plusSeconds(Math.floorMod(draw, 3600));
    Duration turned =
        Duration.between(after.polledAt(), dayEnds).plusSeconds(Math.floorMod(draw, 600));
    Duration pause = turned.compareTo(again) < 0 ? turned : again;
    return with(after, after.polledAt(), Health.STALE, reason, pause, 0);
  }

  /** The server turned us away; each time we come back later, after a day if it is for good. */
  static FeedState refused(FeedState before, Instant now, Fetched.Refused refused) {
    Duration pause =
        refused.gone()
            ? Duration.ofDays(1)
            : grown(Duration.ofMinutes(15), before.failures(), Duration.ofHours(6));
    return with(before, now, Health.REFUSED, words(refused), pause, before.failures() + 1);
  }

  static String words(Fetched.Refused refused) {
    return refused.reason() + (refused.gone() ? ", gone for good: take it out of feeds" : "");
  }

  /**
   * What to say of a feed that has moved for good. Its address may hold a secret, so only as much
   * of the new one is told as leads there.
   */
  static List<String> moved(@Nullable URI to) {
    return to == null
        ? List.of()
        : List.of(
            "has moved for good to "
                + to.getScheme()
                + "://"
                + to.getRawAuthority()
                + to.getRawPath()
                + "; name that in feeds");
  }

  /** Nobody answered. */
  static FeedState failed(FeedState before, Instant now, String reason) {
    Duration pause = grown(Duration.ofMinutes(1), before.failures(), Duration.ofHours(1));
    return with(before, now, Health.UNREACHABLE, reason, pause, before.failures() + 1);
  }

  /**
   * A document came that cannot be read. The validators stay those of the last one that could.
   *
   * @param emitted with the broken document's own fingerprint
   */
  static FeedState broken(FeedState before, Instant now, String reason, List<String> emitted) {
    return new FeedState(
        before.feed(),
        now,
        before.etag(),
        before.lastModified(),
        Health.BROKEN,
        reason,
        Duration.ofMinutes(15),
        before.failures() + 1,
        emitted,
        before.mentions());
  }

  private static FeedState with(
      FeedState before,
      Instant now,
      Health health,
      @Nullable String reason,
      @Nullable Duration pause,
      int failures) {
    return new FeedState(
        before.feed(),
        now,
        before.etag(),
        before.lastModified(),
        health,
        reason,
        pause,
        failures,
        before.emitted(),
        before.mentions());
  }

  private static Duration grown(Duration first, int failures, Duration most) {
    Duration pause = first.multipliedBy(1L << Math.min(failures, 20));
    return pause.compareTo(most) > 0 ? most : pause;
  }
}
