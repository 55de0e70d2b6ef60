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
   * A phrase as a text may hold it.
   *
   * @param words those of the phrase, the last one in the singular or in a regular plural
   */
  private record Form(Words phrase, List<String> words) {}

  private final Map<String, List<Form>> byFirstWord = new HashMap<>();

  Phrases(Iterable<Words> phrases) {
    for (Words phrase : phrases) {
      if (!phrase.isEmpty()) {
        int last = phrase.inOrder().size() - 1;
        String singular = phrase.inOrder().get(last);
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
    List<String> words = text.inOrder();
    for (int i = 0; i < words.size(); i++) {
      for (Form form : byFirstWord.getOrDefault(words.get(i), List.of())) {
        int end = i + form.words().size();
        if (end <= words.size() && words.subList(i, end).equals(form.words())) {
          found.add(form.phrase());
        }
      }
    }
    return found;
  }

  private void add(Words phrase, String last) {
    List<String> words = new ArrayList<>(phrase.inOrder());
    words.set(words.size() - 1, last);
    byFirstWord
        .computeIfAbsent(words.get(0), ignored -> new ArrayList<>())
        .add(new Form(phrase, List.copyOf(words)));
  }
}
