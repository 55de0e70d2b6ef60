package winnow.standalone;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Captured arXiv feeds by day and category, and what they hold, read without any of the program's
 * code. They lie beside the project on some machines; elsewhere the tests that need them are
 * skipped.
 */
final class Captures {
  static final Path FOLDER = Path.of("../../shared/data/rss");

  private static final Pattern NAME =
      Pattern.compile("([a-zA-Z.]+)_(\\d{4}-\\d\\d-\\d\\d).*\\.(?:rss|rdf)\\.xml");
  private static final Pattern ID =
      Pattern.compile(
          "(?:oai:arXiv\\.org:|/abs/|arXiv:)"
              + "([a-z\\-]+(?:\\.[A-Z]{2})?/\\d{7}|\\d{4}\\.\\d{4,5})(?:v(\\d+))?");

  private final SortedMap<String, Map<String, Path>> byDay = new TreeMap<>();

  private Captures() {}

  /** All captures; the test that asks is skipped where there are none. */
  static Captures orSkip() throws IOException {
    boolean there = Files.isDirectory(FOLDER);
    if (!there) {
      System.out.println("skipped: no captures at " + FOLDER);
    }
    assumeTrue(there, "no captures at " + FOLDER);
    return in(FOLDER);
  }

  /** All captures in a folder. */
  static Captures in(Path folder) throws IOException {
    Captures captures = new Captures();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches()) {
          captures
              .byDay
              .computeIfAbsent(name.group(2), day -> new TreeMap<>())
              .put(name.group(1), file);
        }
      }
    }
    return captures;
  }

  List<String> days() {
    return List.copyOf(byDay.keySet());
  }

  /** The files of a day, by category. */
  Map<String, Path> of(String day) {
    return byDay.get(day);
  }

  /** Every arXiv id in the files of these days, with its highest version. */
  Map<String, Integer> versions(List<String> days) throws Exception {
    Map<String, Integer> versions = new TreeMap<>();
    for (String day : days) {
      for (Path file : of(day).values()) {
        items(file)
            .forEach(
                item -> {
                  Matcher id = named(item);
                  int version = id.group(2) == null ? 1 : Integer.parseInt(id.group(2));
                  versions.merge("arxiv:" + id.group(1), version, Math::max);
                });
      }
    }
    return versions;
  }

  /** Every arXiv id in a file. */
  static Set<String> ids(Path file) {
    try {
      return items(file).map(item -> named(item).group(1)).collect(toSet());
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }

  private static Matcher named(Element item) {
    for (String tag : List.of("guid", "title", "link")) {
      NodeList children = item.getElementsByTagName(tag);
      if (children.getLength() > 0) {
        Matcher id = ID.matcher(children.item(0).getTextContent());
        if (id.find()) {
          return id;
        }
      }
    }
    throw new AssertionError("an item without an id");
  }

  private static Stream<Element> items(Path file)
      throws IOException, SAXException, ParserConfigurationException {
    Document document =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    NodeList items = document.getElementsByTagName("item");
    return Stream.iterate(0, i -> i < items.getLength(), i -> i + 1)
        .map(i -> (Element) items.item(i));
  }
}
