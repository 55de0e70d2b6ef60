package winnow.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import winnow.topics.Json;

/**
 * Servers and documents that mean harm, polled together with an honest feed by a process of 256 MB:
 * each is named with its cause, and the honest feed loses nothing.
 */
class HostileFeedsIT {
  private static final String NOW = "2025-03-17T06:00:00Z";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n";
  private static final String CLOSE = OK + "Connection: close\r\n\r\n";
  private static final String RSS = "<rss version='2.0'><channel><title>t</title>";

  @TempDir Path folder;

  private final HostileServer server = new HostileServer("127.0.0.1");
  private final HostileServer slow = new HostileServer("127.0.0.2");
  private final HostileServer slower = new HostileServer("127.0.0.3");
  private final FeedServer honest = new FeedServer();

  /** What each answer must be called, by its name. */
  private final Map<String, String> causes = new LinkedHashMap<>();

  private Workspace workspace;

  @AfterEach
  void stop() {
    server.close();
    slow.close();
    slower.close();
    honest.close();
  }

  @Test
  void once_everyHostileFeedInOnePoll_namesEachAndReadsTheRestInASmallHeap() throws Exception {
    workspace = new Workspace(folder);
    honest.serve("/honest", week("cs.LG_2025-03-17.rss.xml"));
    workspace.rss("honest", honest.address("/honest"));
    documents();
    servers();
    workspace.rss("million", server.serve("million", to -> items(to, "<item/>", 1_000_000)));

    JsonNode funnel = once("-Xmx256m");

    Map<String, String> named = new TreeMap<>();
    for (JsonNode failure : funnel.get("failures")) {
      String[] parts = failure.asString().split(": ", 2);
      named.put(parts[0], parts[1]);
    }
    assertThat(named.keySet()).isEqualTo(new TreeSet<>(causes.keySet()));
    causes.forEach((name, cause) -> assertThat(named.get(name)).as(name).contains(cause));
    assertThat(workspace.papers().keySet().stream().filter(id -> id.startsWith("arxiv:")))
        .hasSize(11);
    System.out.println("hostile feeds: " + causes.size() + " named in a heap of 256 MB");
  }

  private void documents() {
    document("laughs", "DOCTYPE", to -> to.say(CLOSE + laughs()));
    document("deep", "nests more than", to -> items(to, "<a>", 300_000));
    document("attributes", "", to -> to.say(CLOSE + "<rss " + attributes(200_000) + "/>"));
    document("zeros", "is not XML", to -> to.say(CLOSE + "\0".repeat(1 << 20)));
    document(
        "longer",
        "longer than",
        to -> items(to, "<item><link>http://a.example/</link></item>", 1_000_000));
    document(
        "endless",
        "longer than",
        to -> {
          to.say(CLOSE + RSS);
          to.forever("<item/>".repeat(999));
        });
    document(
        "2-gigabytes",
        "longer than",
        to -> {
          to.say(OK + "Content-Length: 2147483648\r\n\r\n" + RSS);
          to.forever(" ".repeat(8192));
        });
    document("gzip-bomb", "longer than", HostileFeedsIT::bomb);
    document(
        "no-gzip",
        "gzip",
        to -> to.say(OK + "Content-Encoding: gzip\r\nConnection: close\r\n\r\n" + RSS));
  }

