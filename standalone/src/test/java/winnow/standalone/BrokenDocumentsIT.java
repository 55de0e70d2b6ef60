package winnow.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A broken document costs its feed's turn, is named with its cause, and nothing else is lost. */
class BrokenDocumentsIT {
  private static final String NOW = "2025-03-17T22:00:00Z";

  @TempDir Path folder;
  private final FeedServer server = new FeedServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void once_aFeedOfEachKindBroken_namesEachAndReadsTheRest() throws Exception {
    byte[] good = week("cs.LG_2025-03-17.rss.xml");
    Map<String, FeedServer.Answer> broken = new LinkedHashMap<>();
    broken.put("truncated", answer(new String(good, StandardCharsets.UTF_8).substring(0, 4000)));
    broken.put("html", answer("<!doctype html><html><body><p>Sign in & wait</body></html>"));
    broken.put("empty", answer(""));
    broken.put(
        "bomb",
        new FeedServer.Answer(200, zeros(300), "application/rss+xml", "Content-Encoding", "gzip"));
    broken.put(
        "entity",
        answer(
            "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY x SYSTEM '"
                + server.address("/secret")
                + "'>]><rss version='2.0'><channel><title>&x;</title></channel></rss>"));
    Workspace workspace = new Workspace(folder).arxiv("cs.LG", server.address("/good"));
    server.serve("/good", good);
    server.serve("/absurd", answer(absurdDates()));
    workspace.rss("absurd", server.address("/absurd"));
    broken.forEach(
        (name, answer) -> {
          server.serve("/" + name, answer);
          workspace.rss(name, server.address("/" + name));
        });

    CommandLineRun run = workspace.once(NOW);

    assertThat(run.status()).as(run.err()).isEqualTo(Winnow.FAILURES);
    JsonNode funnel = run.json();
    assertThat(funnel.get("feeds").get("failed").asInt()).isEqualTo(broken.size());
    String failures = funnel.get("failures").toString();
    broken.keySet().forEach(name -> assertThat(failures).contains(name + ": "));
    assertThat(failures).contains("longer than").contains("DOCTYPE");
    Map<String, Integer> papers = workspace.papers();
    assertThat(papers.keySet().stream().filter(id -> id.startsWith("arxiv:"))).hasSize(11);
    assertThat(papers.keySet()).anyMatch(id -> id.equals("url:https://example.org/absurd-1"));
    assertThat(workspace.run("export", "--topic", "dead-letters").out())
        .contains("truncated", "html");
  }

  private static FeedServer.Answer answer(String body) {
    return new FeedServer.Answer(200, body.getBytes(StandardCharsets.UTF_8), "application/rss+xml");
  }

  private static String absurdDates() {
    StringBuilder feed =
        new StringBuilder("<rss version='2.0'><channel><title>Odd</title>")
            .append("<link>https://example.org/</link><description>odd</description>");
    String[] dates = {
      "Mon, 01 Jan 0001 00:00:00 GMT",
      "Fri, 31 Dec 9999 23:59:59 GMT",
      "yesterday",
      "Thu, 32 Foo 2025 25:61:61 +9999"
    };
    for (int i = 0; i < dates.length; i++) {
      feed.append("<item><title>A study of odd dates ")
          .append(i)
          .append("</title><link>")
          .append("https://example.org/absurd-")
          .append(i)
          .append("</link><pubDate>")
          .append(dates[i])
          .append("</pubDate></item>");
    }
    return feed.append("</channel></rss>").toString();
  }

  /** So many MiB of zeros, compressed to a thousandth. */
  private static byte[] zeros(int mebibytes) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      byte[] block = new byte[1 << 20];
      for (int i = 0; i < mebibytes; i++) {
        gzip.write(block);
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] week(String name) throws Exception {
    try (InputStream in = SampleWeek.class.getResourceAsStream("week/" + name)) {
      return in.readAllBytes();
    }
  }
}
