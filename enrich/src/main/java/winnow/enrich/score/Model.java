package winnow.enrich.score;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;

/**
 * What past choices taught: for each feature a weight for relevance, and one for each section, in
 * log-odds. Linear, so that every figure can be taken apart. Immutable, safe for many threads.
 *
 * <p>Written as text: a line on the form, a line with the sections, a line for each feature with
 * its weights in ten-thousandths (zeros at the end left out; words before the pairs that they
 * make), and a last line with the count of features and a checksum. The same model gives the same
 * bytes.
 */
public final class Model {
  /** The feature that every paper has, whatever it says. */
  public static final String BASE = "base:";

  private static final String FORM = "winnow ranking model 1";
  private static final double UNIT = 10_000;
  private static final Comparator<String> WORDS_FIRST =
      Comparator.comparing(Model::isPair).thenComparing(Comparator.naturalOrder());

  private final List<String> sections;
  private final String[] names;
  private final float[] relevance;
  private final float[][] bySection;
  private final Numbers words;
  private final Pairs pairs;
  private final int[] openings; // for each word its opening's

  private Model(List<String> sections, String[] names, float[] relevance, float[][] bySection) {
    this.sections = List.copyOf(sections);
    this.names = names;
    this.relevance = relevance;
    this.bySection = bySection;
    this.words = new Numbers(names);
    this.pairs = new Pairs(names.length);
    for (int id = 0; id < names.length; id++) {
      int space = names[id].indexOf(' ');
      if (space < 0) {
        words.put(id);
      } else {
        int first = word(names[id].substring(0, space));
        int second = word(names[id].substring(space + 1));
        if (first < 0 || second < 0) {
          throw new IllegalArgumentException("a pair stands before its words: " + names[id]);
        }
        pairs.put(first, second, id);
      }
    }
    this.openings = new int[names.length];
    for (int id = 0; id < names.length; id++) {
      String opening = Features.opening(names[id]);
      openings[id] = opening == null ? -1 : word(opening);
    }
  }

  /**
   * A model of these weights.
   *
   * @param weights for each feature its weight for relevance, then one for each section; kept in
   *     ten-thousandths
   */
  public static Model of(List<String> sections, Map<String, double[]> weights) {
    Set<String> all = new TreeSet<>(WORDS_FIRST);
    for (String name : weights.keySet()) {
      all.add(name);
      if (isPair(name)) {
        all.addAll(List.of(name.split(" ")));
      }
    }
    String[] names = all.toArray(String[]::new);
    float[] relevance = new float[names.length];
    float[][] bySection = new float[sections.size()][names.length];
    double[] none = new double[sections.size() + 1];
    for (int id = 0; id < names.length; id++) {
      double[] own = weights.getOrDefault(names[id], none);
      relevance[id] = rounded(own[0]);
      for (int s = 0; s < bySection.length; s++) {
        bySection[s][id] = rounded(own[s + 1]);
      }
    }
    return new Model(sections, names, relevance, bySection);
  }

  /** Both in one: each feature weighs what it weighs in the two together. */
  public Model plus(Model other) {
    Set<String> all = new LinkedHashSet<>(sections);
    all.addAll(other.sections);
    Map<String, double[]> weights = new HashMap<>();
    addTo(weights, List.copyOf(all));
    other.addTo(weights, List.copyOf(all));
    return of(List.copyOf(all), weights);
  }

  /** What it says of relevance, and nothing of sections. */
  public Model ofRelevance() {
    Map<String, double[]> weights = new HashMap<>();
    for (int id = 0; id < names.length; id++) {
      weights.put(names[id], new double[] {relevance[id]});
    }
    return ofWeighty(List.of(), weights);
  }

  /** What it says of sections, and nothing of relevance. */
  public Model ofSections() {
    Map<String, double[]> weights = new HashMap<>();
    addTo(weights, sections);
    weights.values().forEach(own -> own[0] = 0);
    return ofWeighty(sections, weights);
  }

  /** Without what weighs nothing. */
  private static Model ofWeighty(List<String> sections, Map<String, double[]> weights) {
    weights.values().removeIf(own -> Arrays.stream(own).allMatch(weight -> weight == 0));
    return of(sections, weights);
  }

  private void addTo(Map<String, double[]> weights, List<String> columns) {
    for (int id = 0; id < names.length; id++) {
      double[] own = weights.computeIfAbsent(names[id], ignored -> new double[columns.size() + 1]);
      own[0] += relevance[id];
      for (int s = 0; s < bySection.length; s++) {
        own[columns.indexOf(sections.get(s)) + 1] += bySection[s][id];
      }
    }
  }

