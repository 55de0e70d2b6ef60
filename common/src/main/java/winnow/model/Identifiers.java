package winnow.model;

import java.net.IDN;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
  public static final int VERSION = 2;

  private static final int LONGEST = 1900;

  private static final String ARXIV =
      "(\\d{2}(?:0[1-9]|1[0-2])\\.\\d{4,5}|[a-z][a-z-]+(?:\\.[A-Z]{2})?/\\d{7})(?:v(\\d{1,3}))?";
  private static final Pattern ARXIV_ID =
      Pattern.compile("(?:(?:oai:arxiv\\.org|arxiv):\\s*)?" + ARXIV, Pattern.CASE_INSENSITIVE);
  private static final Pattern ARXIV_PATH =
      Pattern.compile(
          "/(?:(?:abs|pdf|html|format|ps|e-print|src|tb|bibtex|papers|paper|overview|arxiv|doc|forum|main)/"
              + "(?:arxiv:)?|arxiv:)"
              + ARXIV
              + "(?!\\w)",
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
          "hf.co",
          "semanticscholar.org",
          "catalyzex.com",
          "ui.adsabs.harvard.edu",
          "inspirehep.net",
          "connectedpapers.com");

  /** DBLP writes an arXiv id with dashes. */
  private static final Pattern DBLP_PATH =
      Pattern.compile(
          "/rec/(?:\\w+/)?corr/abs-(\\d{2}(?:0[1-9]|1[0-2]))-(\\d{4,5})(?:\\.html)?",
          Pattern.CASE_INSENSITIVE);

  /** A question mark or a hash ends a DOI: nobody's holds one, and links often go on with one. */
  private static final Pattern DOI =
      Pattern.compile("\\b10\\.\\d{4,9}/[^\\s\\p{Z}\\p{Cntrl}\"?#]+", Pattern.CASE_INSENSITIVE);

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
          "royalsocietypublishing.org",
          "frontiersin.org",
          "annualreviews.org",
          "iopscience.iop.org");

  /** Nature's pages are called by the second half of a DOI. */
  private static final Pattern NATURE_PATH =
      Pattern.compile("/articles/([a-z0-9-]+\\d)(?:\\.pdf)?");

  private static final Pattern DOI_ENDING =
      Pattern.compile(
          "(?:\\.pdf|/(?:full|pdf|epdf|abstract|meta|fulltext\\.html|(?:figures|tables)/\\d+)|"
              + "[.,;:'/]|(?:<[A-Za-z/!]|]\\().*)$");
  private static final Pattern ARXIV_DOI =
      Pattern.compile("10\\.48550/arxiv\\." + ARXIV, Pattern.CASE_INSENSITIVE);
  private static final String ACL = "([A-Z]\\d{2}-\\d{4}|\\d{4}\\.[a-z0-9_-]+\\.\\d+)";
  private static final Pattern ACL_DOI =
      Pattern.compile("10\\.(?:18653|3115)/v1/" + ACL, Pattern.CASE_INSENSITIVE);
  private static final Pattern ACL_PATH =
      Pattern.compile(
          "/(?:anthology/)?(?:papers/)?(?:[A-Z]/(?:[A-Z]\\d\\d/)?)?"
              + ACL
              + "(?:v\\d+)?(?:\\.pdf|\\.bib)?(?:/.*)?",
          Pattern.CASE_INSENSITIVE);

  /** A forum's id; a group's or a comment's looks the same and is no paper's. */
  private static final Pattern OPENREVIEW =
      Pattern.compile(
          "/(?:forum|pdf|attachment|revisions)\\?(?:.*?[&;])?id=([A-Za-z0-9_-]{5,40}).*");

  private static final Pattern TRACKING =
      Pattern.compile(
          "(?:utm_\\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|ref|ref_src|ref_url|share_id|si|"
              + "_hsenc|_hsmi|cmpid|source|trk|spm|rss)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern PMLR_PDF =
      Pattern.compile(
          "(?:proceedings\\.mlr\\.press|raw\\.githubusercontent\\.com/mlresearch)/(v\\d+)/"
              + "(?:main/assets/)?([^/]+)/\\2(?:-supp)?\\.pdf");
  private static final Pattern WEB =
      Pattern.compile(
          "https?://(?:[^/?#]*@)?(\\[[0-9a-f:.]+]|[^/?#@:\\[\\]]+)(?::(\\d{0,5}))?"
              + "(/[^?#]*)?(?:\\?([^#]*))?(?:#.*)?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern HOST =
      Pattern.compile("\\[[0-9a-f:.]+]|[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*");

  /** What else a host is called; never the whole of one, as in {@code m.com}. */
  private static final Pattern SAME_HOST =
      Pattern.compile("^(?:(?:www|m|mobile|amp)\\.)+(?=[^.]+\\.)");

  private static final Pattern ESCAPED =
      Pattern.compile("%([0-9A-Fa-f]{2})|[^A-Za-z0-9._~!$&'()*+,;=:@/?-]");

  private Identifiers() {}

  /**
   * The strongest identifier that a link is: never empty for an absolute http(s) link that is not
   * absurdly long, whose last resort is its canonical form.
   */
  public static Optional<Found> ofLink(String link) {
    return split(link).flatMap(Identifiers::ofAddress);
  }

  /** An arXiv id, with or without its version and the word {@code arXiv:} before it. */
  public static Optional<Found> ofArxivId(String text) {
    Matcher id = ARXIV_ID.matcher(text.strip());
    return id.matches() ? Optional.of(arxiv(id)) : Optional.empty();
  }

  /**
   * A DOI in any of its spellings. arXiv's own DOIs and the ACL Anthology's are names of what they
   * stand for.
   */
  public static Optional<Found> ofDoi(String text) {
    Matcher doi = DOI.matcher(text);
    if (!doi.find() || doi.end() - doi.start() > LONGEST) {
      return Optional.empty();
    }
    String bare = withoutEnding(doi.group());
    Matcher ownOfArxiv = ARXIV_DOI.matcher(bare);
    if (ownOfArxiv.matches()) {
      return Optional.of(arxiv(ownOfArxiv));
    }
    Matcher ownOfAcl = ACL_DOI.matcher(bare);
    if (ownOfAcl.matches()) {
      return Optional.of(acl(ownOfAcl.group(1)));
    }
    return DOI.matcher(bare).matches()
        ? Optional.of(plain(Identifier.Kind.DOI, bare.toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  /** Every arXiv id that a text names with the word {@code arXiv:} before it, in its order. */
  public static List<Found> inText(String text) {
    return ARXIV_TEXT.matcher(text).results().map(Identifiers::arxiv).distinct().toList();
  }

  /** A link's parts, each in one spelling. The host is without port; there is no last slash. */
  private record Address(String host, String port, String path, String query) {
    boolean isAt(String... domains) {
      return isAt(List.of(domains));
    }

    boolean isAt(List<String> domains) {
      return domains.stream()
          .anyMatch(domain -> host.equals(domain) || host.endsWith("." + domain));
    }

    /** The path as a person would read it. */
    String words() {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** The same page under one spelling: https, no www, no tracking, parameters in order. */
    String canonical() {
      String kept =
          Arrays.stream(query.split("&"))
              .filter(part -> !part.isEmpty())
              .filter(part -> !TRACKING.matcher(part.split("=", 2)[0]).matches())
              .sorted()
              .collect(Collectors.joining("&"));
      String page = host + port + path + (kept.isEmpty() ? "" : "?" + kept);
      Matcher pmlr = PMLR_PDF.matcher(page);
      return "https://"
          + (pmlr.matches()
              ? "proceedings.mlr.press/" + pmlr.group(1) + "/" + pmlr.group(2) + ".html"
              : page);
    }
  }

  private static Optional<Found> ofAddress(Address link) {
    if (link.isAt(ARXIV_HOSTS)) {
      Matcher id = ARXIV_PATH.matcher(link.words());
      if (id.find()) {
        return Optional.of(arxiv(id));
      }
    }
    Matcher dblp = DBLP_PATH.matcher(link.path());
    if (link.isAt("dblp.org", "dblp.uni-trier.de") && dblp.matches()) {
      return ofArxivId(dblp.group(1) + "." + dblp.group(2));
    }
    Matcher nature = NATURE_PATH.matcher(link.path());
    if (link.isAt("nature.com") && nature.matches()) {
      return ofDoi("10.1038/" + nature.group(1));
    }
    if (link.isAt(DOI_HOSTS) || link.isAt("arxiv.org")) {
      Optional<Found> doi = ofDoi(link.words());
      if (doi.isPresent()) {
        return doi;
      }
    }
    if (link.isAt("openreview.net")) {
      Matcher id = OPENREVIEW.matcher(link.path() + "?" + link.query());
      if (id.matches()) {
        return Optional.of(plain(Identifier.Kind.OPENREVIEW, id.group(1)));
      }
    }
    if (link.isAt("aclanthology.org", "aclweb.org", "aclanthology.info")) {
      Matcher id = ACL_PATH.matcher(link.path());
      if (id.matches()) {
        return Optional.of(acl(id.group(1)));
      }
    }
    String canonical = link.canonical();
    return canonical.length() > LONGEST
        ? Optional.empty()
        : Optional.of(plain(Identifier.Kind.URL, canonical));
  }

  private static Found plain(Identifier.Kind kind, String value) {
    return new Found(new Identifier(kind, value), null);
  }

  /** The Anthology writes ids of before 2020 in capitals, and later ones without. */
  private static Found acl(String id) {
    boolean old = id.charAt(3) == '-';
    return plain(
        Identifier.Kind.ACL, old ? id.toUpperCase(Locale.ROOT) : id.toLowerCase(Locale.ROOT));
  }

  /** Subject classes are no part of an old id: {@code math.GT/0309136} is {@code math/0309136}. */
  private static Found arxiv(MatchResult id) {
    String value = id.group(1).toLowerCase(Locale.ROOT).replaceFirst("\\.[a-z]{2}/", "/");
    String version = id.group(2);
    return new Found(
        new Identifier(Identifier.Kind.ARXIV, value),
        version == null || Integer.parseInt(version) == 0 ? null : Integer.valueOf(version));
  }

  /** Without a publisher's part of the page, and without the punctuation around it. */
  private static String withoutEnding(String doi) {
    String bare = doi;
    String before;
    do {
      before = bare;
      bare = DOI_ENDING.matcher(bare).replaceFirst("");
      if (closesWhatItDidNotOpen(bare)) {
        bare = bare.substring(0, bare.length() - 1);
      }
    } while (!bare.equals(before));
    return bare;
  }

  private static boolean closesWhatItDidNotOpen(String text) {
    int bracket = text.isEmpty() ? -1 : ")]}>".indexOf(text.charAt(text.length() - 1));
    return bracket >= 0
        && text.chars().filter(c -> c == ")]}>".charAt(bracket)).count()
            > text.chars().filter(c -> c == "([{<".charAt(bracket)).count();
  }

  private static Optional<Address> split(String link) {
    Matcher web = WEB.matcher(link.strip());
    if (!web.matches() || link.length() > LONGEST) {
      return Optional.empty();
    }
    String port = web.group(2) == null || web.group(2).matches("|80|443") ? "" : ":" + web.group(2);
    String path = escaped(web.group(3)).replaceFirst("/+$", "");
    return host(web.group(1)).map(host -> new Address(host, port, path, escaped(web.group(4))));
  }

  private static Optional<String> host(String written) {
    try {
      String ascii = written.startsWith("[") ? written : IDN.toASCII(written);
      String host = ascii.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
      return HOST.matcher(host).matches()
          ? Optional.of(SAME_HOST.matcher(host).replaceFirst(""))
          : Optional.empty();
    } catch (IllegalArgumentException notAName) {
      return Optional.empty();
    }
  }

  /** One spelling of what may be escaped or not (RFC 3986, 6.2.2), in ASCII. */
  private static String escaped(@Nullable String text) {
    String bytes =
        text == null
            ? ""
            : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return ESCAPED.matcher(bytes).replaceAll(Identifiers::escape);
  }

  private static String escape(MatchResult one) {
    int c = one.group(1) == null ? one.group().charAt(0) : Integer.parseInt(one.group(1), 16);
    boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "._~-".indexOf(c) >= 0);
    return plain ? String.valueOf((char) c) : String.format(Locale.ROOT, "%%%02X", c);
  }
}
