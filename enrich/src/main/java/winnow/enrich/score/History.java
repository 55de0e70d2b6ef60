package winnow.enrich.score;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import winnow.model.Identifier;
import winnow.model.Mention;
import winnow.model.Paper;
import winnow.model.Profile;
import winnow.model.Score.Reason;

/**
 * What speaks against a paper because it is no news: its age on the day when it was first seen, and
 * an edition that carried it. Neither changes as days pass.
 */
final class History {
  /** An arXiv id begins with year and month, the old ones after their archive's name. */
  private static final Pattern MONTH = Pattern.compile("(?:[A-Za-z.-]+/)?(\\d\\d)(\\d\\d).*");

  private static final int FIRST_YEAR = 1991;

  private final Profile.Weights weights;
  private final Map<Identifier, Integer> carried;

  History(Profile profile) {
    this.weights = profile.weights();
    this.carried = profile.carried();
  }

  List<Reason> reasons(Paper paper) {
    return Stream.of(age(paper), edition(paper)).flatMap(Optional::stream).toList();
  }

  /** A paper of the month in which it was seen, or of the month before, is new. */
  private Optional<Reason> age(Paper paper) {
    Optional<YearMonth> made =
        paper.identifiers().stream().map(History::month).flatMap(Optional::stream).min(order());
    Optional<YearMonth> seen =
        paper.sightings().stream()
            .map(Mention::seenAt)
            .min(Comparator.naturalOrder())
            .map(History::month);
    if (made.isEmpty() || seen.isEmpty()) {
      return Optional.empty();
    }
    long months = made.get().until(seen.get(), ChronoUnit.MONTHS);
    if (months < 2) {
      return Optional.empty();
    }
    String words =
        "of %s %d, %d months before we saw it"
            .formatted(
                made.get().getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH),
                made.get().getYear(),
                months);
    double doublings = Math.log((double) months) / Math.log(2);
    return Optional.of(new Reason("freshness", cents(-weights.freshness() * doublings), words));
  }

  private Optional<Reason> edition(Paper paper) {
    return paper.identifiers().stream()
        .filter(carried::containsKey)
        .map(carried::get)
        .min(Comparator.naturalOrder())
        .map(
            edition ->
                new Reason(
                    "past", cents(-weights.past()), "already covered in edition " + edition));
  }

  private static Optional<YearMonth> month(Identifier id) {
    Matcher found = MONTH.matcher(id.value());
    if (id.kind() != Identifier.Kind.ARXIV || !found.matches()) {
      return Optional.empty();
    }
    int year = Integer.parseInt(found.group(1)) + FIRST_YEAR / 100 * 100;
    int month = Integer.parseInt(found.group(2));
    return month < 1 || month > 12
        ? Optional.empty()
        : Optional.of(YearMonth.of(year < FIRST_YEAR ? year + 100 : year, month));
  }

  private static YearMonth month(Instant moment) {
    return YearMonth.from(moment.atZone(ZoneOffset.UTC));
  }

  private static Comparator<YearMonth> order() {
    return Comparator.naturalOrder();
  }

  private static double cents(double points) {
    return Math.round(points * 100) / 100.0;
  }
}
