package winnow.publish.review;

import io.javalin.http.sse.SseClient;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import winnow.publish.shortlist.ShortlistView;

/**
 * Tells open pages the shortlist's revision: when they come, and when it has changed, within half a
 * second. A page that missed one is told the next; revisions are not queued. While no page is open
 * nothing is looked at.
 */
final class Live {
  private static final long LOOK_MILLIS = 400;
  private static final long SIGN_OF_LIFE_MILLIS = 15_000;

  private final ShortlistView view;
  private final Set<SseClient> pages = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(1, Live::thread);
  private volatile @Nullable String trouble;

  Live(ShortlistView view) {
    this.view = view;
    clock.setRemoveOnCancelPolicy(true);
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
    pages.add(page);
    ScheduledFuture<?> looks = every(LOOK_MILLIS, new Look(page));
    ScheduledFuture<?> signs = every(SIGN_OF_LIFE_MILLIS, () -> page.sendComment("here"));
    page.onClose(
        () -> {
          looks.cancel(false);
          signs.cancel(false);
          pages.remove(page);
        });
  }

  /** What one page was told, and the next look for it. */
  private final class Look implements Runnable {
    private final SseClient page;
    private long told;

    Look(SseClient page) {
      this.page = page;
      this.told = view.revision();
      tell(page, told);
    }

    @Override
    public void run() {
      long now = view.revision();
      if (now != told) {
        told = now;
        tell(page, now);
      }
    }
  }

  private static void tell(SseClient page, long revision) {
    page.sendEvent("shortlist", Long.toString(revision));
  }

  /** What fails once is tried again; in between it is this part's trouble. */
  private ScheduledFuture<?> every(long millis, Runnable task) {
    return clock.scheduleWithFixedDelay(
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
