package winnow.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import winnow.http.Document;
import winnow.ingest.arxiv.Arxiv;
import winnow.ingest.reddit.Reddit;
import winnow.ingest.web.Web;
import winnow.model.FeedId;
import winnow.model.Sighting;

/**
 * Real captures, which are not part of the project: {@code shared/data} beside it. Skipped where
 * they are missing.
 */
class CapturesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T06:00:00Z");
  private static final Source ARXIV = new Arxiv(URI.create("https://rss.arxiv.org/rss"));
  private static final Source REDDIT = new Reddit(URI.create("https://www.reddit.com"));

  /** As {@code shared/check/oracle.py} finds them: by pattern, item by item. */
  private static final Pattern ITEM = Pattern.compile("<item[ >].*?</item>", Pattern.DOTALL);

  private static final Pattern ID =
      Pattern.compile(
          "(?:<guid[^>]*>oai:arXiv\\.org:|<title>[^<]*\\(arXiv:)([a-z\\-]+(?:\\.[A-Z]{2})?/\\d{7}|\\d{4}\\.\\d{4,5})v(\\d+)");

  private static final Pattern PAPER_LINK =
      Pattern.compile(
          "arxiv\\.org/(?:abs|pdf|html)/([a-z-]+/\\d{7}|\\d{4}\\.\\d{4,5})"
              + "|openreview\\.net/(?:forum|pdf)\\?id=([\\w-]+)"
              + "|doi\\.org/(10\\.\\d{4,9}/[^\\s\"'<>)\\]]+)");

  private static Path data;

  @BeforeAll
  static void findData() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("shared/data/rss"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      System.out.println("CapturesTest is skipped: there is no shared/data beside the project");
    }
    assumeTrue(folder != null);
    data = folder.resolve("shared/data");
  }

  @TestFactory
  Stream<DynamicTest> arxiv_everyWholeCapture_givesTheOraclesIdsAndVersions() throws IOException {
    return files("rss", ".rss.xml", ".rdf.xml")
        .map(file -> DynamicTest.dynamicTest(name(file), () -> sameAsOracle(file)));
  }

  private static void sameAsOracle(Path file) throws Exception {
    Map<String, Integer> expected = new TreeMap<>();
    int items = 0;
    Matcher item = ITEM.matcher(Files.readString(file));
    while (item.find()) {
      items++;
      Matcher id = ID.matcher(item.group());
      assertThat(id.find()).isTrue();
      expected.merge("arxiv:" + id.group(1), Integer.valueOf(id.group(2)), Math::max);
    }

    Reading reading = read(ARXIV, file);

    Map<String, Integer> found = new TreeMap<>();
    for (Sighting sighting : reading.sightings()) {
      found.merge(sighting.key().toString(), sighting.version(), Math::max);
      assertThat(sighting.title()).doesNotContain("(arXiv:");
      assertThat(sighting.authors()).isNotEmpty().noneMatch(name -> name.matches(".*[<>()].*"));
      assertThat(sighting.abstractText()).doesNotContain("Announce Type").doesNotStartWith("<p>");
      assertThat(sighting.categories()).isNotEmpty();
      assertThat(sighting.links()).hasSize(1);
    }
    assertThat(found).isEqualTo(expected);
    assertThat(reading.entries()).isEqualTo(items);
    assertThat(reading.rejected()).isEmpty();
    assertThat(reading.notes()).isEmpty();
  }

  @Test
  void arxiv_wholeAtomCaptures_areReadAndCutOffOnesRefused() throws Exception {
    List<String> read = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (Path file : files("rss", ".atom.xml").toList()) {
      if (name(file).contains("truncated")) {
        assertThatThrownBy(() -> read(ARXIV, file))
            .isInstanceOf(UnreadableFeedException.class)
            .hasMessageContaining("cut off");
        refused.add(name(file));
      } else {
        Reading reading = read(ARXIV, file);
        assertThat(reading.sightings()).isNotEmpty().allMatch(s -> s.announceType() != null);
        assertThat(reading.sightings()).allMatch(s -> s.publishedAt() != null);
        read.add(name(file) + ": " + reading.entries());
      }
    }

    assertThat(read).isNotEmpty();
    System.out.println("arXiv's Atom, read " + read + ", refused " + refused);
  }

  @Test
  void archive_everyCapturedAnswer_isReadWhole() throws Exception {
    Archive api = Arxiv.archive(URI.create("https://export.arxiv.org/api/query"));
    for (Path file : files("api", ".atom.xml").toList()) {
      long entries = Pattern.compile("<entry>").matcher(Files.readString(file)).results().count();

      Reading reading =
          api.read(
              List.of(), new Document(Files.readAllBytes(file), null, file.toUri()), Instant.now());

      assertThat(reading.rejected()).as(name(file)).isEmpty();
      assertThat(reading.sightings()).as(name(file)).hasSize((int) entries);
      assertThat(reading.sightings())
          .allMatch(one -> one.title() != null && !one.authors().isEmpty());
    }
  }

  @Test
  void arxiv_largestCapture_isReadFast() throws Exception {
    Path file = data.resolve("rss/cs.LG_2026-05-13.rss.xml");
    long start = System.nanoTime();

    Reading reading = read(ARXIV, file);
    Memory.Heard heard = Memory.hear(List.of(), reading);

    Duration took = Duration.ofNanos(System.nanoTime() - start);
    System.out.println(
        reading.entries() + " items read and remembered in " + took.toMillis() + " ms");
    assertThat(heard.sightings()).hasSize(1101);
  }

  @Test
  void arxiv_batchServedAgainNextDay_tellsOnlyWhatChanged() throws Exception {
    Reading first = read(ARXIV, data.resolve("rss/cs.AI_2024-03-21.rss.xml"));
    Reading again = read(ARXIV, data.resolve("rss/cs.AI_2024-03-22.rss.xml"));

    Memory.Heard heard = Memory.hear(Memory.hear(List.of(), first).emitted(), again);

    assertThat(first.entries()).isEqualTo(182);
    assertThat(heard.fresh()).isEqualTo(5);
    assertThat(heard.known()).isEqualTo(177);
  }

  @Test
  void reddit_everyListing_isRead() throws Exception {
    Map<String, String> counts = new TreeMap<>();
    for (Path file : files("reddit", ".json", ".atom.xml", "rss20.xml").toList()) {
      Reading reading = read(REDDIT, file);
      counts.put(
          name(file),
          reading.entries()
              + " posts, "
              + reading.ignored()
              + " ignored, "
              + reading.sightings().size()
              + " sightings");
      assertThat(reading.rejected()).as(name(file)).isEmpty();
      assertThat(reading.sightings()).allMatch(s -> s.entryId().startsWith("t3_"));
      assertThat(reading.sightings()).allMatch(s -> s.authors().isEmpty());
    }

    counts.forEach((file, count) -> System.out.println(file + ": " + count));
  }

  /** The oracle knows nothing of posts: it looks for links in the text, however it is escaped. */
  @Test
  void reddit_everyLinkToAPaper_isFound() throws Exception {
    int links = 0;
    for (Path file : files("reddit", ".json", ".atom.xml", "rss20.xml").toList()) {
      String text = Parser.unescapeEntities(Files.readString(file), false);
      Set<String> expected = new TreeSet<>();
      Matcher link = PAPER_LINK.matcher(Parser.unescapeEntities(text, false));
      while (link.find()) {
        expected.add(
            link.group(1) != null
                ? "arxiv:" + link.group(1)
                : link.group(2) != null ? "openreview:" + link.group(2) : "doi:" + link.group(3));
      }

      Set<String> found = new TreeSet<>();
      for (Sighting sighting : read(REDDIT, file).sightings()) {
        sighting.identifiers().forEach(one -> found.add(one.toString()));
      }

      assertThat(found).as(name(file)).containsAll(expected);
      links += expected.size();
    }
    System.out.println("Reddit: " + links + " papers linked to, all found");
    assertThat(links).isPositive();
  }

  @Test
  void reddit_everyEdgeCase_isReadAlone() throws Exception {
    int posts = 0;
    int deleted = 0;
    for (String line : Files.readAllLines(data.resolve("reddit/edge_cases_t3.jsonl"))) {
      String post = line.substring(line.indexOf("\"t3\": ") + 6, line.length() - 1);
      String listing =
          "{\"kind\":\"Listing\",\"data\":{\"children\":[{\"kind\":\"t3\",\"data\":"
              + post
              + "}]}}";

      Reading reading = read(REDDIT, listing.getBytes(StandardCharsets.UTF_8));

      assertThat(reading.entries()).isEqualTo(1);
      assertThat(reading.rejected()).isEmpty();
      posts++;
      deleted += reading.sightings().stream().anyMatch(s -> s.fate() != null) ? 1 : 0;
    }
    System.out.println(posts + " odd posts read one by one, " + deleted + " marked as deleted");
  }

  @Test
  void web_everyCaptureOfAFeed_isReadByTheCommonReaderToo() throws Exception {
    for (Path file : files("rss", ".rss.xml", ".rdf.xml").toList()) {
      Reading common = read(new Web(), file);

      assertThat(common.sightings().stream().map(Sighting::key))
          .as(name(file))
          .isEqualTo(read(ARXIV, file).sightings().stream().map(Sighting::key).toList());
    }
  }

  private static Reading read(Source source, Path file) throws Exception {
    return read(source, Files.readAllBytes(file));
  }

  private static Reading read(Source source, byte[] bytes) throws UnreadableFeedException {
    Document document = new Document(bytes, null, URI.create("http://127.0.0.1/feed"));
    return source.read(new FeedId(source.name() + ":capture"), document, NOW);
  }

  private static Stream<Path> files(String folder, String... endings) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.list(data.resolve(folder))) {
      all.filter(file -> Stream.of(endings).anyMatch(name(file)::endsWith))
          .sorted()
          .forEach(found::add);
    }
    return found.stream();
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
