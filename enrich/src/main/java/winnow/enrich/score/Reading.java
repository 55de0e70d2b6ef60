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

/**
 * One paper as a model reads it. A term's part in its relevance is what taking the term out of the
 * text takes away: every mention of it goes, with the words' openings, and the words around it
 * become neighbours.
 */
final class Reading {
  /** A term and what the paper would lose without it. */
  record Telling(String term, double points) {}

  /** What was found in a text, as often as it counts. */
  private static final class Found {
    private final int[] ids;
    private int size;

    Found(Words title, Words body) {
      // a word, its opening, and the pair with the word before
      ids = new int[3 * (Features.TITLE * title.inOrder().size() + body.inOrder().size())];
    }

    void add(int id, int times) {
      if (id >= 0) {
        Arrays.fill(ids, size, size + times, id);
        size += times;
      }
    }

    int[] sorted() {
      int[] sorted = Arrays.copyOf(ids, size);
      Arrays.sort(sorted);
      return sorted;
    }
  }

  private static final int UNKNOWN = -1;
  private static final int CANDIDATES = 14;

  private static final Set<String> EMPTY_WORDS =
      Set.of(
          ("a also an and any are as at be been both but by can do does each find finds"
                  + " for from has have how however in into is it its may more most no not of on or"
                  + " other our s show shows some such than that the their them these they this"
                  + " those to under use used using via was we were what when where whether which"
                  + " while who will with within without you your")
              .split(" "));

  private final Model model;
  private final int[] title;
  private final int[] body;
  private final int[] terms; // in their order
  private final int[] counts; // for each of them
  private final double[] values; // and what the count is worth
  private final double[] parts; // and what that adds to the relevance
  private final List<Integer> others = new ArrayList<>();
  private final List<String> categories;

  Reading(Model model, Words title, Words body, List<String> categories) {
    this.model = model;
    Found found = new Found(title, body);
    this.title = read(title, Features.TITLE, found);
    this.body = read(body, 1, found);
    this.categories = categories;
    int[] all = found.sorted();
    int[] firsts = firsts(all);
    this.terms = new int[firsts.length];
    this.counts = new int[terms.length];
    this.values = new double[terms.length];
    this.parts = new double[terms.length];
    for (int i = 0; i < terms.length; i++) {
      terms[i] = all[firsts[i]];
      counts[i] = (i + 1 < terms.length ? firsts[i + 1] : all.length) - firsts[i];
      values[i] = Features.value(counts[i]);
      parts[i] = model.relevance(terms[i]) * values[i];
    }
    others.add(model.word(Model.BASE));
    Features.others(body.inOrder(), categories).forEach(name -> others.add(model.word(name)));
  }

  /** How likely the paper is one to propose, in log-odds. */
  double relevance() {
    double sum = 0;
    for (double part : parts) {
      sum += part;
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
    return terms.length > 0;
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
    List<Integer> found = new ArrayList<>();
    double[] left = Arrays.stream(parts).map(Math::abs).toArray();
    for (int at = heaviest(left); at >= 0 && found.size() < CANDIDATES; at = heaviest(left)) {
      left[at] = 0;
      if (speaks(model.name(terms[at]))) {
        found.add(terms[at]);
      }
    }
    return found;
  }

  /** The first of those that weigh most; below zero where nothing weighs anything. */
  private static int heaviest(double[] weights) {
    int heaviest = -1;
    double most = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > most) {
        most = weights[i];
        heaviest = i;
      }
    }
    return heaviest;
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
      int at = Arrays.binarySearch(terms, one.getKey());
      int before = at < 0 ? 0 : counts[at];
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
          add(change, model.opening(word), -times);
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

  /** A text's words, each of which is found with its opening and with the word before. */
  private int[] read(Words text, int times, Found found) {
    List<String> tokens = text.inOrder();
    int[] words = new int[tokens.size()];
    for (int i = 0; i < words.length; i++) {
      words[i] = model.word(tokens.get(i));
      found.add(words[i], times);
      found.add(words[i] < 0 ? opening(tokens.get(i)) : model.opening(words[i]), times);
      if (i > 0) {
        found.add(model.pair(words[i - 1], words[i]), times);
      }
    }
    return words;
  }

  /** Where the terms begin that are sorted here. */
  private static int[] firsts(int[] sorted) {
    return IntStream.range(0, sorted.length)
        .filter(i -> i == 0 || sorted[i] != sorted[i - 1])
        .toArray();
  }

  private int opening(String word) {
    String opening = Features.opening(word);
    return opening == null ? UNKNOWN : model.word(opening);
  }
}
