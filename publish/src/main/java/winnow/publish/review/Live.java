package winnow.publish.review;

import io.javalin.http.sse.SseClient;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import winnow.publish.shortlist.ShortlistView;

/**
 * Tells open pages the shortlist's revision: when they come, and when it has changed, within half a
 * second. A page that missed one is told the next; revisions are not queued.
 */
final class Live {
  private static final long LOOK_MILLIS = 400;
  private static final long SIGN_OF_LIFE_MILLIS = 15_000;

  private final ShortlistView view;
  private final Set<SseClient> pages = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Live::thread);
  private volatile @Nullable String trouble;
  private long told;

  Live(ShortlistView view) {
    this.view = view;
    this.told = view.revision();
  }

  void start() {
    every(LOOK_MILLIS, this::look);
    every(SIGN_OF_LIFE_MILLIS, () -> pages.forEach(page -> page.sendComment("here")));
  }

  void stop() {
    clock.shutdownNow();
    pages.forEach(SseClient::close);
  }

  @Nullable String trouble() {
    return trouble;
  }

  /** Keeps a page's line open and tells it where the shortlist is. */
  void join(SseClient page) {
    page.keepAlive();
    page.onClose(() -> pages.remove(page));
    pages.add(page);
    tell(page, view.revision());
  }

  private void look() {
    long now = view.revision();
    if (now != told) {
      told = now;
      pages.forEach(page -> tell(page, now));
    }
  }

  private static void tell(SseClient page, long revision) {
    page.sendEvent("shortlist", Long.toString(revision));
  }

  /** What fails once is tried again; in between it is this part's trouble. */
  private void every(long millis, Runnable task) {
    ScheduledFuture<?> unused =
        clock.scheduleWithFixedDelay(
            () -> {
              try {
                task.run();
                trouble = null;
              } catch (RuntimeException e) {
                trouble = "the review page cannot be kept live: " + e.getMessage();
              }
            },
            millis,
            millis,
            TimeUnit.MILLISECONDS);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "review-live");
    thread.setDaemon(true);
    return thread;
  }
}
