package winnow.enrich.identity;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a paper in words: title, authors and abstract, each as small as it takes to
 * recognise the paper by it. A function of the words: case, spaces, accents and TeX make no
 * difference. A part that was not said is empty, and speaks neither for nor against.
 *
 * @param title its words in one spelling; a colon stays, since it ends a name
 * @param authors a sample of the names, each as family name and initial
 * @param abstractText a sample of the runs of words
 */
public record Wording(String title, Sketch authors, Sketch abstractText) {
  private static final int RUN = 3;

  public Wording {
    requireNonNull(title, "title is missing");
    requireNonNull(authors, "authors is missing");
    requireNonNull(abstractText, "abstractText is missing");
  }

  /** What a source said; each part may be missing. */
  public static Wording of(
      @Nullable String title, List<String> authors, @Nullable String abstractText) {
    return new Wording(
        title == null ? "" : String.join(" ", Spelling.words(title)),
        Sketch.of(authors.stream().map(Wording::name).filter(name -> !name.isBlank()).toList()),
        Sketch.of(abstractText == null ? Set.of() : runs(Spelling.words(abstractText))));
  }

  /** The words of the title. */
  List<String> words() {
    return Spelling.words(title);
  }

  /**
   * Two wordings of one work nearly always share one of these, and two of different works seldom
   * do; only wordings that share one need be compared. A few, none if nothing was said.
   */
  public SortedSet<String> keys() {
    SortedSet<String> keys = new TreeSet<>();
    if (!title.isEmpty()) {
      keys.add("title:" + title);
    }
    return keys;
  }

  private static String name(String author) {
    List<String> words = Spelling.words(author);
    return words.isEmpty() ? "" : words.get(words.size() - 1) + " " + words.get(0).charAt(0);
  }

  private static Set<String> runs(List<String> words) {
    Set<String> runs = new HashSet<>();
    for (int i = 0; i + RUN <= words.size(); i++) {
      runs.add(String.join(" ", words.subList(i, i + RUN)));
    }
    return runs;
  }
}