  /** The sections that it knows, in the order of the weights. */
  public List<String> sections() {
    return sections;
  }

  /** How many features it knows. */
  public int size() {
    return names.length;
  }

  /** How likely the paper is one to propose, in log-odds; the same as {@link Reading}'s. */
  public double relevance(Map<String, Double> features) {
    return weight(BASE, relevance)
        + features.entrySet().stream()
            .mapToDouble(feature -> weight(feature.getKey(), relevance) * feature.getValue())
            .sum();
  }

  /** The number of a word, or of another feature that is no pair; below zero if it is not known. */
  int word(String name) {
    return words.get(name);
  }

  int pair(int first, int second) {
    return pairs.get(first, second);
  }

  /** The number of a word's opening; below zero if it has none that is known. */
  int opening(int word) {
    return openings[word];
  }

  String name(int id) {
    return names[id];
  }

  double relevance(int id) {
    return id < 0 ? 0 : relevance[id];
  }

  double section(int section, int id) {
    return id < 0 ? 0 : bySection[section][id];
  }

  private double weight(String feature, float[] weights) {
    int space = feature.indexOf(' ');
    int id =
        space < 0
            ? word(feature)
            : pair(word(feature.substring(0, space)), word(feature.substring(space + 1)));
    return id < 0 ? 0 : weights[id];
  }

  /** The model as a file holds it. */
  public byte[] write() {
    StringBuilder text = new StringBuilder(FORM).append('\n');
    text.append(String.join("\t", sections)).append('\n');
    for (int id = 0; id < names.length; id++) {
      text.append(names[id]);
      int last = bySection.length;
      while (last > 0 && bySection[last - 1][id] == 0) {
        last--;
      }
      text.append('\t').append(units(relevance[id]));
      for (int s = 0; s < last; s++) {
        text.append('\t').append(units(bySection[s][id]));
      }
      text.append('\n');
    }
    byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
    byte[] end = end(names.length, body, body.length).getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(body, body.length + end.length);
    System.arraycopy(end, 0, all, body.length, end.length);
    return all;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if it is not whole, or not such a file; the message says which
   */
  public static Model read(byte[] file) {
    String text = new String(file, StandardCharsets.UTF_8);
    if (!text.startsWith(FORM + "\n")) {
      throw new IllegalArgumentException(
          "not a ranking model of this version; the first line is not: " + FORM);
    }
    int end = text.lastIndexOf("\nend\t") + 1;
    if (end == 0) {
      throw new IllegalArgumentException(
          "the ranking model is cut short: its last line is missing");
    }
    String last = text.substring(end);
    int body = file.length - last.getBytes(StandardCharsets.UTF_8).length;
    List<String> lines = lines(text, end);
    if (!last.equals(end(lines.size() - 2, file, body))) {
      throw new IllegalArgumentException(
          "the ranking model is damaged: its checksum does not fit: " + last.strip());
    }
    return of(lines);
  }

  private static Model of(List<String> lines) {
    List<String> sections =
        lines.get(1).isEmpty() ? List.of() : List.of(lines.get(1).split("\t", -1));
    int count = lines.size() - 2;
    String[] names = new String[count];
    float[][] weights = new float[sections.size() + 1][count];
    for (int id = 0; id < count; id++) {
      String line = lines.get(id + 2);
      int from = line.indexOf('\t');
      if (from < 0) {
        throw new IllegalArgumentException("line " + (id + 3) + " has no weight: " + line);
      }
      names[id] = line.substring(0, from);
      for (int column = 0; from >= 0; column++) {
        int to = line.indexOf('\t', from + 1);
        if (column == weights.length) {
          throw new IllegalArgumentException("line " + (id + 3) + " has too many weights: " + line);
        }
        int stop = to < 0 ? line.length() : to;
        weights[column][id] = (float) (Integer.parseInt(line, from + 1, stop, 10) / UNIT);
        from = to;
      }
    }
    return new Model(sections, names, weights[0], Arrays.copyOfRange(weights, 1, weights.length));
  }

  private static List<String> lines(String text, int end) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    while (from < end) {
      int to = text.indexOf('\n', from);
      lines.add(text.substring(from, to));
      from = to + 1;
    }
    return lines;
  }

  private static String end(int count, byte[] body, int length) {
    CRC32 sum = new CRC32();
    sum.update(body, 0, length);
    return "end\t" + count + "\t" + Long.toHexString(sum.getValue()) + "\n";
  }

  private static boolean isPair(String name) {
    return name.indexOf(' ') >= 0;
  }

  private static long units(float weight) {
    return Math.round(weight * UNIT);
  }

  private static float rounded(double weight) {
    return (float) (Math.round(weight * UNIT) / UNIT);
  }
}
