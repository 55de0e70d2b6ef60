package winnow.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Feeds of made-up papers on loopback, RSS 2.0 and Atom by turns, each with an ETag and a date of
 * its last change, spread evenly over several hosts. The documents are made before they are asked
 * for. Safe for many threads.
 */
final class ManyFeeds implements AutoCloseable {
  static final int FEEDS = 100;
  static final int ENTRIES = 100;
  private static final ZonedDateTime FIRST_DAY =
      ZonedDateTime.of(2026, 11, 2, 5, 0, 0, 0, ZoneOffset.UTC);
  private static final int COMMON_WORDS = 300;
  private static final int WORDS = 30_000;

  static {
    // else each answer waits for the one before to be acknowledged, up to 40 ms on a kept
    // connection
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** What a feed has to say since its last change. */
  private record Edition(byte[] document, String type, String etag, String modified) {}

  /**
   * What was asked for.
   *
   * @param whole answers with a document
   * @param unchanged answers that it is the same as last time
   * @param first when the first request came, in milliseconds since 1970; 0 if none did
   */
  record Asked(int whole, int unchanged, long first) {
    int all() {
      return whole + unchanged;
    }
  }

  private final List<HttpServer> hosts = new ArrayList<>();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(8, task -> new Thread(task, "feeds"));
  private final AtomicInteger whole = new AtomicInteger();
  private final AtomicInteger unchanged = new AtomicInteger();
  private final AtomicLong first = new AtomicLong();
  private volatile List<Edition> editions = List.of();
  private List<Edition> next = List.of();
  private int day;

  /**
   * @param hosts how many, from 127.0.0.1 on
   */
  ManyFeeds(int hosts) throws IOException {
    for (int host = 1; host <= hosts; host++) {
      HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0." + host, 0), 64);
      server.createContext("/", this::answer);
      server.setExecutor(threads);
      server.start();
      this.hosts.add(server);
    }
    prepare();
    announce();
  }

  /** The feeds' names, with the address of each, in the same order every time. */
  List<Map.Entry<String, String>> addresses() {
    List<Map.Entry<String, String>> addresses = new ArrayList<>();
    for (int feed = 0; feed < FEEDS; feed++) {
      InetSocketAddress at = hosts.get(feed % hosts.size()).getAddress();
      String name = String.format(Locale.ROOT, "feed-%02d", feed);
      addresses.add(
          Map.entry(
              name,
              "http://" + at.getAddress().getHostAddress() + ":" + at.getPort() + "/" + feed));
    }
    return addresses;
  }

  /** Makes each feed's next documents, of as many papers that were never there before. */
  void prepare() {
    List<Edition> made = new ArrayList<>();
    for (int feed = 0; feed < FEEDS; feed++) {
      made.add(edition(feed));
    }
    next = List.copyOf(made);
    day++;
  }

  /** From now on each feed serves the document that was prepared for it. */
  void announce() {
    editions = next;
  }

  /** What was asked for since it was last forgotten. */
  Asked asked() {
    return new Asked(whole.get(), unchanged.get(), first.get());
  }

  void forget() {
    whole.set(0);
    unchanged.set(0);
    first.set(0);
  }

  @Override
  public void close() {
    hosts.forEach(host -> host.stop(0));
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      first.compareAndSet(0, System.currentTimeMillis());
      int feed = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
      Edition edition = editions.get(feed);
      exchange.getResponseHeaders().set("ETag", edition.etag());
      exchange.getResponseHeaders().set("Last-Modified", edition.modified());
      if (isKnown(exchange, edition)) {
        unchanged.incrementAndGet();
        exchange.sendResponseHeaders(304, -1);
        return;
      }
      whole.incrementAndGet();
      exchange.getResponseHeaders().set("Content-Type", edition.type());
      exchange.sendResponseHeaders(200, edition.document().length);
      exchange.getResponseBody().write(edition.document());
    }
  }

  /** The tag counts, and the date only where there is no tag, as HTTP has it. */
  private static boolean isKnown(HttpExchange exchange, Edition edition) {
    String tag = exchange.getRequestHeaders().getFirst("If-None-Match");
    String since = exchange.getRequestHeaders().getFirst("If-Modified-Since");
    return tag == null ? edition.modified().equals(since) : edition.etag().equals(tag);
  }

  private Edition edition(int feed) {
    String date = FIRST_DAY.plusDays(day).format(DateTimeFormatter.RFC_1123_DATE_TIME);
    String etag = "\"" + feed + "-" + day + "\"";
    boolean atom = feed % 2 == 1;
    StringBuilder document = new StringBuilder(ENTRIES * 2_000);
    document.append(atom ? ATOM_HEAD : RSS_HEAD);
    for (int entry = 0; entry < ENTRIES; entry++) {
      int paper = (day * FEEDS + feed) * ENTRIES + entry;
      document.append(atom ? atom(paper) : rss(paper, date));
    }
    document.append(atom ? "</feed>" : "</channel></rss>");
    String type = atom ? "application/atom+xml" : "application/rss+xml";
    return new Edition(document.toString().getBytes(UTF_8), type, etag, date);
  }

  private static final String RSS_HEAD =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          + "<rss xmlns:dc=\"http://purl.org/dc/elements/1.1/\" version=\"2.0\"><channel>\n"
          + "<title>A made-up journal</title><link>https://journal.example/</link>"
          + "<description>Nothing in it is true.</description>\n";

  private static final String ATOM_HEAD =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          + "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>A made-up journal</title>"
          + "<id>https://journal.example/</id><updated>2026-11-02T05:00:00Z</updated>\n";

  private static String rss(int paper, String date) {
    Random random = new Random(paper);
    return "<item><title>"
        + words(random, 10)
        + "</title><link>"
        + link(paper)
        + "</link><description>"
        + words(random, 140)
        + "</description><guid>"
        + link(paper)
        + "</guid><dc:creator>"
        + words(random, 2)
        + "</dc:creator><pubDate>"
        + date
        + "</pubDate></item>\n";
  }

  private static String atom(int paper) {
    Random random = new Random(paper);
    return "<entry><title>"
        + words(random, 10)
        + "</title><link href=\""
        + link(paper)
        + "\"/><id>"
        + link(paper)
        + "</id><updated>2026-11-02T05:00:00Z</updated><author><name>"
        + words(random, 2)
        + "</name></author><summary>"
        + words(random, 140)
        + "</summary></entry>\n";
  }

  private static String link(int paper) {
    return "https://journal.example/papers/" + paper;
  }

  /** Every other word is one of a few, as in any language. */
  private static String words(Random random, int count) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < count; i++) {
      words.append(i == 0 ? "" : " ");
      word(words, random.nextInt(i % 2 == 0 ? WORDS : COMMON_WORDS));
    }
    return words.toString();
  }

  private static void word(StringBuilder words, int number) {
    String consonants = "bdfgklmnprstvz";
    String vowels = "aeiou";
    int rest = number + 1;
    while (rest > 0) {
      words.append(consonants.charAt(rest % 14)).append(vowels.charAt(rest / 14 % 5));
      rest /= 70;
    }
  }
}
