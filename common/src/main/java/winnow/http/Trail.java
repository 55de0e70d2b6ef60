package winnow.http;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that a request is led along, from the first asked to the one that answers. Knows
 * which of them are meant for good. For one thread.
 */
final class Trail {
  /** More than any honest server needs. */
  static final int MOST = 10;

  private static final Set<Integer> FOR_NOW = Set.of(302, 303, 307);
  private static final Set<Integer> FOR_GOOD = Set.of(301, 308);

  private final Set<HttpUrl> addresses = new LinkedHashSet<>();
  private final HttpUrl first;
  private HttpUrl last;
  private HttpUrl lasting;
  private int status;

  Trail(HttpUrl first) {
    this.first = first;
    this.last = first;
    this.lasting = first;
    addresses.add(first);
  }

  /**
   * Follows an answer to where it leads. Says whether it leads anywhere on the web.
   *
   * @param location the header's value, as it came
   * @throws IOException if it leads in a circle, or on and on
   */
  boolean follows(int status, @Nullable String location) throws IOException {
    if (!isRedirect(status) || location == null) {
      return false;
    }
    HttpUrl next = last.resolve(location);
    if (next == null) {
      return false;
    }
    HttpUrl to = next.newBuilder().fragment(null).build();
    if (!addresses.add(to)) {
      throw new IOException("redirected in a circle");
    }
    if (addresses.size() > MOST + 1) {
      throw new IOException("redirected more than " + MOST + " times");
    }
    if (FOR_GOOD.contains(status) && lasting.equals(last)) {
      lasting = to;
    }
    last = to;
    this.status = status;
    return true;
  }

  static boolean isRedirect(int status) {
    return FOR_NOW.contains(status) || FOR_GOOD.contains(status);
  }

  /** Where the last request goes. */
  HttpUrl last() {
    return last;
  }

  /** Of the answer that led there; 0 before any did. */
  int status() {
    return status;
  }

  /** Whether what was given to the first address alone may be shown to the last. */
  boolean isAtHome() {
    return first.scheme().equals(last.scheme())
        && first.host().equals(last.host())
        && first.port() == last.port();
  }

  /** Whether every step on the way was meant for good. */
  boolean isForGood() {
    return lasting.equals(last);
  }

  /** Where the first address has moved for good; absent where it has not. */
  @Nullable URI moved() throws IOException {
    return lasting.equals(first) ? null : uri(lasting);
  }

  /** An address as Java has it. */
  static URI uri(HttpUrl url) throws IOException {
    try {
      return URI.create(url.toString());
    } catch (IllegalArgumentException e) {
      return repaired(url);
    }
  }

  private static URI repaired(HttpUrl url) throws IOException {
    try {
      return url.uri(); // leaves out what no URI may hold
    } catch (RuntimeException e) {
      throw new IOException("redirected to an address that cannot be written down", e);
    }
  }
}
