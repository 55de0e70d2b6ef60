package winnow.ingest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Documents that other readers test themselves with, which are not part of the project: {@code
 * shared/data/corpus} beside it. A test of what is missing is skipped, with a line that says so.
 */
final class Corpora {
  private Corpora() {}

  /** The documents of a corpus, in the order of their names, unpacked into a folder. */
  static List<Path> unpacked(String corpus, Path folder) throws Exception {
    Path packed = archive(corpus);
    if (packed == null) {
      System.out.println("skipped: there is no shared/data/corpus beside the project");
    }
    assumeTrue(packed != null, "there is no shared/data/corpus beside the project");
    Process tar =
        new ProcessBuilder("tar", "xJf", packed.toString(), "-C", folder.toString())
            .inheritIO()
            .start();
    assumeTrue(tar.waitFor() == 0, "tar cannot unpack .tar.xz here");
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().matches(".*\\.(xml|json)")).sorted().toList();
    }
  }

  private static Path archive(String name) throws IOException {
    Path at = Path.of("").toRealPath();
    while (at != null) {
      Path packed = at.resolve("shared/data/corpus/" + name + ".tar.xz");
      if (Files.exists(packed)) {
        return packed;
      }
      at = at.getParent();
    }
    return null;
  }
}
