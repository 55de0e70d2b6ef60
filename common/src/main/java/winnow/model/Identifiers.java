package winnow.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Identifiers as links and texts write them. One paper has one spelling here: every address of an
 * arXiv paper, its mirrors', its readers' and its own DOI, is the same identifier, and so on for
 * each kind. Pure; the same text always gives the same identifier.
 */
public final class Identifiers {
  /** An identifier, and the arXiv version that the text named, if it named one. */
  public record Found(Identifier identifier, @Nullable Integer version) {}

  /** Counts up when a rule below changes, so that papers can be keyed again. */
  public static final int VERSION = 1;

  private static final String ARXIV =
      "(\\d{2}(?:0[1-9]|1[0-2])\\.\\d{4,5}|[a-z][a-z-]+(?:\\.[A-Z]{2})?/\\d{7})(?:v(\\d{1,3}))?";
  private static final Pattern ARXIV_ID = Pattern.compile(ARXIV);
  private static final Pattern ARXIV_PATH =
      Pattern.compile(
          "/(?:abs|pdf|html|format|ps|e-print|src|tb|papers|paper|overview|arxiv|doc|forum)/(?:arxiv:)?"
              + ARXIV
              + "(?:\\.pdf|\\.html)?(?:[/?#].*)?$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ARXIV_TEXT =
      Pattern.compile("\\barxiv:\\s?" + ARXIV + "\\b", Pattern.CASE_INSENSITIVE);
  private static final List<String> ARXIV_HOSTS =
      List.of(
          "arxiv.org",
          "xxx.lanl.gov",
          "ar5iv.org",
          "alphaxiv.org",
          "arxiv-vanity.com",
          "scirate.com",
          "papers.cool",
          "emergentmind.com",
          "huggingface.co",
          "hf.co");
  private static final Pattern DOI =
      Pattern.compile("\\b(10\\.\\d{4,9}/[^\\s\"<>]+)", Pattern.CASE_INSENSITIVE);
  private static final List<String> DOI_HOSTS =
      List.of(
          "doi.org",
          "dl.acm.org",
          "link.springer.com",
          "onlinelibrary.wiley.com",
          "tandfonline.com",
          "journals.sagepub.com",
          "pnas.org",
          "science.org",
          "journals.aps.org",
          "pubs.acs.org",
          "royalsocietypublishing.org");
  private static final Pattern DOI_ENDING =
      Pattern.compile("(?:\\.pdf|/full|/pdf|/abstract|[.,;:)\\]}'])+$");
  private static final Pattern ARXIV_DOI =
      Pattern.compile("10\\.48550/arxiv\\." + ARXIV, Pattern.CASE_INSENSITIVE);
  private static final String ACL_DOI = "10.18653/v1/";
  private static final Pattern ACL_PATH =
      Pattern.compile(
          "/(?:anthology/)?([A-Z]\\d{2}-\\d{4}|\\d{4}\\.[a-z0-9_-]+\\.\\d+)(?:v\\d+)?(?:\\.pdf|\\.bib)?/?");
  private static final Pattern OPENREVIEW_ID =
      Pattern.compile("[?&](?:id|noteId)=([A-Za-z0-9_-]{5,40})");
  private static final Pattern TRACKING =
      Pattern.compile(
          "(?:utm_\\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|ref|ref_src|ref_url|share_id|si|"
              + "_hsenc|_hsmi|cmpid|source|trk|spm|rss)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern PMLR_PDF =
      Pattern.compile("(proceedings\\.mlr\\.press/v\\d+/)([^/]+)/\\2(?:-supp)?\\.pdf");

  private Identifiers() {}

  /**
   * The strongest identifier that a link is: never empty for an absolute http(s) link, whose last
   * resort is its canonical form.
   */
  public static Optional<Found> ofLink(String link) {
    return split(link).map(Identifiers::ofParts);
  }

  /** An arXiv id, with or without its version and the word {@code arXiv:} before it. */
  public static Optional<Found> ofArxivId(String text) {
    String bare = text.strip().replaceFirst("(?i)^(?:oai:arxiv\\.org|arxiv):", "");
    Matcher id = ARXIV_ID.matcher(bare);
    return id.matches() ? Optional.of(arxiv(id.toMatchResult(), 1)) : Optional.empty();
  }

  /**
   * A DOI in any of its spellings. arXiv's own DOIs and the ACL Anthology's are names of what they
   * stand for.
   */
  public static Optional<Found> ofDoi(String text) {
    Matcher doi = DOI.matcher(text);
    if (!doi.find()) {
      return Optional.empty();
    }
    String bare = DOI_ENDING.matcher(doi.group(1)).replaceFirst("");
    Matcher ownOfArxiv = ARXIV_DOI.matcher(bare);
    if (ownOfArxiv.matches()) {
      return Optional.of(arxiv(ownOfArxiv.toMatchResult(), 1));
    }
    String value = bare.toLowerCase(Locale.ROOT);
    Identifier identifier =
        value.startsWith(ACL_DOI)
            ? new Identifier(Identifier.Kind.ACL, value.substring(ACL_DOI.length()))
            : new Identifier(Identifier.Kind.DOI, value);
    return Optional.of(new Found(identifier, null));
  }

  /** Every arXiv id that a text names with the word {@code arXiv:} before it, in its order. */
  public static List<Found> inText(String text) {
    return ARXIV_TEXT.matcher(text).results().map(id -> arxiv(id, 1)).distinct().toList();
  }

  private static Found ofParts(URI link) {
    String host = host(link);
    String path = link.getRawPath() == null ? "" : link.getRawPath();
    if (isOneOf(host, ARXIV_HOSTS)) {
      Matcher id = ARXIV_PATH.matcher(path);
      if (id.find()) {
        return arxiv(id.toMatchResult(), 1);
      }
    }
    Function<Identifier, Found> plain = identifier -> new Found(identifier, null);
    if (isOneOf(host, DOI_HOSTS)) {
      Optional<Found> doi = ofDoi(decoded(path));
      if (doi.isPresent()) {
        return doi.get();
      }
    }
    if (isOneOf(host, List.of("openreview.net")) && link.getRawQuery() != null) {
      Matcher id = OPENREVIEW_ID.matcher("?" + link.getRawQuery());
      if (id.find()) {
        return plain.apply(new Identifier(Identifier.Kind.OPENREVIEW, id.group(1)));
      }
    }
    if (isOneOf(host, List.of("aclanthology.org", "aclweb.org", "aclanthology.info"))) {
      Matcher id = ACL_PATH.matcher(path);
      if (id.matches()) {
        return plain.apply(
            new Identifier(Identifier.Kind.ACL, id.group(1).toLowerCase(Locale.ROOT)));
      }
    }
    return plain.apply(new Identifier(Identifier.Kind.URL, canonical(link, host, path)));
  }

  /** The same page under one spelling: https, no www, no tracking, parameters in order. */
  private static String canonical(URI link, String host, String path) {
    String port =
        link.getPort() < 0 || link.getPort() == 80 || link.getPort() == 443
            ? ""
            : ":" + link.getPort();
    String query =
        link.getRawQuery() == null
            ? ""
            : Arrays.stream(link.getRawQuery().split("&"))
                .filter(p -> !p.isEmpty() && !TRACKING.matcher(p.split("=", 2)[0]).matches())
                .sorted()
                .collect(Collectors.joining("&"));
    String plainPath = path.replaceFirst("/+$", "");
    String page = host + port + plainPath + (query.isEmpty() ? "" : "?" + query);
    return "https://" + PMLR_PDF.matcher(page).replaceFirst("$1$2.html");
  }

  private static Found arxiv(MatchResult id, int group) {
    String bare = id.group(group);
    int slash = bare.indexOf('/');
    String value =
        slash < 0
            ? bare
            : bare.substring(0, slash).replaceFirst("\\..*", "").toLowerCase(Locale.ROOT)
                + bare.substring(slash);
    String version = id.group(group + 1);
    return new Found(
        new Identifier(Identifier.Kind.ARXIV, value),
        version == null || Integer.parseInt(version) == 0 ? null : Integer.valueOf(version));
  }

  private static Optional<URI> split(String link) {
    String tidy = link.strip().replace(" ", "%20").replace("|", "%7C");
    try {
      URI uri = new URI(tidy);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      return web && uri.getHost() != null && tidy.length() < 1900
          ? Optional.of(uri)
          : Optional.empty();
    } catch (URISyntaxException notALink) {
      return Optional.empty();
    }
  }

  private static String host(URI link) {
    return link.getHost().toLowerCase(Locale.ROOT).replaceFirst("^(?:www|m|mobile|amp)\\.", "");
  }

  private static boolean isOneOf(String host, List<String> domains) {
    return domains.stream().anyMatch(domain -> host.equals(domain) || host.endsWith("." + domain));
  }

  private static String decoded(String path) {
    try {
      return java.net.URLDecoder.decode(
          path.replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformedEscape) {
      return path;
    }
  }
}
