package winnow.publish.review;

import static winnow.publish.review.Tag.tag;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Drawings in SVG, in the page's own colours; each has its title and says in words what it shows.
 */
final class Plot {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 300;
  private static final int LEFT = 52;
  private static final int RIGHT = 30;
  private static final int TOP = 14;
  private static final int BOTTOM = 44;

  private Plot() {}

  /** How much of what was wanted is found, by how much is read. */
  static Tag found(List<Hindsight.Step> steps, String words) {
    Tag plot = plot("found", "Found by how much is read", words);
    for (int tenth = 0; tenth <= 10; tenth += 2) {
      double share = tenth / 10.0;
      plot.add(text(x(share), HEIGHT - BOTTOM + 18, "middle", tenth * 10 + " %"));
      plot.add(text(LEFT - 8, y(share) + 4, "end", tenth * 10 + " %"));
      plot.add(line(LEFT, y(share), WIDTH - RIGHT, y(share), "grid"));
    }
    plot.add(text(x(0.5), HEIGHT - 6, "middle", "of the decided papers read, best first"));
    plot.add(line(x(0), y(0), x(1), y(1), "chance"));
    String points =
        steps.stream()
            .map(step -> number(x(step.read())) + "," + number(y(step.found())))
            .collect(Collectors.joining(" "));
    return plot.add(tag("polyline").with("class", "curve").with("points", points));
  }

  /** How many of both kinds have how many points. */
  static Tag points(List<Hindsight.Bin> bins, String words) {
    Tag plot = plot("points", "Points of papers taken and refused", words);
    int most = bins.stream().mapToInt(bin -> Math.max(bin.taken(), bin.refused())).max().orElse(1);
    double wide = (WIDTH - LEFT - RIGHT) / (double) Math.max(1, bins.size());
    plot.add(text(LEFT - 8, y(1) + 4, "end", String.valueOf(most)));
    plot.add(text(LEFT - 8, y(0) + 4, "end", "0"));
    plot.add(line(LEFT, y(0), WIDTH - RIGHT, y(0), "grid"));
    int every = Math.max(1, bins.size() / 12);
    for (int i = 0; i < bins.size(); i++) {
      Hindsight.Bin bin = bins.get(i);
      double left = LEFT + i * wide;
      plot.add(bar(left + wide * 0.1, wide * 0.4, bin.taken() / (double) most, "taken"));
      plot.add(bar(left + wide * 0.5, wide * 0.4, bin.refused() / (double) most, "refused"));
      if (i % every == 0) {
        String label = String.valueOf(bin.from()).replace('-', '−');
        plot.add(text(left + wide / 2, HEIGHT - BOTTOM + 18, "middle", label));
      }
    }
    return plot.add(text(x(0.5), HEIGHT - 6, "middle", "points, in whole numbers"));
  }

  private static Tag plot(String id, String title, String words) {
    return tag("svg")
        .with("class", "plot")
        .with("viewbox", "0 0 " + WIDTH + " " + HEIGHT)
        .with("role", "img")
        .with("aria-labelledby", id + "-title " + id + "-words")
        .add(tag("title", title).with("id", id + "-title"))
        .add(tag("desc", words).with("id", id + "-words"));
  }

  private static double x(double share) {
    return LEFT + share * (WIDTH - LEFT - RIGHT);
  }

  private static double y(double share) {
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
  }

  private static Tag bar(double left, double width, double share, String kind) {
    return tag("rect")
        .with("class", kind)
        .with("x", number(left))
        .with("y", number(y(share)))
        .with("width", number(width))
        .with("height", number(y(0) - y(share)));
  }

  private static Tag line(double x1, double y1, double x2, double y2, String kind) {
    return tag("polyline")
        .with("class", kind)
        .with("points", "%s,%s %s,%s".formatted(number(x1), number(y1), number(x2), number(y2)));
  }

  private static Tag text(double x, double y, String anchor, String words) {
    return tag("text", words).with("x", number(x)).with("y", number(y)).with("text-anchor", anchor);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
