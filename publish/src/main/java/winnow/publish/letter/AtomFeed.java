package winnow.publish.letter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static winnow.publish.letter.Plain.escaped;

import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import winnow.model.Profile;
import winnow.model.ShortlistEntry;
import winnow.model.ShortlistEntry.Status;

/**
 * The approved papers as an Atom feed (RFC 4287), the last decided first. The same entries give the
 * same bytes, and a paper keeps its atom:id whatever else changes.
 */
public final class AtomFeed {
  private static final int LENGTH = 100;

  private AtomFeed() {}

  /**
   * The feed of the last hundred approved papers. Its time is that of the last decision; a feed of
   * nothing is of 1970.
   */
  public static String of(Profile profile, List<ShortlistEntry> entries) {
    List<ShortlistEntry> approved =
        entries.stream()
            .filter(entry -> entry.status() == Status.APPROVED && !entry.paper().withdrawn())
            .sorted(
                Comparator.comparing(AtomFeed::updated)
                    .reversed()
                    .thenComparing(ShortlistEntry::id))
            .limit(LENGTH)
            .toList();
    Instant last = approved.isEmpty() ? Instant.EPOCH : updated(approved.get(0));
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
        + "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n"
        + tag("id", permanent("feed " + profile.title()))
        + tag("title", profile.title())
        + (profile.about().isBlank() ? "" : tag("subtitle", profile.about()))
        + tag("updated", last.toString())
        + author(profile.title())
        + approved.stream().map(AtomFeed::entry).collect(Collectors.joining())
        + "</feed>\n";
  }

  private static String entry(ShortlistEntry entry) {
    URI link = Plain.link(entry.paper().link());
    return "<entry>\n"
        + tag("id", permanent(entry.id().toString()))
        + tag("title", entry.paper().name())
        + (link == null ? "" : "<link href=\"" + escaped(link.toASCIIString()) + "\"/>\n")
        + tag("updated", updated(entry).toString())
        + entry.paper().authors().stream().map(AtomFeed::author).collect(Collectors.joining())
        + category(entry.section())
        + tag("content", words(entry))
        + "</entry>\n";
  }

  /** What the editors wrote, else what the authors did. */
  private static String words(ShortlistEntry entry) {
    String text = entry.newsletter() == null ? null : entry.newsletter().text();
    return Objects.requireNonNullElse(
        text, Objects.requireNonNullElse(entry.paper().abstractText(), ""));
  }

  private static Instant updated(ShortlistEntry entry) {
    return Objects.requireNonNullElse(entry.decidedAt(), Instant.EPOCH);
  }

  private static String author(String name) {
    return "<author>\n" + tag("name", name) + "</author>\n";
  }

  private static String category(@Nullable String section) {
    return section == null ? "" : "<category term=\"" + escaped(Plain.line(section)) + "\"/>\n";
  }

  private static String tag(String name, String text) {
    return "<" + name + ">" + escaped(Plain.line(text)) + "</" + name + ">\n";
  }

  /** A name that needs no domain of ours and never changes. */
  private static String permanent(String name) {
    return "urn:uuid:" + UUID.nameUUIDFromBytes(("winnow " + name).getBytes(UTF_8));
  }
}
