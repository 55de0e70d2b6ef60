package winnow.ingest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdom2.Element;

/** The dates of one document's entries. A text is read once, and the two usual forms go first. */
final class EntryDates {
  private static final List<String> PUBLISHED =
      List.of("pubDate", "published", "issued", "date", "created");

  private static final List<String> CHANGED = List.of("updated", "modified");

  private static final List<DateTimeFormatter> USUAL =
      List.of(DateTimeFormatter.RFC_1123_DATE_TIME, DateTimeFormatter.ISO_OFFSET_DATE_TIME);

  /** What of a W3C date is left out is its beginning; a time without a zone is taken for UTC. */
  private static final List<DateTimeFormatter> ODD =
      List.of(
          form("d MMM [uuuu][uu][ HH:mm[:ss]][[ ]XX][[ ]XXX][[ ]z]"),
          form("MMM d HH:mm:ss[ z] uuuu"),
          form("uuuu[-MM[-dd]]['T'HH[:mm[:ss[.SSSSSSSSS][.SSSSSS][.SSS][.SS][.S]]]][XXX][XX][X]"),
          form("uuuu-MM-dd HH:mm[:ss][[ ]XXX][[ ]XX][[ ]z]"),
          form("uuuuMMdd['T'HHmm[ss]][XXX][XX][X]"));

  private static final Pattern WEEKDAY = Pattern.compile("^[A-Za-z]{3,9}\\.?,?\\s+(?=[A-Z0-9])");

  private static final Pattern MONTH =
      Pattern.compile("\\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]+");

  private final Map<String, Optional<Instant>> known = new HashMap<>();

  /**
   * When an entry came out, or else changed.
   *
   * @return absent where it gives no date, or none that can be read
   */
  Optional<Instant> of(Element entry) {
    return first(entry).flatMap(this::of);
  }

  /** A date in one of the forms that feeds use; absent where it is in none. */
  Optional<Instant> of(String text) {
    return known.computeIfAbsent(text, EntryDates::parse);
  }

  /** Whether an entry gives a date, even one that cannot be read. */
  boolean isGiven(Element entry) {
    return first(entry).isPresent();
  }

  private static Optional<String> first(Element entry) {
    return first(entry, PUBLISHED).or(() -> first(entry, CHANGED));
  }

  private static Optional<String> first(Element entry, List<String> names) {
    return names.stream()
        .flatMap(name -> entry.getChildren().stream().filter(e -> e.getName().equals(name)))
        .map(Element::getTextTrim)
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  private static Optional<Instant> parse(String text) {
    String plain =
        MONTH.matcher(WEEKDAY.matcher(text).replaceFirst("")).replaceAll("$1").replace("UT", "UTC");
    return USUAL.stream()
        .flatMap(usual -> parse(text, usual).stream())
        .findFirst()
        .or(
            () ->
                ODD.stream()
                    .flatMap(odd -> parse(plain.replace("UTCC", "UTC"), odd).stream())
                    .findFirst());
  }

  private static Optional<Instant> parse(String text, DateTimeFormatter form) {
    try {
      TemporalAccessor date = form.parse(text);
      return Optional.of(
          date.isSupported(ChronoField.INSTANT_SECONDS)
              ? Instant.from(date)
              : LocalDateTime.from(date).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException notSo) {
      return Optional.empty();
    }
  }

  private static DateTimeFormatter form(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .parseDefaulting(ChronoField.MONTH_OF_YEAR, 1)
        .parseDefaulting(ChronoField.DAY_OF_MONTH, 1)
        .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
        .toFormatter(Locale.US);
  }
}
