package winnow.enrich.identity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import winnow.model.Identifier;
import winnow.model.Identifier.Kind;

/**
 * Where a wording meets others. Each kind of key is for what survives one way of writing: a name
 * before a colon for a title that was cut to it, rare words for one put otherwise, the team for one
 * that changed altogether, the abstract where the authors are not told. A key is its kind and a
 * hash, so that it is short and repeats no text.
 */
public final class Keys {
  private static final double TELLING_PART = 5;

  /** What one title in nine million has by chance: who shares it may be of one work. */
  private static final double TELLING_WORK = 16;

  private static final double RARE = 4;
  private static final double TELLING_PAIR = 6;
  private static final int RAREST = 6;
  private static final int NEIGHBOURS = 3;
  private static final int TWO = 2;
  private static final int MOST_OF_A_WORD = 64;
  private static final int MOST = 16;
  private static final String ABSTRACT = "abstract:";
  private static final String RARE_TITLE = "rare-title:";
  private static final String TITLE = "title:";
  private static final String RARE_WORDS = "rare-words:";
  private static final String WORDS = "words:";
  private static final String WORD = "word:";

  private Keys() {}

  static SortedSet<String> of(Wording wording) {
    SortedSet<String> keys = new TreeSet<>();
    title(Title.of(wording.title()), keys);
    team(wording.authors(), keys);
    List<String> sample = wording.abstractText().hashes();
    if (sample.size() >= TWO) {
      keys.add(ABSTRACT + sample.get(0) + sample.get(1));
    }
    return keys;
  }

  /**
   * Whether these two are compared if both have this key. Two arXiv ids are so seldom one work, and
   * then tell nearly the same text, that the same team or words that others may have in common by
   * chance are no reason to look.
   */
  public static boolean meet(String key, Identifier one, Identifier other) {
    boolean arxiv = one.kind() == Kind.ARXIV && other.kind() == Kind.ARXIV;
    return !arxiv
        || key.startsWith(ABSTRACT)
        || key.startsWith(RARE_TITLE)
        || key.startsWith(RARE_WORDS);
  }

  /**
   * So many names may have this key; if more do, it is worn. A single word is in many titles, and
   * may be all that is left of one put otherwise; whoever shares two words, a title, a team or an
   * abstract with more than a few is not told apart from them by it.
   */
  public static int most(String key) {
    return key.startsWith(WORD) ? MOST_OF_A_WORD : MOST;
  }

  private static void title(Title title, SortedSet<String> keys) {
    List<String> words = title.words();
    List<List<String>> parts = new ArrayList<>(title.parts());
    parts.add(words);
    for (List<String> part : parts) {
      double information = TitleWords.information(part);
      if (information >= TELLING_PART) {
        keys.add((information >= TELLING_WORK ? RARE_TITLE : TITLE) + hash(String.join(" ", part)));
      }
    }
    List<String> rarest =
        new HashSet<>(words)
            .stream()
                .sorted(
                    Comparator.<String>comparingDouble(word -> -TitleWords.information(word))
                        .thenComparing(word -> word))
                .limit(RAREST)
                .toList();
    rarest.stream()
        .filter(word -> TitleWords.information(word) >= RARE)
        .forEach(word -> keys.add(WORD + hash(word)));
    if (rarest.size() >= TWO) {
      keys.add(pair(rarest.subList(0, TWO)));
    }
    for (List<String> two : neighbours(words)) {
      if (TitleWords.information(two) >= TELLING_PAIR) {
        keys.add(pair(two));
      }
    }
  }

  /** The first two words, and the rarest that follow each other. */
  private static List<List<String>> neighbours(List<String> words) {
    List<List<String>> all = new ArrayList<>();
    for (int i = 1; i < words.size(); i++) {
      all.add(words.subList(i - 1, i + 1));
    }
    List<List<String>> some =
        new ArrayList<>(
            all.stream()
                .sorted(
                    Comparator.<List<String>>comparingDouble(two -> -TitleWords.information(two))
                        .thenComparing(two -> String.join(" ", two)))
                .limit(NEIGHBOURS)
                .toList());
    some.addAll(all.stream().limit(1).toList());
    return some;
  }

  private static String pair(List<String> two) {
    return (TitleWords.information(two) >= TELLING_WORK ? RARE_WORDS : WORDS)
        + hash(String.join(" ", new TreeSet<>(two)));
  }

  /** The first with the last, and two that stay the two however the others change. */
  private static void team(List<String> authors, SortedSet<String> keys) {
    List<String> names = authors.stream().map(Keys::name).toList();
    if (!names.isEmpty()) {
      keys.add(team(List.of(names.get(0), names.get(names.size() - 1))));
      keys.add(
          team(names.stream().sorted(Comparator.comparing(Sketch::letters)).limit(TWO).toList()));
    }
  }

  private static String team(List<String> names) {
    return "team:" + hash(String.join(",", new TreeSet<>(names)));
  }

  /**
   * Long enough to be no other text's by chance, among all that are ever seen. The two hashes begin
   * differently: texts that share a hash share it too with whatever follows both.
   */
  private static String hash(String text) {
    return Sketch.letters(text) + Sketch.letters(" " + text);
  }

  /** Family name and initial, where names are written in the usual order. */
  private static String name(String author) {
    String[] words = author.split(" ");
    return words[words.length - 1] + " " + words[0].charAt(0);
  }
}
