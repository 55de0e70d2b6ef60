package winnow.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import winnow.testing.Scenario.Fault;
import winnow.testing.Scenario.Place;
import winnow.testing.Scenario.Trouble;

/**
 * arXiv and Reddit on loopback, as a scenario has them, with a log of every request. It knows
 * nothing of the program that asks. An answer takes a while of the simulated time.
 */
public final class Replica implements AutoCloseable {
  /** What the doors of its Reddit open to. */
  public static final String ID = "the-id";

  public static final String SECRET = "the-secret";
  public static final String TOKEN = "the-token";
  public static final String USER = "the-user";

  /** Who posted everything there; the program must not repeat it. */
  public static final String POSTER = "zz_made_up_poster";

  static {
    // or each answer waits 40 ms, until the client has acknowledged its headers
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final Duration ANSWER_TAKES = Duration.ofMillis(300);

  private final SimulatedTime time;
  private final Truth truth;
  private final Scenario scenario;
  private final ArxivReplica arxiv;
  private final RedditReplica reddit;
  private final HttpServer server;
  private final List<Request> log = new ArrayList<>();

  /**
   * One request.
   *
   * @param at when it came
   * @param answered when its answer was on its way
   * @param path with its query, but for a token in it
   * @param status 0 where the connection was ended without an answer
   */
  public record Request(Instant at, Instant answered, Place place, String path, int status) {
    /** Whose patience it spent. */
    public String provider() {
      return place.provider();
    }
  }

  /** Begins to serve on a free port of 127.0.0.1. */
  public Replica(Scenario scenario, SimulatedTime time) {
    this.scenario = scenario;
    this.time = time;
    Announced announced = new Announced(scenario);
    this.truth = new Truth(scenario, announced);
    this.arxiv = new ArxivReplica(scenario, announced);
    this.reddit = new RedditReplica(scenario.reddit(), announced);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    } catch (IOException e) {
      throw new UncheckedIOException("the replica cannot be served", e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  /** What is true of the scenario. */
  public Truth truth() {
    return truth;
  }

  /** Where it serves, and what is added to that. */
  public String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /**
   * Settings for a program that polls all of it every three hours of the days on which it is not
   * away, at the pace that the real ones ask for.
   */
  public String settings() {
    String feeds =
        scenario.arxiv().categories().stream()
            .map(Scenario.Category::name)
            .map(name -> "  - arxiv: " + name + "\n" + atAtom(name))
            .collect(Collectors.joining());
    return """
        feeds:
          - arxiv: cs.XX
        %s  - reddit: %s
            access: [oauth, token, anonymous]
        sources:
          arxiv:
            rss: %s
            listing: %s
            api: %s
            oai: %s
            witnesses: [listing, api, oai]
          reddit: {oauth: "%7$s", login: "%7$s", feed: "%7$s"}
          lookups: {ask: [arxiv]}
        providers:
          arxiv: {gap: 3s}
          reddit: {gap: 2s}
        schedule: "0 0 1/3 %8$s * *"
        """
        .formatted(
            feeds,
            scenario.reddit().subreddit(),
            address("/rss"),
            address("/list"),
            address("/api/query"),
            address("/oai"),
            address(""),
            scenario.daysAtWork());
  }

  /** The last category is read in arXiv's other format. */
  private String atAtom(String category) {
    List<Scenario.Category> all = scenario.arxiv().categories();
    return category.equals(all.get(all.size() - 1).name())
        ? "    url: " + address("/atom/" + category) + "\n"
        : "";
  }

  /** The environment in which a program finds what opens Reddit's doors. */
  public static Map<String, String> credentials() {
    return Map.of(
        "WINNOW_REDDIT_CLIENT_ID", ID,
        "WINNOW_REDDIT_CLIENT_SECRET", SECRET,
        "WINNOW_REDDIT_FEED_TOKEN", TOKEN,
        "WINNOW_REDDIT_FEED_USER", USER);
  }

  /** Every request so far, in order. */
  public List<Request> log() {
    synchronized (log) {
      return List.copyOf(log);
    }
  }

  /** The least time between two requests to a provider; absent where there were not two. */
  public Optional<Duration> leastGap(String provider) {
    List<Request> mine = log().stream().filter(one -> one.provider().equals(provider)).toList();
    Optional<Duration> least = Optional.empty();
    for (int i = 1; i < mine.size(); i++) {
      Duration gap = Duration.between(mine.get(i - 1).at(), mine.get(i).at());
      least = least.filter(one -> one.compareTo(gap) <= 0).or(() -> Optional.of(gap));
    }
    return least;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Instant at = time.instant();
      Asked asked =
          Asked.of(
              exchange.getRequestMethod(),
              exchange.getRequestURI(),
              Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                  .orElse(""),
              Scenario.timeOf(at));
      Answer answer = answer(asked);
      String etag = answer.headers().get("ETag");
      boolean unchanged =
          etag != null && etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
      time.pass(ANSWER_TAKES);
      synchronized (log) {
        String path = exchange.getRequestURI().toString().replaceFirst("feed=[^&]*", "feed=…");
        int status = unchanged ? 304 : answer.status();
        log.add(new Request(at, time.instant(), asked.place(), path, status));
      }
      send(exchange, unchanged ? answer.as(304) : answer);
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body();
    if (body == null) {
      return;
    }
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    boolean empty = body.length == 0 || answer.status() == 304;
    exchange.sendResponseHeaders(answer.status(), empty ? -1 : body.length);
    if (!empty) {
      exchange.getResponseBody().write(body);
    }
  }

  private Answer answer(Asked asked) {
    Optional<Fault> fault =
        scenario.faults().stream()
            .filter(one -> one.holds(asked.place(), asked.category(), asked.time()))
            .findFirst();
    Trouble trouble = fault.map(Fault::does).orElse(null);
    Answer usual =
        asked.place().isArxiv()
            ? arxiv.answer(asked, trouble)
            : reddit.answer(asked, trouble == Trouble.SPENT);
    return fault.map(one -> troubled(usual, one, asked)).orElse(usual);
  }

  private static Answer troubled(Answer usual, Fault fault, Asked asked) {
    Answer answer =
        switch (fault.does()) {
          case AGAIN, AGAIN_SHUFFLED, EMPTY, SPENT -> usual;
          case TORN -> ArxivReplica.torn(usual);
          case THROTTLED -> Answer.refusing(429, "text/plain", "Rate exceeded.");
          case UNWELL -> Answer.refusing(503, "text/plain", "Service unavailable.");
          case BLOCK_PAGE -> RedditReplica.blockPage();
          case REFUSED -> RedditReplica.refused();
          case MOVED -> asked.query().containsKey("moved") ? usual : moved(asked);
          case HANGS_UP -> new Answer(0, "", null, Map.of());
        };
    Duration wait = fault.retryAfter();
    if (wait == null) {
      return answer;
    }
    return answer.with(
        "Retry-After",
        Boolean.TRUE.equals(fault.dated())
            ? httpDate(asked.time().plus(wait))
            : String.valueOf(wait.toSeconds()));
  }

  private static Answer moved(Asked asked) {
    String query =
        Stream.concat(
                asked.query().entrySet().stream()
                    .map(one -> one.getKey() + "=" + encoded(one.getValue())),
                Stream.of("moved=1"))
            .collect(Collectors.joining("&"));
    return Answer.refusing(302, "text/plain", "").with("Location", asked.path() + "?" + query);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String httpDate(LocalDateTime time) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        Scenario.moment(time).atZone(ZoneOffset.UTC));
  }
}
