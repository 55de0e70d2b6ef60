package winnow.enrich.identity;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a paper in words: title, authors and abstract, each as small as it takes to
 * recognise the paper by it. A function of the words: case, spaces, accents and TeX make no
 * difference. A part that was not said is empty, and speaks neither for nor against.
 *
 * @param title in one spelling, its parts kept apart by colons
 * @param authors the first names of the list, each in one spelling, in its order
 * @param abstractText a sample of the pairs of words that follow each other in it
 */
public record Wording(String title, List<String> authors, Sketch abstractText)
    implements Comparable<Wording> {
  /** Of how many authors the names are kept. */
  static final int AUTHORS = 16;

  private static final Comparator<Wording> ORDER =
      Comparator.comparing(Wording::title)
          .thenComparing(wording -> String.join(",", wording.authors))
          .thenComparing(wording -> wording.abstractText.text())
          .thenComparing(wording -> wording.abstractText.size());

  public Wording {
    requireNonNull(title, "title is missing");
    requireNonNull(abstractText, "abstractText is missing");
    authors = List.copyOf(authors);
  }

  /** What a source said; each part may be missing, and a blank one is. */
  public static Wording of(
      @Nullable String title, List<String> authors, @Nullable String abstractText) {
    return new Wording(
        title == null ? "" : Title.plain(title),
        authors.stream()
            .map(author -> String.join(" ", Spelling.words(author)))
            .filter(name -> !name.isEmpty())
            .limit(AUTHORS)
            .toList(),
        Sketch.ofPairs(abstractText == null ? List.of() : telling(abstractText)));
  }

  /** Whether nothing was said that a paper could be recognised by. */
  public boolean isEmpty() {
    return title.isEmpty() && abstractText.isEmpty();
  }

  /**
   * Where this meets others: two wordings of one work nearly always share a key, and two of
   * different works seldom do. About a dozen; none if nothing was said.
   */
  public SortedSet<String> keys() {
    return Keys.of(this);
  }

  @Override
  public int compareTo(Wording other) {
    return ORDER.compare(this, other);
  }

  private static List<String> telling(String abstractText) {
    return Telling.ofAbstract(Spelling.words(abstractText));
  }
}
