package winnow.publish.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import winnow.model.Decision.Action;
import winnow.model.ShortlistEntry;
import winnow.model.Yardstick;

/**
 * How today's ranking would have served those who decided: the decided papers in the order of their
 * points. Papers of the same points stand together, so that no figure depends on which is first.
 *
 * @param judged best first
 */
record Hindsight(List<Judged> judged) {
  /** A paper that a curator took or refused. */
  record Judged(ShortlistEntry entry, double points, boolean taken) {}

  /**
   * After so much was read, so much of what was wanted was found.
   *
   * @param read share of the papers, from 0 to 1
   * @param found share of those taken, from 0 to 1
   */
  record Step(double read, double found) {}

  /** How many papers of each kind have points from this on and below the next. */
  record Bin(int from, int taken, int refused) {}

  Hindsight {
    judged = List.copyOf(judged);
  }

  /** All that were taken or refused and have points; what was merged away counts where it went. */
  static Hindsight of(List<ShortlistEntry> entries) {
    List<Judged> judged = new ArrayList<>();
    for (ShortlistEntry entry : entries) {
      boolean taken = entry.decision() == Action.APPROVE;
      if (entry.score() != null
          && entry.mergedInto() == null
          && (taken || entry.decision() == Action.REJECT)) {
        judged.add(new Judged(entry, entry.score().total(), taken));
      }
    }
    judged.sort(
        Comparator.comparingDouble((Judged one) -> -one.points())
            .thenComparing(one -> one.entry().id()));
    return new Hindsight(judged);
  }

  /** Those from whose decisions nothing is learned. */
  Hindsight unseen() {
    return new Hindsight(
        judged.stream().filter(one -> Yardstick.has(one.entry().id().value())).toList());
  }

  long taken() {
    return judged.stream().filter(Judged::taken).count();
  }

  long refused() {
    return judged.size() - taken();
  }

  /** Whether there is something to tell apart. */
  boolean measures() {
    return taken() > 0 && refused() > 0;
  }

  /** From nothing read to all read, a step for each height of points. */
  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(0, 0));
    double found = 0;
    for (int i = 0; i < judged.size(); i++) {
      found += judged.get(i).taken() ? 1 : 0;
      boolean last = i + 1 == judged.size();
      if (last || judged.get(i).points() != judged.get(i + 1).points()) {
        steps.add(new Step((i + 1.0) / judged.size(), found / taken()));
      }
    }
    return steps;
  }

  /** How often a paper that was taken stands above one that was refused; a draw counts half. */
  Optional<Double> auc() {
    if (!measures()) {
      return Optional.empty();
    }
    double area = 0;
    double none = 0;
    double found = 0;
    for (Step step : steps()) {
      double others = (step.read() * judged.size() - step.found() * taken()) / refused();
      area += (others - none) * (found + step.found()) / 2;
      none = others;
      found = step.found();
    }
    return Optional.of(area);
  }

  /** Those taken for which a curator named the section. */
  List<ShortlistEntry> placed() {
    return judged.stream()
        .filter(one -> one.taken() && one.entry().suggestedSection() != null)
        .map(Judged::entry)
        .toList();
  }

  /** For how many of these the ranking suggests the section that was named. */
  Optional<Double> agreement() {
    List<ShortlistEntry> placed = placed();
    double same =
        placed.stream()
            .filter(one -> Objects.equals(one.section(), one.suggestedSection()))
            .count();
    return placed.isEmpty() ? Optional.empty() : Optional.of(same / placed.size());
  }

  /** For each section that was named, how often each was suggested. */
  SortedMap<String, SortedMap<String, Integer>> confusion() {
    SortedMap<String, SortedMap<String, Integer>> confusion = new TreeMap<>();
    placed()
        .forEach(
            one ->
                confusion
                    .computeIfAbsent(String.valueOf(one.section()), none -> new TreeMap<>())
                    .merge(String.valueOf(one.suggestedSection()), 1, Integer::sum));
    return confusion;
  }

  /**
   * The least share of the papers to read, best first, until this share of those taken is found.
   */
  Optional<Double> readUntil(double share) {
    return measures()
        ? steps().stream().filter(step -> step.found() >= share - 1e-9).findFirst().map(Step::read)
        : Optional.empty();
  }

  /** Points in whole numbers, from the lowest to the highest, none left out. */
  List<Bin> bins() {
    if (judged.isEmpty()) {
      return List.of();
    }
    List<Bin> bins = new ArrayList<>();
    int highest = (int) Math.floor(judged.get(0).points());
    for (int from = (int) Math.floor(judged.get(judged.size() - 1).points());
        from <= highest;
        from++) {
      int low = from;
      Predicate<Judged> here = one -> (int) Math.floor(one.points()) == low;
      int taken = (int) judged.stream().filter(here.and(Judged::taken)).count();
      int all = (int) judged.stream().filter(here).count();
      bins.add(new Bin(from, taken, all - taken));
    }
    return bins;
  }

  /** What was taken although it stands low, lowest first. */
  List<Judged> missed(int most) {
    List<Judged> taken = new ArrayList<>(judged.stream().filter(Judged::taken).toList());
    java.util.Collections.reverse(taken);
    return taken.stream().limit(most).toList();
  }

  /** What was refused although it stands high, highest first. */
  List<Judged> overrated(int most) {
    return judged.stream().filter(one -> !one.taken()).limit(most).toList();
  }
}
