package winnow.enrich.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Phrases to look for, by their first words, so that one walk through a text finds them all. */
final class Phrases {
  /**
   * A phrase as a text may hold it: in the singular or in a regular plural.
   *
   * @param words with one space after each
   */
  private record Form(Words phrase, String words) {}

  private final Map<String, List<Form>> byFirstWord = new HashMap<>();

  Phrases(Iterable<Words> phrases) {
    for (Words phrase : phrases) {
      if (!phrase.isEmpty()) {
        String singular = phrase.spaced().strip();
        add(phrase, singular);
        add(phrase, singular + "s");
        add(phrase, singular + "es");
        if (singular.endsWith("y")) {
          add(phrase, singular.substring(0, singular.length() - 1) + "ies");
        }
      }
    }
  }

  /** Those that stand in the text, as whole words. */
  Set<Words> in(Words text) {
    Set<Words> found = new HashSet<>();
    String spaced = text.spaced();
    int from = 1;
    for (int to = spaced.indexOf(' ', from); to > 0; to = spaced.indexOf(' ', from)) {
      for (Form form : byFirstWord.getOrDefault(spaced.substring(from, to), List.of())) {
        if (spaced.startsWith(form.words(), from)) {
          found.add(form.phrase());
        }
      }
      from = to + 1;
    }
    return found;
  }

  private void add(Words phrase, String words) {
    String first = words.split(" ", 2)[0];
    byFirstWord
        .computeIfAbsent(first, ignored -> new ArrayList<>())
        .add(new Form(phrase, words + " "));
  }
}
