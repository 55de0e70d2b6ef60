package winnow.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import winnow.enrich.identity.TitleWords;

/**
 * Prints the table of common title words that the identity room keeps, counted over a folder of
 * arXiv's RSS documents, each paper once: {@code enrich/src/main/resources/winnow/enrich/title-words.txt}.
 */
public final class TitleWordTable {
  private static final Pattern ITEM =
      Pattern.compile(
          "<item>.*?<title>(.*?)</title>.*?oai:arXiv\\.org:(\\S+?)v\\d+<.*?</item>",
          Pattern.DOTALL);

  private TitleWordTable() {}

  public static void main(String[] folder) throws IOException {
    Map<String, String> titles = new TreeMap<>();
    List<Path> documents;
    try (Stream<Path> files = Files.walk(Path.of(folder[0]))) {
      documents = files.filter(file -> file.toString().endsWith(".rss.xml")).sorted().toList();
    }
    for (Path document : documents) {
      Matcher item = ITEM.matcher(Files.readString(document));
      while (item.find()) {
        titles.putIfAbsent(item.group(2), item.group(1));
      }
    }
    TitleWords.table(titles.values()).forEach(System.out::println);
  }
}
