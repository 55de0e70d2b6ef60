package winnow.enrich.identity;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How much of a text another version of it changed. */
public final class Rewording {
  /** From this part of the abstract on, a version is worth another look. */
  public static final double MUCH = 0.3;

  /** The same for the title, which is short, where no abstract tells more. */
  public static final double MUCH_OF_TITLE = 0.5;

  private Rewording() {}

  /**
   * The part of all words of both texts, however often they come, that only one of them has: from
   * 0, where the same words are in both, to 1. Absent if either text is.
   */
  public static @Nullable Double between(@Nullable String earlier, @Nullable String later) {
    if (earlier == null || later == null) {
      return null;
    }
    if (earlier.equals(later)) {
      return 0.0;
    }
    Map<String, Integer> words = new HashMap<>();
    int all = 0;
    for (String word : Spelling.words(earlier)) {
      words.merge(word, 1, Integer::sum);
      all++;
    }
    int both = 0;
    for (String word : Spelling.words(later)) {
      Integer left = words.get(word);
      if (left != null && left > 0) {
        words.put(word, left - 1);
        both++;
      } else {
        all++;
      }
    }
    return all == 0 ? 0 : Math.round(1000.0 * (all - both) / all) / 1000.0;
  }

  /** Whether so much changed that a curator should look again: the abstract decides, if known. */
  public static boolean isMaterial(@Nullable Double title, @Nullable Double abstractText) {
    return abstractText != null ? abstractText >= MUCH : title != null && title >= MUCH_OF_TITLE;
  }
}
