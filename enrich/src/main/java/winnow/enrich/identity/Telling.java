package winnow.enrich.identity;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words that tell one text from another: abbreviations written out, endings cut, and without
 * those that every text has.
 */
final class Telling {
  private static final Map<String, List<String>> WRITTEN_OUT =
      Map.ofEntries(
          Map.entry("ai", List.of("artificial", "intelligence")),
          Map.entry("cot", List.of("chain", "thought")),
          Map.entry("gnn", List.of("graph", "neural", "network")),
          Map.entry("gnns", List.of("graph", "neural", "network")),
          Map.entry("lm", List.of("language", "model")),
          Map.entry("lms", List.of("language", "model")),
          Map.entry("llm", List.of("large", "language", "model")),
          Map.entry("llms", List.of("large", "language", "model")),
          Map.entry("lvlm", List.of("large", "vision", "language", "model")),
          Map.entry("lvlms", List.of("large", "vision", "language", "model")),
          Map.entry("ml", List.of("machine", "learning")),
          Map.entry("mllm", List.of("multimodal", "large", "language", "model")),
          Map.entry("mllms", List.of("multimodal", "large", "language", "model")),
          Map.entry("moe", List.of("mixture", "expert")),
          Map.entry("nlp", List.of("natural", "language", "processing")),
          Map.entry("ood", List.of("out", "distribution")),
          Map.entry("rag", List.of("retrieval", "augmented", "generation")),
          Map.entry("rl", List.of("reinforcement", "learning")),
          Map.entry("rlhf", List.of("reinforcement", "learning", "human", "feedback")),
          Map.entry("vit", List.of("vision", "transformer")),
          Map.entry("vlm", List.of("vision", "language", "model")),
          Map.entry("vlms", List.of("vision", "language", "model")));

  private static final Set<String> EVERYWHERE =
      setOf(
          "a an the of for in on with and or to by from via at as is are be its their it into using"
              + " use towards toward through under over between without within can do does how"
              + " what why when which we our your you not that this these");

  /** What nearly every abstract says. */
  private static final Set<String> IN_ABSTRACTS =
      setOf(
          String.join(" ", EVERYWHERE)
              + " also such most more than while where have has been however recent may both those they"
              + " only one two new show propose paper present method approach model based"
              + " results work first existing but each other all extensive experiment"
              + " experiments state art code available github io https com achieve demonstrate"
              + " performance");

  private static final List<String> ENDINGS =
      List.of(
          "ization", "isation", "ational", "ments", "ation", "izing", "ising", "ingly", "ment",
          "ized", "ing", "ion", "ive", "ed", "er", "al", "ly", "e");

  private static final Map<Character, List<String>> BY_LAST_LETTER =
      ENDINGS.stream().collect(groupingBy(ending -> ending.charAt(ending.length() - 1)));

  private static final int SHORTEST = 4;

  private Telling() {}

  private static Set<String> setOf(String words) {
    return new HashSet<>(List.of(words.split(" ")));
  }

  /** Of a title, or of a part of one. */
  static List<String> ofTitle(List<String> words) {
    List<String> telling = new ArrayList<>(words.size());
    for (String word : words) {
      for (String one : WRITTEN_OUT.getOrDefault(word, List.of(word))) {
        if (!EVERYWHERE.contains(one)) {
          telling.add(stem(one));
        }
      }
    }
    return telling;
  }

  /** Of an abstract. */
  static List<String> ofAbstract(List<String> words) {
    List<String> telling = new ArrayList<>(words.size());
    for (String word : words) {
      if (!IN_ABSTRACTS.contains(word)) {
        telling.add(stem(word));
      }
    }
    return telling;
  }

  private static String stem(String word) {
    String singular = singular(word);
    if (singular.length() <= SHORTEST) {
      return singular;
    }
    char last = singular.charAt(singular.length() - 1);
    for (String ending : BY_LAST_LETTER.getOrDefault(last, List.of())) {
      if (singular.endsWith(ending) && singular.length() - ending.length() >= SHORTEST) {
        return singular.substring(0, singular.length() - ending.length());
      }
    }
    return singular;
  }

  private static String singular(String word) {
    if (word.length() > SHORTEST && word.endsWith("ies")) {
      return word.substring(0, word.length() - 3) + "y";
    }
    if (word.length() > SHORTEST && word.endsWith("sses")) {
      return word.substring(0, word.length() - 2);
    }
    boolean plural =
        word.length() >= SHORTEST
            && word.endsWith("s")
            && !word.endsWith("ss")
            && !word.endsWith("us")
            && !word.endsWith("is");
    return plural ? word.substring(0, word.length() - 1) : word;
  }
}
