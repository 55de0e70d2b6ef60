package winnow.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import okhttp3.ConnectionPool;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Fetches over the network. The only place that makes an HTTP client. */
public final class WebFetcher implements Fetcher, Caller, AutoCloseable {
  /**
   * What an answer may cost.
   *
   * @param bytes of a body, after inflating
   * @param time from the first byte sent to the last received
   */
  public record Limits(long bytes, Duration time) {
    public static final Limits DEFAULT = new Limits(16L << 20, Duration.ofSeconds(60));
  }

  private static final Duration UNWELL = Duration.ofMinutes(5);
  private static final Duration BLOCKED = Duration.ofMinutes(15);
  private static final Duration LONGEST_WAIT = Duration.ofDays(7);
  private static final String ACCEPT =
      "application/rss+xml, application/atom+xml, application/rdf+xml, application/xml;q=0.9, "
          + "application/json;q=0.9, text/xml;q=0.8, text/html;q=0.5, */*;q=0.1";

  private final OkHttpClient configured;
  private final OkHttpClient found;
  private final String userAgent;
  private final Limits limits;
  private final Clock clock;

  /**
   * @param userAgent says who asks; some hosts turn nameless clients away
   * @param clock reads dates in {@code Retry-After}
   */
  public WebFetcher(String userAgent, Limits limits, Clock clock) {
    this(userAgent, limits, clock, new PublicSockets());
  }

  WebFetcher(String userAgent, Limits limits, Clock clock, PublicSockets publicSockets) {
    this.userAgent = userAgent;
    this.limits = limits;
    this.clock = clock;
    this.configured =
        new OkHttpClient.Builder()
            .connectTimeout(Duration.ofSeconds(10))
            .readTimeout(Duration.ofSeconds(20))
            .callTimeout(limits.time())
            .proxy(Proxy.NO_PROXY)
            .build();
    // A pool of its own: a connection in the other's may lead to where this one may not go.
    this.found =
        configured
            .newBuilder()
            .connectionPool(new ConnectionPool())
            .socketFactory(publicSockets)
            .build();
  }

  @Override
  public Fetched fetch(URI address, Validators validators, Trust trust) {
    try (Response response =
        (trust == Trust.CONFIGURED ? configured : found)
            .newCall(request(address, validators))
            .execute()) {
      return read(response);
    } catch (InterruptedIOException e) {
      return new Fetched.Failed("no whole answer within " + seconds(limits.time()));
    } catch (IOException | IllegalArgumentException e) {
      return new Fetched.Failed(reason(e));
    }
  }

  @Override
  public Called call(Call call) {
    try {
      Request.Builder request = request(call.address(), call.validators()).newBuilder();
      call.headers().forEach(request::header);
      if (call.form() != null) {
        FormBody.Builder form = new FormBody.Builder();
        call.form().forEach(form::add);
        request.post(form.build());
      }
      try (Response response = configured.newCall(request.build()).execute()) {
        Map<String, String> headers = new HashMap<>();
        response
            .headers()
            .forEach(one -> headers.put(one.getFirst().toLowerCase(Locale.ROOT), one.getSecond()));
        return new Called(read(response), headers);
      }
    } catch (InterruptedIOException e) {
      return new Called(
          new Fetched.Failed("no whole answer within " + seconds(limits.time())), Map.of());
    } catch (IOException e) {
      return new Called(new Fetched.Failed(reason(e)), Map.of());
    } catch (IllegalArgumentException e) { // its message may hold the address, which may be secret
      return new Called(new Fetched.Failed("a request that cannot be made"), Map.of());
    }
  }

  @Override
  public void close() {
    configured.dispatcher().executorService().shutdown();
    configured.connectionPool().evictAll();
    found.connectionPool().evictAll();
  }

  private Request request(URI address, Validators validators) {
    Request.Builder request =
        new Request.Builder()
            .url(address.toString())
            .header("User-Agent", userAgent)
            .header("Accept", ACCEPT);
    sendBack(request, "If-None-Match", validators.etag());
    sendBack(request, "If-Modified-Since", validators.lastModified());
    return request.build();
  }

  /** What no header may hold is left out: the answer will be whole. */
  private static void sendBack(Request.Builder request, String name, @Nullable String validator) {
    if (validator != null && validator.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      request.header(name, validator);
    }
  }

  private Fetched read(Response response) throws IOException {
    int status = response.code();
    if (status == 304) {
      return new Fetched.Unchanged();
    }
    if (status == 429 || status == 408 || status == 425 || status >= 500) {
      Duration delay = wait(response.header("Retry-After"), UNWELL);
      return new Fetched.Later(delay, "HTTP " + status, status == 429);
    }
    if (status == 403 && isPage(response.header("Content-Type"))) {
      Duration delay = wait(response.header("Retry-After"), BLOCKED);
      return new Fetched.Later(delay, "HTTP 403 with a block page", true);
    }
    if (status != 200) {
      return new Fetched.Refused(status, "HTTP " + status);
    }
    BufferedSource body = response.body().source();
    if (body.request(limits.bytes() + 1)) {
      return new Fetched.Failed("body is longer than " + limits.bytes() + " bytes");
    }
    return new Fetched.Fresh(
        new Document(
            body.readByteArray(), response.header("Content-Type"), response.request().url().uri()),
        new Validators(response.header("ETag"), response.header("Last-Modified")));
  }

  /** {@code Retry-After} in seconds or as a date; else what is usual. */
  private Duration wait(@Nullable String retryAfter, Duration otherwise) {
    if (retryAfter == null) {
      return otherwise;
    }
    try {
      Duration asked =
          retryAfter.strip().matches("\\d{1,10}")
              ? Duration.ofSeconds(Long.parseLong(retryAfter.strip()))
              : Duration.between(
                  clock.instant(),
                  ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME));
      if (asked.isNegative() || asked.isZero()) {
        return otherwise;
      }
      return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
    } catch (DateTimeException notADate) {
      return otherwise;
    }
  }

  /** A page for people where a program asked: how guards turn robots away. */
  private static boolean isPage(@Nullable String contentType) {
    return contentType != null
        && contentType.strip().toLowerCase(Locale.ROOT).startsWith("text/html");
  }

  private static String reason(Exception e) {
    String said = e.getMessage() == null ? "" : ": " + e.getMessage();
    return e.getClass().getSimpleName() + said;
  }

  private static String seconds(Duration time) {
    return time.toSeconds() > 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
