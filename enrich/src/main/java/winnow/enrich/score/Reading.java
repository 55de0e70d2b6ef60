package winnow.enrich.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One paper as a model reads it. A term's part in its relevance is what taking the term out of the
 * text takes away: every mention of it goes, with the words' openings, and the words around it
 * become neighbours.
 */
final class Reading {
  /** A term and what the paper would lose without it. */
  record Telling(String term, double points) {}

  private static final int UNKNOWN = -1;
  private static final int CANDIDATES = 14;

  private static final Set<String> EMPTY_WORDS =
      Set.of(
          ("a an and are as at be been both but by can for from has have however in into is it its"
                  + " may more most no not of on or our s such than that the their them these they"
                  + " this those to under via was we were when where which while who will with"
                  + " within without you your")
              .split(" "));

  private final Model model;
  private final int[] title;
  private final int[] body;
  private final Map<Integer, Integer> counts = new HashMap<>();
  private final int[] terms; // those of the counts
  private final double[] values; // for each of them
  private final List<Integer> others = new ArrayList<>();
  private final List<String> categories;

  Reading(
      Model model, @Nullable String title, @Nullable String abstractText, List<String> categories) {
    this.model = model;
    this.title = ids(title, Features.TITLE);
    this.body = ids(abstractText, 1);
    this.categories = categories;
    count(this.title, Features.TITLE);
    count(this.body, 1);
    this.terms = counts.keySet().stream().mapToInt(Integer::intValue).toArray();
    this.values =
        Arrays.stream(terms)
            .mapToDouble(id -> Features.value(counts.getOrDefault(id, 0)))
            .toArray();
    others.add(model.word(Model.BASE));
    Features.others(abstractText, categories).forEach(name -> others.add(model.word(name)));
  }

  /** How likely the paper is one to propose, in log-odds. */
  double relevance() {
    double sum = 0;
    for (int i = 0; i < terms.length; i++) {
      sum += model.relevance(terms[i]) * values[i];
    }
    for (int other : others) {
      sum += model.relevance(other);
    }
    return sum;
  }

  /** How likely each section is, in log-odds. */
  Map<String, Double> sections() {
    Map<String, Double> likely = new TreeMap<>();
    for (int s = 0; s < model.sections().size(); s++) {
      double sum = 0;
      for (int i = 0; i < terms.length; i++) {
        sum += model.section(s, terms[i]) * values[i];
      }
      for (int other : others) {
        sum += model.section(s, other);
      }
      likely.put(model.sections().get(s), sum);
    }
    return likely;
  }

  /** Whether the model knows anything that the paper says. */
  boolean known() {
    return !counts.isEmpty();
  }

  /** What the paper's categories add over having none named. */
  double ofCategories() {
    double sum = -model.relevance(model.word(Features.NO_CATEGORIES));
    for (String name : Features.ofCategories(categories)) {
      sum += model.relevance(model.word(name));
    }
    return sum;
  }

  /**
   * The terms that weigh most, no two of which share a word.
   *
   * @param atLeast points below which a term is not worth a line
   */
  List<Telling> telling(int most, double atLeast) {
    List<Telling> found = new ArrayList<>();
    for (int id : candidates()) {
      double points = without(words(id));
      if (Math.abs(points) >= atLeast) {
        found.add(new Telling(model.name(id), points));
      }
    }
    found.sort(
        Comparator.comparingDouble((Telling one) -> -Math.abs(one.points()))
            .thenComparing(Telling::term));
    Set<String> used = new HashSet<>();
    List<Telling> told = new ArrayList<>();
    for (Telling one : found) {
      List<String> words = List.of(one.term().split(" "));
      if (told.size() < most && words.stream().noneMatch(used::contains)) {
        told.add(one);
        used.addAll(words);
      }
    }
    return told;
  }

  /** The features that weigh most by themselves, among those that a reader would call a term. */
  private List<Integer> candidates() {
    return IntStream.range(0, terms.length)
        .filter(i -> model.relevance(terms[i]) != 0 && speaks(model.name(terms[i])))
        .boxed()
        .sorted(
            Comparator.comparingDouble(
                    (Integer i) -> -Math.abs(model.relevance(terms[i]) * values[i]))
                .thenComparing(i -> terms[i]))
        .limit(CANDIDATES)
        .map(i -> terms[i])
        .toList();
  }

  private static boolean speaks(String term) {
    for (String word : term.split(" ")) {
      if (word.length() < 2 || word.indexOf(':') >= 0 || EMPTY_WORDS.contains(word)) {
        return false;
      }
    }
    return true;
  }

  private int[] words(int id) {
    String[] names = model.name(id).split(" ");
    int[] words = new int[names.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = model.word(names[i]);
    }
    return words;
  }

  /** What the relevance loses when every mention of the words goes. */
  private double without(int[] words) {
    Map<Integer, Integer> change = new HashMap<>();
    remove(title, words, Features.TITLE, change);
    remove(body, words, 1, change);
    double lost = 0;
    for (Map.Entry<Integer, Integer> one : change.entrySet()) {
      int before = counts.getOrDefault(one.getKey(), 0);
      lost +=
          model.relevance(one.getKey())
              * (Features.value(before) - Features.value(before + one.getValue()));
    }
    return lost;
  }

  private void remove(int[] text, int[] words, int times, Map<Integer, Integer> change) {
    int left = UNKNOWN; // the word before, of those that stay
    boolean gap = false;
    int i = 0;
    while (i < text.length) {
      if (stands(words, text, i)) {
        for (int word : words) {
          change.merge(word, -times, Integer::sum);
          add(change, opening(model.name(word)), -times);
        }
        for (int at = i; at <= i + words.length; at++) {
          if (at > 0 && at < text.length && !(gap && at == i)) {
            add(change, model.pair(text[at - 1], text[at]), -times);
          }
        }
        i += words.length;
        gap = true;
      } else {
        if (gap) {
          add(change, model.pair(left, text[i]), times);
        }
        left = text[i];
        gap = false;
        i++;
      }
    }
  }

  private static boolean stands(int[] words, int[] text, int at) {
    if (at + words.length > text.length) {
      return false;
    }
    for (int i = 0; i < words.length; i++) {
      if (text[at + i] != words[i]) {
        return false;
      }
    }
    return true;
  }

  private static void add(Map<Integer, Integer> counts, int id, int times) {
    if (id >= 0) {
      counts.merge(id, times, Integer::sum);
    }
  }

  private void count(int[] text, int times) {
    for (int i = 0; i < text.length; i++) {
      add(counts, text[i], times);
      if (i > 0) {
        add(counts, model.pair(text[i - 1], text[i]), times);
      }
    }
  }

  private int opening(String word) {
    String opening = Features.opening(word);
    return opening == null ? UNKNOWN : model.word(opening);
  }

  private int[] ids(@Nullable String text, int times) {
    List<String> tokens = Tokens.of(text == null ? "" : text);
    int[] ids = new int[tokens.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = model.word(tokens.get(i));
      add(counts, opening(tokens.get(i)), times);
    }
    return ids;
  }
}
