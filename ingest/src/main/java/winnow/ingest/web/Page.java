package winnow.ingest.web;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import winnow.ingest.FeedEntry;
import winnow.ingest.Reading;
import winnow.model.FeedId;
import winnow.model.Identifier;
import winnow.model.Identifiers;
import winnow.model.Sighting;

/** What one entry of a feed says of the page that it points to. */
final class Page {
  private static final int LONGEST_ABSTRACT = 5000;
  private static final Pattern MARKUP =
      Pattern.compile(
          "&(?:[a-zA-Z]{2,8}|#\\d{1,6}|#x[0-9a-fA-F]{1,6});|</?[a-zA-Z]{1,10}(?:\\s[^<>]*)?/?>");

  /** RSS gives an address of mail before a name, and often no name. */
  private static final Pattern MAIL = Pattern.compile("\\S+@\\S+\\s*(?:\\(([^()]*)\\))?");

  private final FeedId feed;
  private final URI base;
  private final Instant seenAt;
  private final Reading.Builder reading;

  Page(FeedId feed, URI base, Instant seenAt, Reading.Builder reading) {
    this.feed = feed;
    this.base = base;
    this.seenAt = seenAt;
    this.reading = reading;
  }

  /** A page, and what it is an address of. */
  private record Link(URI address, Identifier names) {}

  /**
   * The entry as a sighting; none if nothing in it names a page or a paper.
   *
   * @throws IllegalArgumentException if it has neither link nor id
   */
  List<Sighting> sightings(FeedEntry entry) {
    String id = tidy(entry.id());
    Optional<Link> link =
        link(entry.link()).or(() -> id.startsWith("http") ? link(id) : Optional.empty());
    if (link.isEmpty() && id.isEmpty()) {
      throw new IllegalArgumentException("has neither a link nor an id: " + tidy(entry.title()));
    }
    List<Identifier> identifiers = identifiers(link, id);
    if (identifiers.isEmpty()) {
      return List.of();
    }
    Optional<URI> address = link.map(Link::address);
    String entryId = id.isEmpty() ? address.map(URI::toString).orElse("") : id;
    return List.of(
        Sighting.of(feed, entryId, identifiers, seenAt)
            .title(title(entry))
            .authors(authors(entry))
            .abstractText(abstractText(entry))
            .publishedAt(reading.believable(entry.date(), entry.dated()))
            .links(address.map(List::of).orElse(List.of()))
            .build());
  }

  private static List<Identifier> identifiers(Optional<Link> link, String id) {
    List<Identifier> names = new ArrayList<>();
    link.map(Link::names).ifPresent(names::add);
    Identifiers.ofArxivId(id)
        .or(() -> Identifiers.ofDoi(id))
        .map(Identifiers.Found::identifier)
        .ifPresent(names::add);
    return names;
  }

  private Optional<Link> link(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    try {
      URI address = base.resolve(text.strip().replace(" ", "%20"));
      return Identifiers.ofLink(address.toString())
          .map(found -> new Link(address, found.identifier()));
    } catch (IllegalArgumentException notALink) {
      return Optional.empty();
    }
  }

  private static @Nullable String title(FeedEntry entry) {
    String title = plain(entry.title());
    return title.isEmpty() ? null : title;
  }

  private static List<String> authors(FeedEntry entry) {
    return entry.authors().stream()
        .map(name -> withoutMail(tidy(name)))
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }

  private static String withoutMail(String name) {
    Matcher mail = MAIL.matcher(name);
    return mail.matches() ? tidy(mail.group(1)) : name;
  }

  private static @Nullable String abstractText(FeedEntry entry) {
    String text = plain(entry.summary() == null ? entry.content() : entry.summary());
    if (text.isEmpty()) {
      return null;
    }
    return text.length() > LONGEST_ABSTRACT ? text.substring(0, LONGEST_ABSTRACT) : text;
  }

  /** Text that may or may not be HTML: no format says it reliably. */
  private static String plain(@Nullable String text) {
    String tidy = tidy(text);
    boolean mayBeHtml = tidy.indexOf('<') >= 0 || tidy.indexOf('&') >= 0;
    return mayBeHtml && MARKUP.matcher(tidy).find() ? tidy(Jsoup.parse(tidy).text()) : tidy;
  }

  /** One blank between words. Long texts come here twice, so it is done by hand. */
  private static String tidy(@Nullable String text) {
    if (text == null) {
      return "";
    }
    StringBuilder tidy = new StringBuilder(text.length());
    boolean between = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' || (c >= '\t' && c <= '\r') || c == '\u00A0') {
        between = true;
      } else {
        if (between) {
          tidy.append(' ');
          between = false;
        }
        tidy.append(c);
      }
    }
    return tidy.toString().strip();
  }
}
