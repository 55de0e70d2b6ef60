package winnow.http;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
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
   * @param time from the first byte sent to the last received, redirects and all, without what was
   *     waited for the sake of a pace
   */
  public record Limits(long bytes, Duration time) {
    public static final Limits DEFAULT = new Limits(16L << 20, Duration.ofSeconds(60));
  }

  private static final Duration UNWELL = Duration.ofMinutes(5);
  private static final Duration BLOCKED = Duration.ofMinutes(15);

  /** Shorter than servers keep theirs, so that none is used that its server has just closed. */
  private static final Duration IDLE_CONNECTION = Duration.ofSeconds(2);

  private static final String ACCEPT =
      "application/rss+xml, application/atom+xml, application/rdf+xml, application/xml;q=0.9, "
          + "application/json;q=0.9, text/xml;q=0.8, text/html;q=0.5, */*;q=0.1";

  private static final Set<String> PACKED = Set.of("br", "compress", "deflate", "zstd");

  private final OkHttpClient anywhere;
  private final OkHttpClient outside;
  private final PublicSockets publicSockets;
  private final String userAgent;
  private final Limits limits;
  private final Clock clock;

  /**
   * @param userAgent says who asks; some hosts turn nameless clients away
   * @param clock reads dates in {@code Retry-After}
   */
  public WebFetcher(String userAgent, Limits limits, Clock clock) {
    this(userAgent, limits, clock, new PublicSockets(), Dns.SYSTEM);
  }

  WebFetcher(String userAgent, Limits limits, Clock clock, PublicSockets publicSockets, Dns names) {
    this.userAgent = userAgent;
    this.limits = limits;
    this.clock = clock;
    this.publicSockets = publicSockets;
    this.anywhere =
        new OkHttpClient.Builder()
            .connectTimeout(Duration.ofSeconds(10))
            .readTimeout(Duration.ofSeconds(20))
            .followRedirects(false)
            .retryOnConnectionFailure(false) // one request is one request: somebody counts them
            .connectionPool(pool())
            .proxy(Proxy.NO_PROXY)
            .dns(names)
            .socketFactory(publicSockets.unguarded())
            .addNetworkInterceptor(WebFetcher::once)
            .build();
    // A pool of its own: a connection in the other's may lead to where this one may not go.
    this.outside =
        anywhere.newBuilder().connectionPool(pool()).socketFactory(publicSockets).build();
  }

  private static ConnectionPool pool() {
    return new ConnectionPool(5, IDLE_CONNECTION.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Keeps what is needed of an answer from the client, which may ask again because of it. */
  private static Response once(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    InetSocketAddress peer = requireNonNull(chain.connection()).route().socketAddress();
    Aside aside = new Aside(peer, response.header("Retry-After"));
    return response
        .newBuilder()
        .request(response.request().newBuilder().tag(Aside.class, aside).build())
        .removeHeader("Retry-After")
        .build();
  }

  /**
   * What is known of an answer beside what it says.
   *
   * @param peer who was really asked
   */
  private record Aside(InetSocketAddress peer, @Nullable String retryAfter) {
    static Aside of(Response response) {
      Response network = requireNonNull(response.networkResponse(), "there is no cache");
      return requireNonNull(network.request().tag(Aside.class));
    }
  }

  @Override
  public Fetched fetch(URI address, Validators validators, Trust trust, Pacing pacing)
      throws InterruptedException {
    return ask(Call.get(address, validators, Map.of()), trust, pacing).fetched();
  }

  @Override
  public Called call(Call call, Pacing pacing) throws InterruptedException {
    return ask(call, Trust.CONFIGURED, pacing);
  }

  @Override
  public void close() {
    anywhere.dispatcher().executorService().shutdown();
    anywhere.connectionPool().evictAll();
    outside.connectionPool().evictAll();
  }

  private Called ask(Call call, Trust trust, Pacing pacing) throws InterruptedException {
    HttpUrl address = HttpUrl.parse(call.address().toString());
    if (address == null) { // and it may hold a secret, so it is not repeated
      return failed("not an http or https address");
    }
    long deadline = System.nanoTime() + limits.time().toNanos();
    try {
      return follow(new Trail(address), call, trust == Trust.CONFIGURED, pacing, deadline);
    } catch (InterruptedIOException e) {
      return failed("no whole answer within " + seconds(limits.time()));
    } catch (IOException e) {
      return failed(reason(e));
    } catch (IllegalArgumentException e) { // likewise
      return failed("a request that cannot be made");
    }
  }

  /**
   * Asks where the trail leads, until somebody answers.
   *
   * @param trusted whether the next address may be private; one that the public internet names
   *     never is
   */
  private Called follow(Trail trail, Call call, boolean trusted, Pacing pacing, long deadline)
      throws IOException, InterruptedException {
    long before = System.nanoTime();
    Optional<String> refusal = pacing.await(Trail.uri(trail.last()));
    if (refusal.isPresent()) {
      return new Called(new Fetched.Refused(trail.status(), refusal.get()), Map.of());
    }
    long waited = System.nanoTime() - before;
    okhttp3.Call asked = (trusted ? anywhere : outside).newCall(request(trail, call));
    asked.timeout().deadlineNanoTime(deadline + waited);
    boolean staysTrusted;
    try (Response response = asked.execute()) {
      if (call.form() != null || !trail.follows(response.code(), response.header("Location"))) {
        return new Called(read(response, trail), headers(response));
      }
      staysTrusted = trusted && !publicSockets.isPublic(Aside.of(response).peer());
    }
    return follow(trail, call, staysTrusted, pacing, deadline + waited);
  }

  private Request request(Trail trail, Call call) {
    Request.Builder request =
        new Request.Builder()
            .url(trail.last())
            .header("User-Agent", userAgent)
            .header("Accept", ACCEPT);
    sendBack(request, "If-None-Match", call.validators().etag());
    sendBack(request, "If-Modified-Since", call.validators().lastModified());
    if (trail.isAtHome()) {
      call.headers().forEach(request::header);
    }
    if (call.form() != null) {
      FormBody.Builder form = new FormBody.Builder();
      call.form().forEach(form::add);
      request.post(form.build());
    }
    return request.build();
  }

  /** What no header may hold is left out: the answer will be whole. */
  private static void sendBack(Request.Builder request, String name, @Nullable String validator) {
    if (validator != null && validator.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      request.header(name, validator);
    }
  }

  private static Map<String, String> headers(Response response) {
    Map<String, String> headers = new HashMap<>();
    response
        .headers()
        .forEach(one -> headers.put(one.getFirst().toLowerCase(Locale.ROOT), one.getSecond()));
    return headers;
  }

  private Fetched read(Response response, Trail trail) throws IOException {
    int status = response.code();
    String type = response.header("Content-Type");
    if (status == 304) {
      return new Fetched.Unchanged(trail.moved());
    }
    if (status == 429 || status == 408 || status == 425 || status >= 500) {
      return later(response, UNWELL, "HTTP " + status, status == 429);
    }
    if (status == 403 && isPage(type)) {
      return later(response, BLOCKED, "HTTP 403 with a block page", true);
    }
    if (status != 200) {
      return refused(status, trail);
    }
    String packed = response.header("Content-Encoding", "").strip().toLowerCase(Locale.ROOT);
    if (PACKED.contains(packed)) {
      return new Fetched.Failed("body is packed with " + packed + ", which nobody asked for");
    }
    BufferedSource body = response.body().source();
    if (isTooLong(body, response)) {
      return new Fetched.Failed("body is longer than " + limits.bytes() + " bytes");
    }
    return new Fetched.Fresh(
        new Document(body.readByteArray(), type, Trail.uri(trail.last())),
        new Validators(response.header("ETag"), response.header("Last-Modified")),
        trail.moved());
  }

  private boolean isTooLong(BufferedSource body, Response response) throws IOException {
    try {
      return body.request(limits.bytes() + 1);
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      Response network = requireNonNull(response.networkResponse(), "there is no cache");
      if ("gzip".equalsIgnoreCase(network.header("Content-Encoding"))) {
        throw new IOException(
            "body is not the gzip that it says it is, or not all of it: " + e.getMessage(), e);
      }
      throw e;
    }
  }

  private Fetched later(Response response, Duration usual, String reason, boolean blocked) {
    String asked = Aside.of(response).retryAfter();
    return new Fetched.Later(RetryAfter.of(asked, usual, clock.instant()), reason, blocked);
  }

  private static Fetched refused(int status, Trail trail) {
    String nowhere = Trail.isRedirect(status) ? " to no http or https address" : "";
    return new Fetched.Refused(
        status, "HTTP " + status + nowhere, status == 410 && trail.isForGood());
  }

  /** A page for people where a program asked: how guards turn robots away. */
  private static boolean isPage(@Nullable String contentType) {
    return contentType != null
        && contentType.strip().toLowerCase(Locale.ROOT).startsWith("text/html");
  }

  private static Called failed(String reason) {
    return new Called(new Fetched.Failed(reason), Map.of());
  }

  private static String reason(IOException e) {
    String said = e.getMessage() == null ? "" : e.getMessage();
    return e.getClass() == IOException.class && !said.isEmpty()
        ? said
        : e.getClass().getSimpleName() + (said.isEmpty() ? "" : ": " + said);
  }

  private static String seconds(Duration time) {
    return time.toSeconds() > 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
