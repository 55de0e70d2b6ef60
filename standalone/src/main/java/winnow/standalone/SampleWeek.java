package winnow.standalone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.config.Settings;
import winnow.topics.Json;

/**
 * The bundled week, or one in a folder of the same make, served over HTTP as its sources would
 * have, one day at a time: each feed answers with its newest document of that day or before, with
 * an ETag.
 */
final class SampleWeek implements AutoCloseable {
  private static final String BUNDLED = "week/";
  private static final Map<String, String> ENDINGS =
      Map.of(
          "application/rss+xml", ".rss.xml",
          "application/atom+xml", ".atom.xml",
          "application/json", ".json");

  /** What the week holds, as {@code week.json} says it. */
  record Contents(List<LocalDate> days, List<Served> feeds) {}

  record Served(String id, String file, String contentType) {}

  private final @Nullable Path folder;
  private final Contents contents;
  private final Map<String, Served> byPath = new HashMap<>();
  private final HttpServer server;
  private final boolean demanded;
  private volatile LocalDate today;

  SampleWeek() {
    this(null, "127.0.0.1", 0, false);
  }

  /**
   * The week for readers elsewhere, whatever the time: each feed answers with the document after
   * the one whose ETag it is asked with, so that a reader that comes and goes misses no day.
   *
   * @param folder holds a {@code week.json} and the documents; null for the bundled week
   */
  static SampleWeek onDemand(@Nullable Path folder, String host, int port) {
    return new SampleWeek(folder, host, port, true);
  }

  private SampleWeek(@Nullable Path folder, String host, int port, boolean demanded) {
    this.folder = folder;
    this.demanded = demanded;
    contents = Json.read(whole("week.json"), Contents.class);
    today = contents.days().get(0);
    contents.feeds().forEach(feed -> byPath.put("/" + feed.file(), feed));
    try {
      server = HttpServer.create(new InetSocketAddress(host, port), 16);
    } catch (IOException e) {
      throw new UncheckedIOException("the sample week cannot be served on " + host + ":" + port, e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  List<LocalDate> days() {
    return contents.days();
  }

  void turnTo(LocalDate day) {
    today = day;
  }

  /** The week's feeds, at their addresses here. */
  List<Settings.Feed> feeds() {
    List<Settings.Feed> feeds = new ArrayList<>();
    for (Served feed : contents.feeds()) {
      URI here =
          URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + feed.file());
      String name = feed.id().substring(feed.id().indexOf(':') + 1);
      boolean arxiv = feed.id().startsWith("arxiv:");
      boolean reddit = feed.id().startsWith("reddit:");
      feeds.add(
          new Settings.Feed(
              arxiv ? name : null,
              reddit ? name : null,
              arxiv || reddit ? null : here,
              feed.id(),
              here,
              List.of("anonymous")));
    }
    return feeds;
  }

  /** What the week's curators decided, one JSON object a line. */
  List<String> decisions() {
    return new String(whole("decisions.jsonl"), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Served feed = byPath.get(exchange.getRequestURI().getPath());
      String known = exchange.getRequestHeaders().getFirst("If-None-Match");
      byte[] body = feed == null ? null : demanded ? after(feed, known) : newest(feed);
      if (feed == null || body == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      String etag = '"' + digest(body) + '"';
      exchange.getResponseHeaders().add("ETag", etag);
      if (etag.equals(known)) {
        exchange.sendResponseHeaders(304, -1);
        return;
      }
      exchange.getResponseHeaders().add("Content-Type", feed.contentType());
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private byte @Nullable [] after(Served feed, @Nullable String etag) throws IOException {
    List<byte[]> documents = new ArrayList<>();
    int known = -1;
    for (LocalDate day : contents.days()) {
      byte[] document = document(feed, day);
      if (document != null && isWhole(document)) {
        documents.add(document);
        known = ('"' + digest(document) + '"').equals(etag) ? documents.size() - 1 : known;
      }
    }
    return documents.isEmpty() ? null : documents.get(Math.min(known + 1, documents.size() - 1));
  }

  /** A document that is cut off leaves its reader without an ETag, so it would come for ever. */
  private static boolean isWhole(byte[] document) {
    String text = new String(document, StandardCharsets.UTF_8).strip();
    return text.endsWith("</rss>") || text.endsWith("</feed>") || text.endsWith("}");
  }

  private byte @Nullable [] document(Served feed, LocalDate day) throws IOException {
    return bytes(feed.file() + "_" + day + ENDINGS.get(feed.contentType()));
  }

  private byte @Nullable [] bytes(String name) throws IOException {
    if (folder != null) {
      Path file = folder.resolve(name);
      return Files.exists(file) ? Files.readAllBytes(file) : null;
    }
    try (InputStream in = SampleWeek.class.getResourceAsStream(BUNDLED + name)) {
      return in == null ? null : in.readAllBytes();
    }
  }

  private byte @Nullable [] newest(Served feed) throws IOException {
    for (int i = contents.days().indexOf(today); i >= 0; i--) {
      byte[] document = document(feed, contents.days().get(i));
      if (document != null) {
        return document;
      }
    }
    return null;
  }

  private byte[] whole(String name) {
    try {
      byte[] bytes = bytes(name);
      if (bytes == null) {
        throw new NoSuchFileException((folder == null ? BUNDLED : folder + "/") + name);
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("the week lacks " + name + ": " + e.getMessage(), e);
    }
  }

  private static String digest(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      return new BigInteger(1, hash).toString(16).substring(0, 20);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
