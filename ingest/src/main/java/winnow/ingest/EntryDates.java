package winnow.ingest;

import com.rometools.rome.io.impl.DateParser;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdom2.Element;

/**
 * The dates of one document's entries. ROME tries dozens of patterns on each, which costs more than
 * all else that it does; here the two usual ones go first, and a text is read once.
 */
final class EntryDates {
  private static final List<String> PUBLISHED = List.of("pubDate", "published", "issued", "date");
  private static final List<String> CHANGED = List.of("updated", "modified");
  private static final List<DateTimeFormatter> USUAL =
      List.of(DateTimeFormatter.RFC_1123_DATE_TIME, DateTimeFormatter.ISO_OFFSET_DATE_TIME);

  private final Map<String, Optional<Instant>> known = new HashMap<>();
  private final List<Taken> taken = new ArrayList<>();

  private record Taken(Element entry, int index, Element date) {}

  /**
   * When an entry came out, or else changed.
   *
   * @return absent where it gives no date, or none that can be read
   */
  Optional<Instant> of(Element entry) {
    return first(entry, PUBLISHED)
        .or(() -> first(entry, CHANGED))
        .flatMap(text -> known.computeIfAbsent(text, EntryDates::parse));
  }

  /** Whether an entry gives a date, even one that cannot be read. */
  boolean isGiven(Element entry) {
    return first(entry, PUBLISHED).or(() -> first(entry, CHANGED)).isPresent();
  }

  /** Takes the dates out of an entry, until they are put back. */
  void take(Element entry) {
    for (Element child : List.copyOf(entry.getChildren())) {
      if (PUBLISHED.contains(child.getName()) || CHANGED.contains(child.getName())) {
        taken.add(new Taken(entry, entry.indexOf(child), child));
        entry.removeContent(child);
      }
    }
  }

  /** Puts back what was taken: every entry is as it was. */
  void putBack() {
    for (int last = taken.size() - 1; last >= 0; last--) {
      Taken one = taken.get(last);
      one.entry().addContent(one.index(), one.date());
    }
    taken.clear();
  }

  private static Optional<String> first(Element entry, List<String> names) {
    return names.stream()
        .flatMap(name -> entry.getChildren().stream().filter(e -> e.getName().equals(name)))
        .map(Element::getTextTrim)
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  private static Optional<Instant> parse(String text) {
    return USUAL.stream()
        .flatMap(usual -> parse(text, usual).stream())
        .findFirst()
        .or(() -> Optional.ofNullable(DateParser.parseDate(text, Locale.US)).map(Date::toInstant));
  }

  private static Optional<Instant> parse(String text, DateTimeFormatter usual) {
    try {
      return Optional.of(usual.parse(text, Instant::from));
    } catch (DateTimeException notSo) {
      return Optional.empty();
    }
  }
}
