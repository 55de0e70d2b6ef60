package winnow.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A feed of made-up papers on loopback, in arXiv's form, with an ETag. Safe for many threads. */
final class OneFeed implements AutoCloseable {
  private final HttpServer server;
  private final int entries;
  private final AtomicInteger batch = new AtomicInteger();

  OneFeed(int entries) throws IOException {
    this.entries = entries;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Settings for a program that polls this feed. */
  Path settings(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("winnow.yaml"),
        "feeds:\n  - arxiv: cs.LG\n    url: http://127.0.0.1:"
            + server.getAddress().getPort()
            + "/cs.LG\noutputs: "
            + folder.resolve("out")
            + "\n");
  }

  /** From now on it serves as many papers that were never there before. */
  void announceMore() {
    batch.incrementAndGet();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      int now = batch.get();
      String etag = "\"" + now + "\"";
      exchange.getResponseHeaders().add("ETag", etag);
      if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
        exchange.sendResponseHeaders(304, -1);
        return;
      }
      byte[] body = document(now * entries).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private String document(int first) {
    StringBuilder feed =
        new StringBuilder(
            "<?xml version='1.0' encoding='UTF-8'?><rss"
                + " xmlns:arxiv=\"http://arxiv.org/schemas/atom\""
                + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" version=\"2.0\"><channel>"
                + "<title>cs.LG updates on arXiv.org</title><link>http://rss.arxiv.org/rss/cs.LG"
                + "</link><description>made up</description>");
    for (int i = first; i < first + entries; i++) {
      String id = String.format(java.util.Locale.ROOT, "2611.%05d", i + 1);
      feed.append("<item><title>Made-up paper ")
          .append(i)
          .append(" on robust learning</title>")
          .append("<link>https://arxiv.org/abs/")
          .append(id)
          .append("</link><description>arXiv:")
          .append(id)
          .append("v1 Announce Type: new \nAbstract: ")
          .append(
              "A made-up abstract about adversarial robustness, number. "
                  .replace(" ", " " + i + " "))
          .append("</description>")
          .append("<guid isPermaLink=\"false\">oai:arXiv.org:")
          .append(id)
          .append("v1</guid>")
          .append("<category>cs.LG</category><arxiv:announce_type>new</arxiv:announce_type>")
          .append("<dc:creator>Nobody Atall")
          .append(i)
          .append("</dc:creator></item>");
    }
    return feed.append("</channel></rss>").toString();
  }
}
