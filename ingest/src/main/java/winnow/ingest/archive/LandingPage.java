package winnow.ingest.archive;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import winnow.http.Document;
import winnow.http.Fetcher;
import winnow.ingest.Archive;
import winnow.ingest.Decoding;
import winnow.ingest.Reading;
import winnow.ingest.UnreadableFeedException;
import winnow.model.FeedId;
import winnow.model.Identifier;
import winnow.model.Identifiers;
import winnow.model.Lookup;
import winnow.model.Sighting;

/**
 * A page about a paper, or a post, as its markup describes it. Other identifiers count only where
 * the page is said to be this paper's own: by Highwire's or Dublin Core's tags, once each, or
 * because the link was forwarded to the paper.
 */
final class LandingPage implements Archive {
  private static final FeedId SELF = new FeedId("lookup:page");
  private static final int LONGEST_ABSTRACT = 5000;

  /** Pages that stand where another was asked for, with the status of success. */
  private static final Pattern GUARD =
      Pattern.compile(
          "(?i)just a moment\\b.*|attention required.*|access (?:is )?denied.*|are you (?:a )?(?:ro)?bot.*|"
              + "(?:please )?verify (?:that )?you are.*|.*\\bcaptcha\\b.*|security check.*|"
              + "(?:error )?40[0-9]\\b.*|page not found.*|not found|sign in.*|log ?in\\b.*|redirecting.*");

  private static final Pattern WHOLE_DOI =
      Pattern.compile("(?i)(?:doi:\\s*|https?://(?:dx\\.)?doi\\.org/)?10\\.\\S+");

  private final @Nullable URI base;

  /**
   * @param base where pages of a kind of identifier are; absent where the link itself says it
   */
  LandingPage(@Nullable URI base) {
    this.base = base;
  }

  @Override
  public String name() {
    return "page";
  }

  @Override
  public Fetcher.Trust trust() {
    return base == null ? Fetcher.Trust.FOUND : Fetcher.Trust.CONFIGURED;
  }

  @Override
  public int most() {
    return 1;
  }

  @Override
  public URI address(List<Lookup> asked) {
    Lookup lookup = asked.get(0);
    if (base != null) {
      return URI.create(
          base.toString().replaceFirst("/+$", "") + "/" + lookup.identifier().value());
    }
    URI link = lookup.link();
    return link != null && link.getHost() != null ? link : URI.create(lookup.identifier().value());
  }

  @Override
  public Reading read(List<Lookup> asked, Document document, Instant now)
      throws UnreadableFeedException {
    String type = document.contentType() == null ? "" : document.contentType();
    if (!type.isEmpty() && !type.toLowerCase(Locale.ROOT).contains("html")) {
      throw new UnreadableFeedException("is no page: " + type);
    }
    Markup markup = new Markup(Jsoup.parse(Decoding.text(document), document.address().toString()));
    String title = markup.title();
    if (title == null) {
      throw new UnreadableFeedException("is a page without a title");
    }
    if (GUARD.matcher(title).matches()) {
      throw new UnreadableFeedException("is another page than was asked for: " + title);
    }
    Reading.Builder reading = new Reading.Builder(now);
    return reading
        .each(
            List.of(markup),
            page -> List.of(sighting(page, title, asked.get(0), document, reading, now)),
            page -> asked.get(0).identifier().toString(),
            page -> title.getBytes(StandardCharsets.UTF_8))
        .build();
  }

  private static Sighting sighting(
      Markup page,
      String title,
      Lookup asked,
      Document document,
      Reading.Builder reading,
      Instant now) {
    Set<Identifier> names = new LinkedHashSet<>(List.of(asked.identifier()));
    Stream.of(
            forwarded(document.address()),
            page.only("citation_arxiv_id").flatMap(Identifiers::ofArxivId),
            doi(page, "citation_doi"),
            doi(page, "dc.identifier"))
        .flatMap(Optional::stream)
        .map(Identifiers.Found::identifier)
        .forEach(names::add);
    String text = page.abstractText();
    Instant date = page.date();
    return Sighting.of(SELF, asked.identifier().toString(), List.copyOf(names), now)
        .title(title)
        .authors(page.authors())
        .abstractText(
            text == null || text.length() <= LONGEST_ABSTRACT
                ? text
                : text.substring(0, LONGEST_ABSTRACT))
        .publishedAt(reading.believable(date, date != null))
        .links(List.of(document.address()))
        .journalReference(page.journal())
        .build();
  }

  /** A link that ends at a paper under a name of its own, for example a short one. */
  private static Optional<Identifiers.Found> forwarded(URI end) {
    return Identifiers.ofLink(end.toString())
        .filter(found -> found.identifier().kind() != Identifier.Kind.URL);
  }

  private static Optional<Identifiers.Found> doi(Markup page, String name) {
    return page.only(name)
        .filter(value -> WHOLE_DOI.matcher(value).matches())
        .flatMap(Identifiers::ofDoi);
  }
}
