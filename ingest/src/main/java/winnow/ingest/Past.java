package winnow.ingest;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import winnow.http.Fetched;
import winnow.http.Validators;
import winnow.ingest.announcement.Days;
import winnow.model.FeedState;
import winnow.model.Sighting;

/** Fills the past from what sources still hold of it. For one thread. */
final class Past {
  /** Reddit's listings end at about 1000 posts, of which a page has 100. */
  private static final int MOST_PAGES = 12;

  private final List<Feed> feeds;
  private final FeedLog log;
  private final Witnessing witnessing;
  private final Clock clock;
  private final Paces paces;

  Past(List<Feed> feeds, FeedLog log, Witnessing witnessing, Clock clock, Paces paces) {
    this.feeds = feeds;
    this.log = log;
    this.witnessing = witnessing;
    this.clock = clock;
    this.paces = paces;
  }

  /**
   * Asks for all that is missing since a day; one provider's trouble does not keep from another.
   */
  Backfill fill(LocalDate since, Consumer<Backfill> told) throws InterruptedException {
    Backfill backfill = days(since, told);
    for (Feed feed : feeds) {
      if (feed.doors() != null) {
        backfill = pages(feed, feed.doors(), since, backfill, told);
      }
    }
    return backfill;
  }

  private Backfill days(LocalDate since, Consumer<Backfill> told) throws InterruptedException {
    record Gap(Feed feed, LocalDate day) {}
    List<Gap> gaps = new ArrayList<>();
    for (Feed feed : feeds) {
      if (feed.category() != null) {
        new Days(feed.category(), log.announcements())
            .unwitnessed(since, clock.instant())
            .forEach(day -> gaps.add(new Gap(feed, day)));
      }
    }
    Backfill backfill = new Backfill(gaps.size(), 0, 0, 0, "");
    for (Gap gap : gaps) {
      Pace pace = paces.of(gap.feed().provider().name());
      boolean spoke = witnessing.fill(gap.feed(), gap.day(), pace);
      if (!spoke && pace.held()) {
        return backfill.stoppedBy(
            gap.feed().provider().name() + " asked to be left alone until " + pace.until());
      }
      backfill = backfill.spoke(spoke);
      told.accept(backfill);
    }
    return backfill;
  }

  /** Reads a listing from its newest page back, until it ends or the day is reached. */
  private Backfill pages(
      Feed feed, Doors doors, LocalDate since, Backfill before, Consumer<Backfill> told)
      throws InterruptedException {
    Instant start = since.atStartOfDay(ZoneOffset.UTC).toInstant();
    Backfill backfill = before;
    String after = null;
    try {
      for (int page = 0; page < MOST_PAGES; page++) {
        Reading reading = page(feed, doors, after);
        backfill = backfill.readPage();
        told.accept(backfill);
        Listed listed = reading.listed();
        if (listed == null || listed.oldest().equals(after) || reachesBack(reading, start)) {
          break;
        }
        after = listed.oldest();
      }
      return backfill;
    } catch (UnreadableFeedException e) {
      return backfill.stoppedBy(feed.id() + ": " + e.reason());
    }
  }

  /**
   * Reads one page, and writes what it has that was not told.
   *
   * @throws UnreadableFeedException if there is none now; the message says why
   */
  private Reading page(Feed feed, Doors doors, @Nullable String after)
      throws InterruptedException, UnreadableFeedException {
    Pace pace = paces.of(feed.provider().name());
    Optional<FeedState> shut = doors.allShut(feed.id(), feed.provider(), pace.now());
    if (pace.held() || shut.isPresent()) {
      Instant until = shut.map(Doors::until).orElseGet(pace::until);
      throw new UnreadableFeedException("is not to be asked before " + until);
    }
    Fetched fetched =
        doors.pass(feed.id(), feed.provider(), Validators.NONE, after, pace).fetched();
    if (!(fetched instanceof Fetched.Fresh fresh)) {
      throw new UnreadableFeedException(PacedFetcher.reason(fetched));
    }
    Reading reading = feed.source().read(feed.id(), fresh.document(), pace.now());
    FeedState state = log.states().getOrDefault(feed.id(), FeedFold.unasked(feed.id()));
    Memory.Heard heard = Memory.hear(state.emitted(), reading);
    log.append(
        FeedFold.older(state, heard.emitted()), heard.sightings(), heard.rejected(), List.of());
    return reading;
  }

  private static boolean reachesBack(Reading reading, Instant start) {
    return reading.sightings().stream()
        .map(Sighting::publishedAt)
        .filter(Objects::nonNull)
        .anyMatch(posted -> posted.isBefore(start));
  }
}
