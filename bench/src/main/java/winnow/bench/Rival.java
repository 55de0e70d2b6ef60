package winnow.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A feed reader of Debian's, with its store in a folder of its own. */
enum Rival {
  SFEED("sfeed", "sfeed") {
    @Override
    void prepare(Path folder, List<Map.Entry<String, String>> feeds) throws IOException {
      StringBuilder settings = new StringBuilder();
      settings.append("sfeedpath=\"").append(folder.resolve("feeds")).append("\"\nfeeds() {\n");
      feeds.forEach(
          feed ->
              settings
                  .append("feed \"")
                  .append(feed.getKey())
                  .append("\" \"")
                  .append(feed.getValue())
                  .append("\"\n"));
      Files.writeString(folder.resolve("sfeedrc"), settings.append("}\n"));
    }

    @Override
    List<String> command(Path folder) {
      return List.of("sfeed_update", folder.resolve("sfeedrc").toString());
    }

    @Override
    long stored(Path folder) throws IOException {
      long lines = 0;
      try (Stream<Path> files = Files.list(folder.resolve("feeds"))) {
        for (Path file : files.toList()) {
          lines += Files.readAllLines(file).size();
        }
      }
      return lines;
    }

    @Override
    boolean isHere() throws IOException, InterruptedException {
      return ends(List.of("sh", "-c", "command -v sfeed_update && command -v curl"));
    }
  },

  NEWSBOAT("newsboat", "newsboat") {
    @Override
    void prepare(Path folder, List<Map.Entry<String, String>> feeds) throws IOException {
      addresses(folder, feeds);
      Files.writeString(folder.resolve("config"), "reload-threads 8\n");
    }

    @Override
    List<String> command(Path folder) {
      return List.of(
          "newsboat",
          "-u",
          folder.resolve("addresses").toString(),
          "-c",
          folder.resolve("cache.db").toString(),
          "-C",
          folder.resolve("config").toString(),
          "-x",
          "reload");
    }

    @Override
    long stored(Path folder) throws IOException, InterruptedException {
      return rows(folder.resolve("cache.db"), "rss_item");
    }

    @Override
    boolean isHere() throws IOException, InterruptedException {
      return ends(List.of("sh", "-c", "command -v newsboat && " + PYTHON + " -c 'import sqlite3'"));
    }
  },

  FEEDPARSER("feedparser", "python3-feedparser") {
    @Override
    void prepare(Path folder, List<Map.Entry<String, String>> feeds) throws IOException {
      addresses(folder, feeds);
      try (InputStream script =
          Objects.requireNonNull(Rival.class.getResourceAsStream("feedparser-sqlite.py"))) {
        Files.copy(script, folder.resolve("poll.py"));
      }
    }

    @Override
    List<String> command(Path folder) {
      return List.of(
          PYTHON,
          folder.resolve("poll.py").toString(),
          folder.resolve("feeds.db").toString(),
          folder.resolve("addresses").toString());
    }

    @Override
    long stored(Path folder) throws IOException, InterruptedException {
      return rows(folder.resolve("feeds.db"), "entry");
    }

    @Override
    boolean isHere() throws IOException, InterruptedException {
      return ends(List.of("sh", "-c", PYTHON + " -c 'import feedparser, sqlite3'"));
    }
  };

  /** The one that Debian's packages belong to, whatever else is on the path. */
  private static final String PYTHON = "/usr/bin/python3";

  private final String title;
  private final String debian;

  Rival(String title, String debian) {
    this.title = title;
    this.debian = debian;
  }

  String title() {
    return title;
  }

  /** The package to install. */
  String debian() {
    return debian;
  }

  abstract boolean isHere() throws IOException, InterruptedException;

  /** Writes its settings into an empty folder. */
  abstract void prepare(Path folder, List<Map.Entry<String, String>> feeds) throws IOException;

  /** One poll of all feeds. */
  abstract List<String> command(Path folder);

  /** How many entries its store holds. */
  abstract long stored(Path folder) throws IOException, InterruptedException;

  /** Polls all feeds once, in a process of its own. */
  Cost poll(Path folder) throws IOException, InterruptedException {
    ProcessBuilder process = new ProcessBuilder(command(folder));
    process.environment().put("HOME", folder.toString());
    Path said = folder.resolve("said");
    process.redirectErrorStream(true).redirectOutput(said.toFile());
    long ticks = Proc.ticksOfChildren();
    long from = System.currentTimeMillis();
    long start = System.nanoTime();
    Process polling = process.start();
    try (Watch watch = new Watch(polling.toHandle())) {
      int status = polling.waitFor();
      double seconds = (System.nanoTime() - start) / 1e9;
      if (status != 0) {
        throw new IllegalStateException(
            title + " ended with status " + status + ": " + Files.readString(said));
      }
      double cpu = (Proc.ticksOfChildren() - ticks) / 100.0;
      return new Cost(seconds, cpu, watch.megabytes(from, System.currentTimeMillis()));
    }
  }

  private static void addresses(Path folder, List<Map.Entry<String, String>> feeds)
      throws IOException {
    Files.write(folder.resolve("addresses"), feeds.stream().map(Map.Entry::getValue).toList());
  }

  private static boolean ends(List<String> command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  private static long rows(Path database, String table) throws IOException, InterruptedException {
    String script =
        "import sqlite3, sys; print(sqlite3.connect(sys.argv[1])"
            + ".execute('SELECT count(*) FROM "
            + table
            + "').fetchone()[0])";
    Process count =
        new ProcessBuilder(new ArrayList<>(List.of(PYTHON, "-c", script, database.toString())))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String rows = new String(count.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    if (!count.waitFor(60, TimeUnit.SECONDS) || count.exitValue() != 0) {
      throw new IllegalStateException("the rows of " + table + " cannot be counted");
    }
    return Long.parseLong(rows.strip());
  }
}
