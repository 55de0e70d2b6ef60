package winnow.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import winnow.http.Document;
import winnow.http.Validators;
import winnow.model.FeedId;
import winnow.model.FeedState;
import winnow.model.Sighting;

/**
 * A folder into which a person puts what the program is to read: a feed's document, Reddit's JSON,
 * or a list of links, one a line. A file is read once and moved to {@code read} beside it, or to
 * {@code refused} if nothing in it could be used; one that comes again says nothing new.
 */
final class DropFolder {
  static final FeedId FEED = new FeedId("drop");

  private static final String READ = "read";
  private static final String REFUSED = "refused";
  private static final long LONGEST = 16L << 20;
  private static final int HEAD = 2000;

  private final Path folder;
  private final Map<String, Source> sources;
  private final FeedLog log;

  /**
   * @param sources by name; arXiv's, Reddit's and the web's
   */
  DropFolder(Path folder, Map<String, Source> sources, FeedLog log) {
    this.folder = folder;
    this.sources = sources;
    this.log = log;
  }

  /**
   * Reads what lies there, in the order of names. What is hidden or ends in {@code .part} is still
   * on its way.
   */
  List<Turn> poll(Instant now) {
    List<Turn> turns = new ArrayList<>();
    try (Stream<Path> there = Files.list(folder)) {
      for (Path file : there.filter(DropFolder::isWhole).sorted().toList()) {
        turns.add(turn(file, now));
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      turns.add(Turn.failed(FEED, folder + " is no folder", 0));
    } catch (IOException e) {
      turns.add(Turn.failed(FEED, folder + ": " + e.getMessage(), 0));
    }
    return turns;
  }

  private static boolean isWhole(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file) && !name.startsWith(".") && !name.endsWith(".part");
  }

  private Turn turn(Path file, Instant now) throws IOException {
    String name = file.getFileName().toString();
    FeedState before = log.states().getOrDefault(FEED, FeedFold.unasked(FEED));
    byte[] bytes = new byte[0];
    Reading reading;
    String failure = null;
    try {
      if (Files.size(file) > LONGEST) {
        throw new UnreadableFeedException("is longer than " + LONGEST + " bytes");
      }
      bytes = Files.readAllBytes(file);
      reading = read(new Document(bytes, null, file.toUri()), now);
    } catch (UnreadableFeedException e) {
      failure = name + ": " + e.reason();
      reading =
          new Reading(
              List.of(), List.of(new Rejected(name, e.reason(), bytes)), List.of(), failure);
    }
    Memory.Heard heard = Memory.hear(before.emitted(), reading);
    FeedState after =
        FeedFold.read(before, now, Validators.NONE, reading, heard.emitted(), before.mentions());
    log.append(after, heard.sightings(), heard.rejected(), List.of());
    move(file, failure == null ? READ : REFUSED);
    return failure == null
        ? Turn.read(
            FEED, reading, heard, reading.cut() == null ? null : name + ": " + reading.cut())
        : Turn.failed(FEED, failure, heard.rejected().size());
  }

  private Reading read(Document document, Instant now) throws UnreadableFeedException {
    String text = Decoding.lenient(document).text();
    String start = text.substring(0, Math.min(text.length(), HEAD)).stripLeading();
    if (start.startsWith("{") || start.startsWith("[")) {
      return source("reddit").read(FEED, document, now);
    }
    if (!start.startsWith("<")) {
      return list(Decoding.text(document), now);
    }
    String kind =
        start.contains("arxiv.org/schemas") || start.contains("rss.arxiv.org")
            ? "arxiv"
            : start.contains("reddit.com/") ? "reddit" : "web";
    Reading reading = source(kind).read(FEED, document, now);
    if (reading.cut() != null && reading.said().isEmpty()) {
      throw new UnreadableFeedException(reading.cut());
    }
    return reading;
  }

  private Source source(String name) {
    Source source = sources.get(name);
    if (source == null) {
      throw new IllegalStateException("no source is called " + name);
    }
    return source;
  }

  private static Reading list(String text, Instant now) throws UnreadableFeedException {
    Reading reading =
        new Reading.Builder(now)
            .each(
                text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList(),
                line -> List.<Sighting>of(ByHand.sighting(FEED, line, now)),
                line -> line,
                line -> line.getBytes(StandardCharsets.UTF_8))
            .build();
    if (reading.said().isEmpty()) {
      throw new UnreadableFeedException("is no feed, no JSON, and no list of links");
    }
    return reading;
  }

  /** Moves it under a name that is free. */
  private void move(Path file, String where) throws IOException {
    Path to = Files.createDirectories(folder.resolve(where));
    String name = file.getFileName().toString();
    Path free = to.resolve(name);
    for (int copy = 2; Files.exists(free); copy++) {
      free = to.resolve(name + "." + copy);
    }
    Files.move(file, free);
  }
}
