package winnow.enrich.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import winnow.model.Score.Reason;

/** What a model finds in a paper, as reasons that add up to its log-odds, in hundredths. */
final class Relevance {
  private static final int TERMS = 6;
  private static final double WORTH_A_LINE = 0.1;

  private Relevance() {}

  static List<Reason> reasons(Reading paper, List<String> categories) {
    List<Reason> reasons = new ArrayList<>();
    for (Reading.Telling telling : paper.telling(TERMS, WORTH_A_LINE)) {
      reasons.add(new Reason("term", cents(telling.points()), "mentions “" + telling.term() + "”"));
    }
    if (!categories.isEmpty()) {
      reasons.add(
          new Reason(
              "category", cents(paper.ofCategories()), "filed under " + filedUnder(categories)));
    }
    double named = reasons.stream().mapToDouble(Reason::points).sum();
    reasons.add(new Reason("words", cents(cents(paper.relevance()) - named), "other words"));
    return reasons;
  }

  private static String filedUnder(List<String> categories) {
    int most = 3;
    String first = String.join(", ", categories.subList(0, Math.min(most, categories.size())));
    int more = categories.size() - most;
    return more > 0 ? String.format(Locale.ROOT, "%s and %d more", first, more) : first;
  }

  private static double cents(double points) {
    return Math.round(points * 100) / 100.0;
  }
}
