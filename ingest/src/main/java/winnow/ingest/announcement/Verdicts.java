package winnow.ingest.announcement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import winnow.model.Announcement;
import winnow.model.Announcement.Verdict;
import winnow.model.Batch;
import winnow.model.Identifier;
import winnow.model.Testimony;

/**
 * What can be said of a day. Only two that do not depend on one another make it complete or quiet:
 * the feed and a witness, or, where the feed had nothing to say, a witness and the archive that
 * gave each paper which the witness names.
 */
final class Verdicts {
  /** arXiv cuts a feed here without saying so. */
  static final int CUT = 2000;

  /** The witness that gives no papers: where all that it names were found, another gave them. */
  private static final String NAMES_ONLY = "listing";

  private record Ruling(Verdict verdict, String reason) {}

  private Verdicts() {}

  static Announcement of(
      String category, LocalDate date, @Nullable Batch rss, List<Testimony> witnesses) {
    Ruling ruling = rule(rss, witnesses);
    List<String> fresh = rss == null ? List.of() : rss.ids().getOrDefault("new", List.of());
    List<String> reasons = new ArrayList<>(List.of(ruling.reason));
    said(rss).ifPresent(reasons::add);
    witnesses.stream().map(Verdicts::said).forEach(reasons::add);
    return new Announcement(
        category,
        date,
        ruling.verdict,
        reasons,
        counts(rss, witnesses),
        fresh.stream().min(Comparator.naturalOrder()).map(Verdicts::paper).orElse(null),
        fresh.stream().max(Comparator.naturalOrder()).map(Verdicts::paper).orElse(null),
        rss,
        witnesses);
  }

  private static Ruling rule(@Nullable Batch rss, List<Testimony> witnesses) {
    List<Testimony> spoke = witnesses.stream().filter(Testimony::spoke).toList();
    Optional<Testimony> names = spoke.stream().filter(one -> one.named() > 0).findFirst();
    if (names.isPresent()) {
      return named(rss, names.get(), spoke);
    }
    if (!spoke.isEmpty()) {
      return nothing(rss, spoke);
    }
    return alone(rss);
  }

  private static Ruling named(@Nullable Batch rss, Testimony names, List<Testimony> spoke) {
    long missing = spoke.stream().flatMap(one -> one.missing().stream()).distinct().count();
    if (missing > 0) {
      String lacks = missing + " of " + names.named() + " papers that are named have not come";
      return gave(rss, Batch.Answer.REPEATED) && names.filled().isEmpty()
          ? new Ruling(Verdict.STALE, "the feed serves an earlier day's batch; " + lacks)
          : new Ruling(Verdict.PARTIAL, lacks);
    }
    if (gave(rss, Batch.Answer.ENTRIES) && names.shared() > 0) {
      return new Ruling(
          Verdict.COMPLETE,
          names.filled().isEmpty()
              ? "every paper that the " + names.witness() + " names is here"
              : "the feed lacked " + names.filled().size() + "; the archive gave them");
    }
    boolean gaveThemItself =
        !names.witness().equals(NAMES_ONLY)
            && spoke.stream().filter(one -> one.named() > 0).count() < 2;
    return gaveThemItself
        ? new Ruling(Verdict.UNKNOWN, "the " + names.witness() + " alone names the papers")
        : new Ruling(
            Verdict.COMPLETE, "the " + names.witness() + " names the papers, and each was found");
  }

  private static Ruling nothing(@Nullable Batch rss, List<Testimony> spoke) {
    if (gave(rss, Batch.Answer.EMPTY) || gave(rss, Batch.Answer.REPEATED)) {
      return new Ruling(Verdict.QUIET, "the feed has nothing new, and there was no announcement");
    }
    if (gave(rss, Batch.Answer.ENTRIES)) {
      return new Ruling(Verdict.UNKNOWN, "the feed has papers that no witness names");
    }
    return spoke.size() > 1
        ? new Ruling(Verdict.QUIET, "two witnesses know of no announcement")
        : new Ruling(Verdict.UNKNOWN, "one witness knows of no announcement; no second says so");
  }

  private static Ruling alone(@Nullable Batch rss) {
    if (rss == null) {
      return new Ruling(Verdict.UNKNOWN, "nobody asked on that day");
    }
    return switch (rss.answer()) {
      case ENTRIES ->
          rss.size() >= CUT
              ? new Ruling(Verdict.PARTIAL, "the feed has " + rss.size() + " entries, its most")
              : new Ruling(Verdict.UNKNOWN, "no second witness");
      case EMPTY -> new Ruling(Verdict.UNKNOWN, "the feed is empty, and no second witness says so");
      case REPEATED -> new Ruling(Verdict.STALE, "the feed serves an earlier day's batch");
      case BLOCKED -> new Ruling(Verdict.BLOCKED, "the feed turned us away");
      case FAILED -> new Ruling(Verdict.UNKNOWN, "the feed could not be read");
    };
  }

  private static boolean gave(@Nullable Batch rss, Batch.Answer answer) {
    return rss != null && rss.answer() == answer;
  }

  private static Optional<String> said(@Nullable Batch rss) {
    if (rss == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(rss.reason() == null ? null : "feed: " + rss.reason());
  }

  private static String said(Testimony one) {
    if (!one.spoke()) {
      return one.witness() + ": " + one.trouble();
    }
    return one.witness()
        + ": names "
        + one.named()
        + ", "
        + one.shared()
        + " of them in the feed"
        + (one.filled().isEmpty() ? "" : ", " + one.filled().size() + " filled")
        + (one.missing().isEmpty() ? "" : ", " + one.missing().size() + " missing");
  }

  private static Map<String, Integer> counts(@Nullable Batch rss, List<Testimony> witnesses) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    if (rss != null) {
      counts.put("rss", rss.size());
      rss.ids().forEach((type, ids) -> counts.put("rss." + type, ids.size()));
    }
    for (Testimony one : witnesses) {
      if (one.spoke()) {
        counts.put(one.witness(), one.named());
        one.counts().forEach((type, count) -> counts.put(one.witness() + "." + type, count));
        Stream.of(
                Map.entry("missing", one.missing().size()),
                Map.entry("filled", one.filled().size()))
            .filter(count -> count.getValue() > 0)
            .forEach(count -> counts.put(one.witness() + "." + count.getKey(), count.getValue()));
      }
    }
    return counts;
  }

  private static Identifier paper(String id) {
    return new Identifier(Identifier.Kind.ARXIV, id);
  }
}
