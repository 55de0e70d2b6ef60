package winnow.enrich.identity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where a wording meets others. Each kind of key is for what survives one way of writing: a name
 * before a colon for a title that was cut to it, rare words for one put otherwise, the team for one
 * that changed altogether, the abstract where the authors are not told.
 */
final class Keys {
  private static final double TELLING_PART = 5;
  private static final double RARE = 5;
  private static final double TELLING_PAIR = 6;
  private static final int FEW = 4;
  private static final int TWO = 2;

  private Keys() {}

  static SortedSet<String> of(Wording wording) {
    SortedSet<String> keys = new TreeSet<>();
    title(Title.of(wording.title()), keys);
    team(wording.authors(), keys);
    List<String> sample = wording.abstractText().hashes();
    for (String hash : sample.subList(0, Math.min(TWO, sample.size()))) {
      keys.add("abstract:" + hash);
    }
    return keys;
  }

  private static void title(Title title, SortedSet<String> keys) {
    List<String> words = title.words();
    List<List<String>> parts = new ArrayList<>(title.parts());
    parts.add(words);
    for (List<String> part : parts) {
      if (TitleWords.information(part) >= TELLING_PART) {
        keys.add("title:" + Sketch.letters(String.join(" ", part)) + part.size());
      }
    }
    List<String> rarest =
        new HashSet<>(words)
            .stream()
                .sorted(
                    Comparator.<String>comparingDouble(word -> -TitleWords.information(word))
                        .thenComparing(word -> word))
                .limit(FEW)
                .toList();
    for (int i = 0; i < rarest.size(); i++) {
      if (TitleWords.information(rarest.get(i)) >= RARE) {
        keys.add("word:" + rarest.get(i));
      }
      for (int j = 0; j < i; j++) {
        keys.add(pair(List.of(rarest.get(i), rarest.get(j))));
      }
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
                .limit(FEW)
                .toList());
    some.addAll(all.stream().limit(1).toList());
    return some;
  }

  private static String pair(List<String> two) {
    return "words:" + String.join(" ", new TreeSet<>(two));
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
    return "team:" + String.join(",", new TreeSet<>(names));
  }

  /** Family name and initial, where names are written in the usual order. */
  private static String name(String author) {
    String[] words = author.split(" ");
    return words[words.length - 1] + " " + words[0].charAt(0);
  }
}
