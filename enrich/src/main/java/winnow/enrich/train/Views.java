package winnow.enrich.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.enrich.score.Features;

/**
 * How a paper is shown to the one who learns: whole, twice; with its primary category alone; by the
 * title and each half of the abstract; and some papers by their title alone. From the parts a model
 * learns to do without the one word that gives a paper away. It is still worse where less is known
 * of a paper: {@code docs/ranking.md} has the figures.
 */
final class Views {
  /**
   * What is shown.
   *
   * @param times how often
   */
  record View(Map<String, Double> features, int times) {}

  private Views() {}

  /**
   * The views of a paper.
   *
   * @param title whether its title is one by itself
   */
  static List<View> of(Example paper, boolean title) {
    List<View> views = new ArrayList<>();
    views.add(new View(whole(paper), 2));
    List<String> primary = paper.categories().stream().limit(1).toList();
    views.add(new View(Features.of(paper.title(), paper.abstractText(), primary), 1));
    String text = paper.abstractText() == null ? "" : paper.abstractText();
    int middle = text.indexOf(' ', text.length() / 2);
    if (middle > 0) {
      for (String half : List.of(text.substring(0, middle), text.substring(middle))) {
        views.add(new View(Features.of(paper.title(), half, paper.categories()), 1));
      }
    }
    if (title) {
      views.add(new View(text(paper.title(), null), 1));
    }
    return views;
  }

  static Map<String, Double> whole(Example paper) {
    return Features.of(paper.title(), paper.abstractText(), paper.categories());
  }

  /** The text alone; that categories are hidden is no feature, unlike their absence. */
  static Map<String, Double> text(@Nullable String title, @Nullable String abstractText) {
    Map<String, Double> features = Features.of(title, abstractText, List.of());
    features.remove(Features.NO_CATEGORIES);
    return features;
  }
}
