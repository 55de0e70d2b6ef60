package winnow.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Dns;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.http.Fetcher.Trust;
import winnow.http.WebFetcher.Limits;

class WebFetcherTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
  private static final Limits SMALL = new Limits(64 << 10, Duration.ofSeconds(30));
  private static final Limits SHORT = new Limits(64 << 10, Duration.ofMillis(300));

  private final MockWebServer server = new MockWebServer();
  private final WebFetcher fetcher = new WebFetcher("winnow/test", SMALL, NOON);

  @BeforeEach
  void start() throws IOException {
    server.start(InetAddress.getLoopbackAddress(), 0);
  }

  @AfterEach
  void stop() {
    fetcher.close();
    server.close();
  }

  @Test
  void fetch_connectionDropped_isOneRequestAndNoMore() throws Exception {
    server.enqueue(new MockResponse.Builder().body("well").build());
    server.enqueue(
        new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
    server.enqueue(new MockResponse.Builder().body("asked again behind our back").build());
    URI address = server.url("/").uri();

    fetcher.fetch(address, Validators.NONE, Trust.CONFIGURED, Pacing.NONE);
    Fetched dropped = fetcher.fetch(address, Validators.NONE, Trust.CONFIGURED, Pacing.NONE);

    assertThat(dropped).isInstanceOf(Fetched.Failed.class);
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void fetch_blockPage_isNoRefusal() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .code(403)
            .addHeader("Content-Type", "text/html; charset=utf-8")
            .body("<html><body>too many requests</body></html>")
            .build());

    assertThat(fetcher.fetch(server.url("/").uri(), Validators.NONE, Trust.CONFIGURED, Pacing.NONE))
        .isEqualTo(new Fetched.Later(Duration.ofMinutes(15), "HTTP 403 with a block page", true));
  }

  @Test
  void fetch_document_bringsBytesTypeAddressAndValidators() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .body("<rss/>")
            .addHeader("Content-Type", "application/rss+xml; charset=\"ISO-8859-1\"")
            .addHeader("ETag", "W/\"abc\"")
            .addHeader("Last-Modified", "Fri, 20 Nov 2026 05:00:00 GMT")
            .build());

    Fetched.Fresh fresh =
        fresh(fetcher.fetch(at("/rss"), Validators.NONE, Trust.CONFIGURED, Pacing.NONE));

    assertThat(fresh.document().bytes()).asString().isEqualTo("<rss/>");
    assertThat(fresh.document().address()).isEqualTo(at("/rss"));
    assertThat(fresh.document().charset()).contains(StandardCharsets.ISO_8859_1);
    assertThat(fresh.validators())
        .isEqualTo(new Validators("W/\"abc\"", "Fri, 20 Nov 2026 05:00:00 GMT"));
    RecordedRequest request = server.takeRequest();
    assertThat(request.getMethod()).isEqualTo("GET");
    assertThat(request.getHeaders().get("User-Agent")).isEqualTo("winnow/test");
    assertThat(request.getHeaders().get("If-None-Match")).isNull();
    assertThat(request.getHeaders().get("If-Modified-Since")).isNull();
  }

  @Test
  void fetch_withValidators_sendsThemAsTheyCameAndHearsUnchanged() throws Exception {
    server.enqueue(status(304).build());

    Fetched fetched =
        fetcher.fetch(
            at("/rss"),
            new Validators("W/\"abc\"", "yesterday, more or less"),
            Trust.CONFIGURED,
            Pacing.NONE);

    assertThat(fetched).isEqualTo(new Fetched.Unchanged());
    RecordedRequest request = server.takeRequest();
    assertThat(request.getHeaders().get("If-None-Match")).isEqualTo("W/\"abc\"");
    assertThat(request.getHeaders().get("If-Modified-Since")).isEqualTo("yesterday, more or less");
  }

  @Test
  void fetch_validatorThatNoHeaderMayHold_asksWithoutItAndDoesNotFail() throws Exception {
    server.enqueue(new MockResponse.Builder().body("a").addHeaderLenient("ETag", "\"é\"").build());
    server.enqueue(new MockResponse.Builder().body("a").build());
    Validators odd =
        fresh(fetcher.fetch(at("/rss"), Validators.NONE, Trust.CONFIGURED, Pacing.NONE))
            .validators();

    Fetched again = fetcher.fetch(at("/rss"), odd, Trust.CONFIGURED, Pacing.NONE);

    assertThat(odd.etag()).isEqualTo("\"é\"");
    assertThat(again).isInstanceOf(Fetched.Fresh.class);
  }

  @Test
  void fetch_gzip_isInflated() throws Exception {
    server.enqueue(gzip(1000).build());

    Fetched.Fresh fresh =
        fresh(fetcher.fetch(at("/"), Validators.NONE, Trust.CONFIGURED, Pacing.NONE));

    assertThat(fresh.document().bytes()).hasSize(1000);
  }

  @Test
  void fetch_bodyOfExactlyTheLimit_isTakenAndOneByteMoreIsNot() throws Exception {
    server.enqueue(gzip(64 << 10).build());
    server.enqueue(gzip((64 << 10) + 1).build());

    assertThat(fetcher.fetch(at("/"), Validators.NONE, Trust.CONFIGURED, Pacing.NONE))
        .isInstanceOf(Fetched.Fresh.class);
    assertThat(fetcher.fetch(at("/"), Validators.NONE, Trust.CONFIGURED, Pacing.NONE))
        .isEqualTo(new Fetched.Failed("body is longer than 65536 bytes"));
  }

  @Test
  void fetch_gzipBomb_isCutAtTheLimit() throws Exception {
    server.enqueue(gzip(300 << 20).build());

    assertThat(fetcher.fetch(at("/"), Validators.NONE, Trust.CONFIGURED, Pacing.NONE))
        .isEqualTo(new Fetched.Failed("body is longer than 65536 bytes"));
  }

  @Test
  void fetch_endlessBody_isCutAtTheLimit() throws Exception {
    server.enqueue(new MockResponse.Builder().body(new Endless()).build());

    assertThat(fetcher.fetch(at("/"), Validators.NONE, Trust.CONFIGURED, Pacing.NONE))
        .isEqualTo(new Fetched.Failed("body is longer than 65536 bytes"));
  }

  @Test
  void fetch_bodyThatNeverComesToItsEnd_failsWhenTheTimeIsUp() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .body("a".repeat(1000))
            .throttleBody(1, 100, TimeUnit.MILLISECONDS)
            .build());

    try (WebFetcher hasty = new WebFetcher("winnow/test", SHORT, NOON)) {
      assertThat(hasty.fetch(at("/"), Validators.NONE, Trust.CONFIGURED, Pacing.NONE))
          .isEqualTo(new Fetched.Failed("no whole answer within 300 ms"));
    }
  }

  @Test
  void fetch_serverThatSaysNothing_failsWhenTheTimeIsUp() throws Exception {
    server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());

    try (WebFetcher hasty = new WebFetcher("winnow/test", SHORT, NOON)) {
      assertThat(hasty.fetch(at("/"), Validators.NONE, Trust.CONFIGURED, Pacing.NONE))
          .isEqualTo(new Fetched.Failed("no whole answer within 300 ms"));
    }
  }

  @Test
  void fetch_bodyCutOff_fails() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .body("a".repeat(1000))
            .onResponseBody(new SocketEffect.CloseSocket())
            .build());

    assertThat(fetcher.fetch(at("/"), Validators.NONE, Trust.CONFIGURED, Pacing.NONE))
        .isInstanceOf(Fetched.Failed.class);
  }

  @Test
  void fetch_gzipCutOff_fails() throws Exception {
    Buffer whole = zipped(50_000);
    Buffer half = new Buffer();
    half.write(whole, whole.size() / 2);
    server.enqueue(
        new MockResponse.Builder().body(half).addHeader("Content-Encoding", "gzip").build());

    assertThat(fetcher.fetch(at("/"), Validators.NONE, Trust.CONFIGURED, Pacing.NONE))
        .isInstanceOf(Fetched.Failed.class);
  }

  @Test
  void fetch_nobodyListens_fails() throws Exception {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }

    Fetched fetched =
        fetcher.fetch(
            URI.create("http://127.0.0.1:" + port), Validators.NONE, Trust.CONFIGURED, Pacing.NONE);

    assertThat(fetched)
        .isInstanceOfSatisfying(
            Fetched.Failed.class,
            failed -> assertThat(failed.reason()).contains("ConnectException"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://a.example/", "file:///etc/passwd", "a", "http://", "jar:file:x!/"})
  void fetch_whatIsNotHttp_fails(String address) throws Exception {
    assertThat(
            fetcher.fetch(
                URI.create(address.equals("http://") ? "http:///" : address),
                Validators.NONE,
                Trust.CONFIGURED,
                Pacing.NONE))
        .isInstanceOf(Fetched.Failed.class);
  }

  @ParameterizedTest
  @CsvSource({"400", "401", "403", "404", "406", "418", "204", "206"})
  void fetch_statusThatTurnsUsAway_isRefusedWithIt(int status) throws Exception {
    server.enqueue(status(status).build());

    assertThat(fetcher.fetch(at("/"), Validators.NONE, Trust.CONFIGURED, Pacing.NONE))
        .isEqualTo(new Fetched.Refused(status, "HTTP " + status));
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void fetch_gone_isRefusedForGoodUnlessARedirectMayBeTakenBack() throws Exception {
    server.enqueue(status(410).build());
    server.enqueue(status(301).addHeader("Location", "/b").build());
    server.enqueue(status(410).build());
    server.enqueue(status(302).addHeader("Location", "/b").build());
    server.enqueue(status(410).build());

    assertThat(fetcher.fetch(at("/"), Validators.NONE, Trust.CONFIGURED, Pacing.NONE))
        .isEqualTo(new Fetched.Refused(410, "HTTP 410", true));
    assertThat(fetcher.fetch(at("/"), Validators.NONE, Trust.CONFIGURED, Pacing.NONE))
        .isEqualTo(new Fetched.Refused(410, "HTTP 410", true));
    assertThat(fetcher.fetch(at("/"), Validators.NONE, Trust.CONFIGURED, Pacing.NONE))
        .isEqualTo(new Fetched.Refused(410, "HTTP 410", false));
  }

  /** The client below would ask at once again after some of these. */
  @ParameterizedTest
  @CsvSource({"408,", "408,0", "503,0", "503,00", "503,99999999999", "421,"})
  void fetch_whateverTheAnswer_isOneRequest(int status, String retryAfter) throws Exception {
    for (int i = 0; i < 3; i++) {
      MockResponse.Builder answer = status(status);
      server.enqueue(
          (retryAfter == null ? answer : answer.addHeader("Retry-After", retryAfter)).build());
    }

    Fetched fetched = fetcher.fetch(at("/"), Validators.NONE, Trust.CONFIGURED, Pacing.NONE);

    assertThat(fetched)
        .isEqualTo(
            status == 421
                ? new Fetched.Refused(421, "HTTP 421")
                : new Fetched.Later(Duration.ofMinutes(5), "HTTP " + status, false));
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"425", "429", "500", "502", "503", "504", "522"})
  void fetch_statusThatPasses_isLaterByFiveMinutes(int status) throws Exception {
    server.enqueue(status(status).build());

    assertThat(fetcher.fetch(at("/"), Validators.NONE, Trust.CONFIGURED, Pacing.NONE))
        .isEqualTo(new Fetched.Later(Duration.ofMinutes(5), "HTTP " + status, status == 429));
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "70                              | PT1M10S",
        "' 70 '                          | PT1M10S",
        "1                               | PT1S",
        "-5                              | PT5M",
        "604800                          | PT168H",
        "604801                          | PT168H",
        "9999999999                      | PT168H",
        "99999999999999999999            | PT5M",
        "1.5                             | PT5M",
        "soon                            | PT5M",
        "''                              | PT5M",
        "Fri, 20 Nov 2026 13:10:00 GMT   | PT1H10M",
        "Fri, 20 Nov 2026 12:00:00 GMT   | PT5M",
        "Fri, 20 Nov 2026 11:00:00 GMT   | PT5M",
        "Thu, 20 Nov 2036 12:00:00 GMT   | PT168H",
        "Mon, 20 Nov 2026 13:10:00 GMT   | PT5M",
        "2026-11-20T13:10:00Z            | PT5M",
      })
  void fetch_retryAfter_isObeyedWithinReason(String retryAfter, Duration expected)
      throws Exception {
    server.enqueue(status(429).addHeader("Retry-After", retryAfter).build());

    assertThat(fetcher.fetch(at("/"), Validators.NONE, Trust.CONFIGURED, Pacing.NONE))
        .isEqualTo(new Fetched.Later(expected, "HTTP 429", true));
  }

  @Test
  void fetch_redirect_isFollowedAndTheLastAddressTold() throws Exception {
    server.enqueue(status(301).addHeader("Location", "/b").build());
    server.enqueue(status(302).addHeader("Location", at("/c?d=e").toString()).build());
    server.enqueue(new MockResponse.Builder().body("x").build());

    Fetched.Fresh fresh =
        fresh(fetcher.fetch(at("/a"), Validators.NONE, Trust.CONFIGURED, Pacing.NONE));

    assertThat(fresh.document().address()).isEqualTo(at("/c?d=e"));
    assertThat(fresh.moved()).isEqualTo(at("/b"));
    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "301 301, /1/",
    "308 301, /1/",
    "308 307, /0/",
    "301 302 301, /0/",
    "302 301, ",
    "303, ",
    "307 308, "
  })
  void fetch_redirects_moveTheAddressAsFarAsTheyAreMeantForGood(String codes, String moved)
      throws Exception {
    String[] all = codes.split(" ");
    for (int i = 0; i < all.length; i++) {
      String to = "/" + i + "/#part";
      server.enqueue(status(Integer.parseInt(all[i])).addHeader("Location", to).build());
    }
    server.enqueue(status(304).build());

    Fetched fetched =
        fetcher.fetch(at("/"), new Validators("\"a\"", null), Trust.CONFIGURED, Pacing.NONE);

    assertThat(fetched).isEqualTo(new Fetched.Unchanged(moved == null ? null : at(moved)));
  }

  @Test
  void fetch_redirects_awaitThePaceBeforeEveryRequest() throws Exception {
    server.enqueue(status(302).addHeader("Location", "/b").build());
    server.enqueue(status(301).addHeader("Location", "/c").build());
    server.enqueue(new MockResponse.Builder().body("x").build());
    List<String> awaited = new ArrayList<>();

    fetcher.fetch(
        at("/a"),
        Validators.NONE,
        Trust.CONFIGURED,
        address -> {
          awaited.add(server.getRequestCount() + " " + address.getPath());
          return Optional.empty();
        });

    assertThat(awaited).containsExactly("0 /a", "1 /b", "2 /c");
  }

  @Test
  void fetch_redirectThatThePaceRefuses_saysWhyAndGoesNoFurther() throws Exception {
    server.enqueue(status(302).addHeader("Location", "/b").build());

    Fetched fetched =
        fetcher.fetch(
            at("/a"),
            Validators.NONE,
            Trust.CONFIGURED,
            address ->
                address.getPath().equals("/b") ? Optional.of("not there") : Optional.empty());

    assertThat(fetched).isEqualTo(new Fetched.Refused(302, "not there"));
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void fetch_whatIsWaitedForThePace_isNotTakenFromTheTimeForAnAnswer() throws Exception {
    server.enqueue(status(302).addHeader("Location", "/b").build());
    server.enqueue(new MockResponse.Builder().body("x").build());

    try (WebFetcher hasty = new WebFetcher("winnow/test", SHORT, NOON)) {
      Fetched fetched =
          hasty.fetch(
              at("/a"),
              Validators.NONE,
              Trust.CONFIGURED,
              address -> {
                Thread.sleep(SHORT.time().toMillis());
                return Optional.empty();
              });

      assertThat(fetched).isInstanceOf(Fetched.Fresh.class);
    }
  }

  @Test
  void fetch_redirectInACircle_failsAtItsFirstRound() throws Exception {
    server.enqueue(status(302).addHeader("Location", "/b").build());
    server.enqueue(status(301).addHeader("Location", "/a#x").build());

    assertThat(fetcher.fetch(at("/a"), Validators.NONE, Trust.CONFIGURED, Pacing.NONE))
        .isEqualTo(new Fetched.Failed("redirected in a circle"));
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void fetch_redirectOnAndOn_failsAfterTen() throws Exception {
    for (int i = 0; i < 30; i++) {
      server.enqueue(status(302).addHeader("Location", "/" + i).build());
    }

    assertThat(fetcher.fetch(at("/"), Validators.NONE, Trust.CONFIGURED, Pacing.NONE))
        .isEqualTo(new Fetched.Failed("redirected more than 10 times"));
    assertThat(server.getRequestCount()).isEqualTo(11);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file:///etc/passwd", "ftp://a.example/", "data:,x", "http://", "gopher:x"})
  void fetch_redirectOffTheWeb_isRefused(String location) throws Exception {
    server.enqueue(status(302).addHeader("Location", location).build());

    assertThat(fetcher.fetch(at("/"), Validators.NONE, Trust.CONFIGURED, Pacing.NONE))
        .isEqualTo(new Fetched.Refused(302, "HTTP 302 to no http or https address"));
  }

  @Test
  void fetch_redirectWithoutAnAddress_isRefused() throws Exception {
    server.enqueue(status(301).build());

    assertThat(fetcher.fetch(at("/"), Validators.NONE, Trust.CONFIGURED, Pacing.NONE))
        .isEqualTo(new Fetched.Refused(301, "HTTP 301 to no http or https address"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "127.1", "2130706433", "0.0.0.0"})
  void fetch_foundLinkToThisMachine_isNotEvenAsked(String host) throws Exception {
    server.enqueue(new MockResponse.Builder().body("secret").build());

    Fetched fetched =
        fetcher.fetch(
            URI.create("http://" + host + ":" + server.getPort() + "/"),
            Validators.NONE,
            Trust.FOUND,
            Pacing.NONE);

    assertThat(fetched).isInstanceOf(Fetched.Failed.class);
    assertThat(server.getRequestCount()).isZero();
  }

  /** A connection that was allowed for one must not serve the other. */
  @Test
  void fetch_foundLinkAfterAConfiguredOne_doesNotTakeItsConnection() throws Exception {
    server.enqueue(new MockResponse.Builder().body("feed").build());
    server.enqueue(new MockResponse.Builder().body("secret").build());

    Fetched configured = fetcher.fetch(at("/"), Validators.NONE, Trust.CONFIGURED, Pacing.NONE);
    Fetched found = fetcher.fetch(at("/"), Validators.NONE, Trust.FOUND, Pacing.NONE);

    assertThat(configured).isInstanceOf(Fetched.Fresh.class);
    assertThat(found)
        .isInstanceOfSatisfying(
            Fetched.Failed.class,
            failed -> assertThat(failed.reason()).contains("may not lead to a private address"));
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  /** One server stands for the public internet, the other for what lies behind it. */
  @ParameterizedTest
  @EnumSource(Trust.class)
  void fetch_redirectFromThePublicInternetToThisMachine_stopsThere(Trust trust) throws Exception {
    try (MockWebServer outside = new MockWebServer();
        WebFetcher guarded =
            new WebFetcher(
                "winnow/test",
                SMALL,
                NOON,
                new PublicSockets(to -> to.getPort() == outside.getPort(), null),
                Dns.SYSTEM)) {
      outside.start(InetAddress.getLoopbackAddress(), 0);
      outside.enqueue(status(301).addHeader("Location", at("/secret").toString()).build());
      server.enqueue(new MockResponse.Builder().body("secret").build());

      Fetched fetched = guarded.fetch(outside.url("/").uri(), Validators.NONE, trust, Pacing.NONE);

      assertThat(outside.getRequestCount()).isEqualTo(1);
      assertThat(server.getRequestCount()).isZero();
      assertThat(fetched)
          .isInstanceOfSatisfying(
              Fetched.Failed.class,
              failed -> assertThat(failed.reason()).contains("may not lead to a private address"));
    }
  }

  /** Who has feeds of his own on a private network may move them there. */
  @Test
  void fetch_redirectFromOnePrivateAddressToAnother_isFollowedForAConfiguredOne() throws Exception {
    try (MockWebServer other = new MockWebServer()) {
      other.start(InetAddress.getLoopbackAddress(), 0);
      server.enqueue(status(301).addHeader("Location", other.url("/b").toString()).build());
      other.enqueue(new MockResponse.Builder().body("x").build());

      Fetched.Fresh fresh =
          fresh(fetcher.fetch(at("/a"), Validators.NONE, Trust.CONFIGURED, Pacing.NONE));

      assertThat(fresh.moved()).isEqualTo(other.url("/b").uri());
    }
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getPort() + path);
  }

  private static MockResponse.Builder status(int status) {
    return new MockResponse.Builder().code(status);
  }

  private static MockResponse.Builder gzip(long size) throws IOException {
    return new MockResponse.Builder().body(zipped(size)).addHeader("Content-Encoding", "gzip");
  }

  private static Buffer zipped(long size) throws IOException {
    Buffer zipped = new Buffer();
    byte[] zeros = new byte[1 << 16];
    try (BufferedSink sink = Okio.buffer(new GzipSink(zipped))) {
      for (long left = size; left > 0; left -= zeros.length) {
        sink.write(zeros, 0, (int) Math.min(left, zeros.length));
      }
    }
    return zipped;
  }

  private static Fetched.Fresh fresh(Fetched fetched) {
    assertThat(fetched).isInstanceOf(Fetched.Fresh.class);
    return (Fetched.Fresh) fetched;
  }

  private static final class Endless implements MockResponseBody {
    @Override
    public long getContentLength() {
      return -1;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      byte[] some = new byte[8192];
      while (true) { // until the client hangs up, which is an exception
        sink.write(some);
        sink.flush();
      }
    }
  }
}