  private void servers() {
    document("other-protocol", "", to -> to.say("SSH-2.0-OpenSSH_9.2\r\n"));
    document("silence", "", to -> {});
    document("half-a-line", "", to -> to.say("HTTP/1.1 2"));
    document(
        "odd-header", "", to -> to.say("HTTP/1.1 200 OK\r\n\1\2\3\r\n\r\n" + RSS.substring(0, 20)));
    document("negative-length", "", to -> to.say(OK + "Content-Length: -5\r\n\r\n"));
    document(
        "early-close", "unexpected end", to -> to.say(OK + "Content-Length: 99999\r\n\r\n" + RSS));
    document("odd-chunks", "", to -> to.say(OK + "Transfer-Encoding: chunked\r\n\r\nzz\r\n" + RSS));
    document(
        "reset",
        "",
        to -> {
          to.say(OK + "Content-Length: 99\r\n\r\n<rss>");
          to.reset();
        });
    document(
        "endless-headers",
        "",
        to -> {
          to.say(OK);
          to.forever("X-Y: z\r\n");
        });
    document("part", "206", to -> to.say("HTTP/1.1 206 Part\r\nConnection: close\r\n\r\n" + RSS));
    document(
        "unasked-304", "unchanged", to -> to.say("HTTP/1.1 304 Same\r\nConnection: close\r\n\r\n"));
    document("circle", "circle", to -> to.say(moved("/circle")));
    document("to-a-file", "no http or https", to -> to.say(moved("file:///etc/passwd")));
    document("nowhere", "302", to -> to.say("HTTP/1.1 302 Found\r\nConnection: close\r\n\r\n"));
    document(
        "packed",
        "zstd",
        to -> to.say(OK + "Content-Encoding: zstd\r\nConnection: close\r\n\r\nx"));
    name(
        slow,
        "drip",
        "no whole answer",
        to -> {
          to.say(CLOSE);
          to.drip(RSS + "<item/>".repeat(20));
        });
    name(slower, "wait-for-it", "", to -> to.drip("HTTP/1.1 100 Continue\r\n\r\n"));
    // the last of its provider, which is then left alone
    name(
        slower,
        "odd-status",
        "999",
        to -> to.say("HTTP/1.1 999 Well\r\nConnection: close\r\n\r\n"));
  }

  private void document(String name, String cause, HostileServer.Answer answer) {
    name(server, name, cause, answer);
  }

  private void name(HostileServer at, String name, String cause, HostileServer.Answer answer) {
    causes.put(name, cause);
    workspace.rss(name, at.serve(name, answer));
  }

  private static String moved(String to) {
    return "HTTP/1.1 302 Found\r\nLocation: " + to + "\r\nConnection: close\r\n\r\n";
  }

  private static void items(HostileServer.Connection to, String item, int times)
      throws IOException {
    to.say(CLOSE + RSS);
    String many = item.repeat(1000);
    for (int i = 0; i < times / 1000; i++) {
      to.say(many);
    }
    to.say("</channel></rss>");
  }

  private static String laughs() {
    StringBuilder laughs = new StringBuilder("<!DOCTYPE rss [<!ENTITY l0 'ha'>");
    for (int i = 1; i < 10; i++) {
      laughs.append("<!ENTITY l" + i + " '" + ("&l" + (i - 1) + ";").repeat(10) + "'>");
    }
    return laughs
        + "]>"
        + RSS
        + "<item><title>&l9;</title><link>http://a.example/l</link></item></channel></rss>";
  }

  private static String attributes(int many) {
    StringBuilder attributes = new StringBuilder();
    for (int i = 0; i < many; i++) {
      attributes.append(" a").append(i).append("=''");
    }
    return attributes.toString();
  }

  /** Two gigabytes of blanks, packed while they are sent. */
  private static void bomb(HostileServer.Connection to) throws IOException {
    to.say(OK + "Content-Encoding: gzip\r\nConnection: close\r\n\r\n");
    byte[] megabyte = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    try (OutputStream packed = new GZIPOutputStream(to.socket().getOutputStream())) {
      for (int i = 0; i < 2048; i++) {
        packed.write(megabyte);
      }
    }
  }

  private JsonNode once(String heap) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", heap));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Winnow.class.getName(), "once", "--json", "--now", NOW));
    command.addAll(List.of("--config", workspace.config().toString()));
    command.addAll(List.of("--data", workspace.data().toString()));
    File out = folder.resolve("out.json").toFile();
    File err = folder.resolve("err.txt").toFile();
    Process process = new ProcessBuilder(command).redirectOutput(out).redirectError(err).start();
    assertThat(process.waitFor()).as(Files.readString(err.toPath())).isEqualTo(Winnow.FAILURES);
    assertThat(Files.readString(err.toPath())).doesNotContain("OutOfMemory");
    return Json.tree(Files.readAllBytes(out.toPath()));
  }

  private static byte[] week(String name) throws IOException {
    try (InputStream in = SampleWeek.class.getResourceAsStream("week/" + name)) {
      return in.readAllBytes();
    }
  }
}
