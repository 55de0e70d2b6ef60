package winnow.publish.review;

import static winnow.publish.review.Tag.tag;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import winnow.publish.review.Hindsight.Judged;

/** How well the ranking agrees with what curators decided, in words, figures and drawings. */
final class ScorecardPart {
  private static final int WORST = 8;
  private static final double NEARLY_ALL = 0.95;

  private ScorecardPart() {}

  static List<Tag> of(Hindsight all) {
    List<Tag> parts = new ArrayList<>();
    parts.add(tag("p", summary(all)).with("class", "lead"));
    if (!all.measures()) {
      parts.add(
          tag("p", "There is something to measure once a paper was approved and another rejected.")
              .with("class", "nothing"));
      return parts;
    }
    parts.add(figures(all, all.unseen()));
    parts.add(tag("h2", "How far a curator reads"));
    parts.add(Plot.found(all.steps(), reading(all)));
    parts.add(tag("p", reading(all)));
    parts.add(tag("h2", "What points tell apart"));
    parts.add(Plot.points(all.bins(), counts(all)));
    parts.add(
        tag("p")
            .add(tag("span", "approved").with("class", "status approved"))
            .add(" and ")
            .add(tag("span", "rejected").with("class", "status rejected"))
            .add(", by their points."));
    parts.add(table(all));
    if (!all.placed().isEmpty()) {
      parts.add(tag("h2", "Sections"));
      parts.add(sections(all.confusion()));
    }
    parts.add(tag("h2", "Approved, and ranked low"));
    parts.add(papers(all.missed(WORST)));
    parts.add(tag("h2", "Rejected, and ranked high"));
    parts.add(papers(all.overrated(WORST)));
    return parts;
  }

  private static String summary(Hindsight all) {
    return "%d papers with points were approved and %d rejected. The figures take their points as they are now."
        .formatted(all.taken(), all.refused());
  }

  private static Tag figures(Hindsight all, Hindsight unseen) {
    Tag head =
        tag("tr")
            .add(tag("th", "Figure").with("scope", "col"))
            .add(tag("th", "All decided").with("scope", "col"))
            .add(tag("th", "Never learned from").with("scope", "col"));
    return tag("table")
        .add(
            tag(
                "caption",
                "One decided paper in five teaches the ranking nothing: it measures it."))
        .add(tag("thead").add(head))
        .add(
            tag("tbody")
                .add(
                    row(
                        "approved and rejected",
                        all.taken() + " and " + all.refused(),
                        unseen.taken() + " and " + unseen.refused()))
                .add(
                    row(
                        "an approved paper stands above a rejected one (AUC)",
                        figure(all.auc()),
                        figure(unseen.auc())))
                .add(
                    row(
                        "read until 95 % of the approved are found",
                        percent(all.readUntil(NEARLY_ALL)), percent(unseen.readUntil(NEARLY_ALL))))
                .add(
                    row(
                        "reading saved by that, against any order (WSS@95)",
                        figure(saved(all)),
                        figure(saved(unseen))))
                .add(
                    row(
                        "the section named is the one suggested",
                        agreement(all),
                        agreement(unseen))));
  }

  private static String agreement(Hindsight of) {
    return of.agreement()
        .map(share -> percent(Optional.of(share)) + " of " + of.placed().size())
        .orElse("–");
  }

  private static Optional<Double> saved(Hindsight of) {
    return of.readUntil(NEARLY_ALL).map(read -> NEARLY_ALL - read);
  }

  private static Tag row(String name, String... values) {
    Tag row = tag("tr").add(tag("th", name).with("scope", "row"));
    for (String value : values) {
      row.add(tag("td", value));
    }
    return row;
  }

  private static String reading(Hindsight all) {
    return "Reading best first, half of the approved papers are found after %s of the decided ones, and 95 %% of them after %s. The dashed line is reading in any order."
        .formatted(percent(all.readUntil(0.5)), percent(all.readUntil(NEARLY_ALL)));
  }

  private static String counts(Hindsight all) {
    return "For each whole number of points, how many papers were approved and how many rejected; the table below has the counts of all %d."
        .formatted(all.judged().size());
  }

  private static Tag table(Hindsight all) {
    Tag body = tag("tbody");
    for (Hindsight.Bin bin : all.bins()) {
      body.add(
          row(
              "%d to %d".formatted(bin.from(), bin.from() + 1).replace('-', '−'),
              String.valueOf(bin.taken()),
              String.valueOf(bin.refused())));
    }
    Tag head =
        tag("tr")
            .add(tag("th", "Points").with("scope", "col"))
            .add(tag("th", "Approved").with("scope", "col"))
            .add(tag("th", "Rejected").with("scope", "col"));
    return tag("details")
        .add(tag("summary", "The counts"))
        .add(tag("table").add(tag("thead").add(head)).add(body));
  }

  private static Tag sections(Map<String, SortedMap<String, Integer>> confusion) {
    List<String> suggested =
        confusion.values().stream()
            .flatMap(row -> row.keySet().stream())
            .distinct()
            .sorted()
            .toList();
    Tag head = tag("tr").add(tag("th", "Named by a curator").with("scope", "col"));
    suggested.forEach(name -> head.add(tag("th", name).with("scope", "col")));
    Tag body = tag("tbody");
    confusion.forEach(
        (named, row) ->
            body.add(
                row(
                    named,
                    suggested.stream()
                        .map(name -> String.valueOf(row.getOrDefault(name, 0)))
                        .toArray(String[]::new))));
    return tag("table")
        .add(tag("caption", "What the ranking suggests for what curators named the section of."))
        .add(tag("thead").add(head))
        .add(body);
  }

  private static Tag papers(List<Judged> papers) {
    Tag list = tag("ul").with("class", "judged");
    for (Judged one : papers) {
      list.add(
          tag("li")
              .add(tag("b", String.format(Locale.ROOT, "%.2f ", one.points()).replace('-', '−')))
              .add(tag("a", one.entry().paper().name()).leadingTo(one.entry().paper().link()))
              .add(Card.reasons(one.entry())));
    }
    return list;
  }

  private static String figure(Optional<Double> value) {
    return value.map(one -> String.format(Locale.ROOT, "%.2f", one).replace('-', '−')).orElse("–");
  }

  private static String percent(Optional<Double> share) {
    return share.map(one -> Math.round(one * 100) + " %").orElse("–");
  }
}
