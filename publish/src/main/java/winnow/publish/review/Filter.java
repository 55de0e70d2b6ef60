package winnow.publish.review;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import winnow.model.Profile;
import winnow.model.ShortlistEntry;
import winnow.model.ShortlistEntry.Status;

/**
 * Which entries a curator wants to see. It is written in the page's address, so a view can be kept
 * and sent on.
 *
 * @param status absent for all that is still offered, which is all but the withdrawn
 * @param section a section of the profile, or {@link Profile#OTHER}; absent for all
 * @param words each of them occurs in an entry's title, authors, abstract or names
 * @param page from 1
 */
record Filter(@Nullable Status status, @Nullable String section, String words, int page) {
  static final Filter ALL = new Filter(null, null, "", 1);

  private static final int LONGEST = 200;

  /** Reads query parameters; one that makes no sense is as good as absent. */
  static Filter of(Function<String, @Nullable String> parameters) {
    String words = text(parameters.apply("q"));
    String section = text(parameters.apply("section"));
    String page = text(parameters.apply("page"));
    return new Filter(
        status(text(parameters.apply("status"))),
        section.isEmpty() ? null : section,
        words.substring(0, Math.min(words.length(), LONGEST)),
        page.matches("[1-9]\\d{0,5}") ? Integer.parseInt(page) : 1);
  }

  Filter withStatus(@Nullable Status newStatus) {
    return new Filter(newStatus, section, words, 1);
  }

  Filter withSection(@Nullable String newSection) {
    return new Filter(status, newSection, words, 1);
  }

  Filter withPage(int newPage) {
    return new Filter(status, section, words, newPage);
  }

  boolean hasStatus(ShortlistEntry entry) {
    return status == null ? entry.status() != Status.WITHDRAWN : entry.status() == status;
  }

  boolean hasSection(ShortlistEntry entry) {
    return section == null || section.equals(sectionOf(entry));
  }

  boolean hasWords(ShortlistEntry entry) {
    if (words.isEmpty()) {
      return true;
    }
    String all = searched(entry);
    return Arrays.stream(words.toLowerCase(Locale.ROOT).split("\\s+")).allMatch(all::contains);
  }

  /** The part of an address that asks for this, from its question mark; empty for {@link #ALL}. */
  String query() {
    List<String> parts = new ArrayList<>();
    if (status != null) {
      parts.add("status=" + name(status));
    }
    if (section != null) {
      parts.add("section=" + URLEncoder.encode(section, UTF_8));
    }
    if (!words.isEmpty()) {
      parts.add("q=" + URLEncoder.encode(words, UTF_8));
    }
    if (page > 1) {
      parts.add("page=" + page);
    }
    return parts.isEmpty() ? "" : "?" + String.join("&", parts);
  }

  /** The section an entry is shown under. */
  static String sectionOf(ShortlistEntry entry) {
    return entry.section() == null ? Profile.OTHER : entry.section();
  }

  static String name(Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static String text(@Nullable String parameter) {
    return parameter == null ? "" : parameter.strip();
  }

  private static @Nullable Status status(String name) {
    return Arrays.stream(Status.values())
        .filter(status -> name(status).equals(name))
        .findFirst()
        .orElse(null);
  }

  private static String searched(ShortlistEntry entry) {
    ShortlistEntry.Brief paper = entry.paper();
    Stream<@Nullable String> texts =
        Stream.of(paper.name(), paper.headline(), paper.abstractText(), entry.id().toString());
    return Stream.of(
            texts.filter(text -> text != null),
            paper.authors().stream(),
            paper.categories().stream(),
            paper.identifiers().stream().map(Object::toString),
            paper.feeds().stream().map(Object::toString))
        .flatMap(part -> part)
        .collect(Collectors.joining("\n"))
        .toLowerCase(Locale.ROOT);
  }
}
