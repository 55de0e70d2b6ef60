package winnow.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls over the real fetcher to a server on loopback. */
class CallTest {
  private final MockWebServer server = new MockWebServer();
  private final MockWebServer other = new MockWebServer();
  private final WebFetcher fetcher =
      new WebFetcher("winnow/test", WebFetcher.Limits.DEFAULT, Clock.systemUTC());

  @BeforeEach
  void start() throws Exception {
    server.start();
    other.start();
  }

  @AfterEach
  void stop() {
    fetcher.close();
    server.close();
    other.close();
  }

  @Test
  void call_aForm_isPostedWithItsHeadersAndTheAnswersHeadersCome() throws Exception {
    server.enqueue(
        new MockResponse.Builder().addHeader("X-RateLimit-Reset", "9").body("{}").build());

    Caller.Called called =
        fetcher.call(
            new Call(
                at("/login"),
                Validators.NONE,
                Map.of("Authorization", "Basic abc"),
                Map.of("grant_type", "a b")),
            Pacing.NONE);

    var request = server.takeRequest();
    assertThat(request.getMethod()).isEqualTo("POST");
    assertThat(request.getBody().utf8()).isEqualTo("grant_type=a+b");
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Basic abc");
    assertThat(request.getHeaders().get("User-Agent")).isEqualTo("winnow/test");
    assertThat(called.headers()).containsEntry("x-ratelimit-reset", "9");
    assertThat(called.fetched()).isInstanceOf(Fetched.Fresh.class);
  }

  @Test
  void call_redirectedToAnotherHost_takesNoCredentialsThere() throws Exception {
    URI elsewhere = URI.create(other.url("/x").toString().replace("127.0.0.1", "localhost"));
    server.enqueue(
        new MockResponse.Builder().code(302).addHeader("Location", elsewhere.toString()).build());
    other.enqueue(new MockResponse.Builder().body("x").build());

    fetcher.call(
        Call.get(at("/"), Validators.NONE, Map.of("Authorization", "Bearer abc")), Pacing.NONE);

    assertThat(other.takeRequest().getHeaders().get("Authorization")).isNull();
  }

  @Test
  void call_aFormThatIsRedirected_goesNoFurther() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .code(307)
            .addHeader("Location", other.url("/").toString())
            .build());

    Caller.Called called =
        fetcher.call(
            new Call(at("/login"), Validators.NONE, Map.of(), Map.of("a", "b")), Pacing.NONE);

    assertThat(called.fetched()).isInstanceOf(Fetched.Refused.class);
    assertThat(other.getRequestCount()).isZero();
  }

  @Test
  void call_serverAsksForTime_isAValue() throws Exception {
    server.enqueue(new MockResponse.Builder().code(429).addHeader("Retry-After", "60").build());

    assertThat(fetcher.call(Call.get(at("/"), Validators.NONE, Map.of()), Pacing.NONE).fetched())
        .isEqualTo(new Fetched.Later(Duration.ofSeconds(60), "HTTP 429", true));
  }

  @Test
  void call_whatCannotBeSent_saysNothingSecret() throws Exception {
    Caller.Called called =
        fetcher.call(
            Call.get(at("/"), Validators.NONE, Map.of("Authorization", "a\nsecret")), Pacing.NONE);

    assertThat(called.fetched()).isEqualTo(new Fetched.Failed("a request that cannot be made"));
    assertThat(Call.get(at("/?feed=secret"), Validators.NONE, Map.of()).toString())
        .doesNotContain("secret");
  }

  private URI at(String path) {
    return URI.create(server.url(path).toString());
  }
}
