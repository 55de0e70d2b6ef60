package winnow.ingest.arxiv;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import winnow.model.Fate;
import winnow.model.FeedId;
import winnow.model.Identifier;
import winnow.model.Identifiers;
import winnow.model.Sighting;

/**
 * What arXiv's archives say of a paper, whichever of them says it. What is absent there is blank
 * here.
 *
 * @param id without version
 */
record Metadata(
    String id,
    int version,
    String title,
    List<String> authors,
    String abstractText,
    List<String> categories,
    String comment,
    String journalReference,
    String licence,
    String doi) {
  /** As authors and arXiv's own staff word it, at the comment's start or as a sentence. */
  private static final Pattern WITHDRAWN =
      Pattern.compile(
          "(?i)^\\W*withdrawn\\b|\\b(?:paper|article|manuscript|submission|work|preprint|version)"
              + "\\s+(?:has been|have been|is|was|is being|been)\\s+withdrawn\\b"
              + "|\\bwithdrawn by (?:the )?(?:author|arxiv)");

  /** The paper as a sighting, said by one of the archives. */
  Sighting sighting(FeedId archive, @Nullable Instant publishedAt, Instant seenAt) {
    List<Identifier> names = new ArrayList<>();
    names.add(new Identifier(Identifier.Kind.ARXIV, id));
    for (String one : doi.split("[\\s,;]+")) {
      Identifiers.ofDoi(one).map(Identifiers.Found::identifier).ifPresent(names::add);
    }
    return Sighting.of(archive, "oai:arXiv.org:" + id + "v" + version, names, seenAt)
        .title(absentIfBlank(title))
        .authors(authors)
        .abstractText(absentIfBlank(abstractText))
        .version(version)
        .categories(categories)
        .publishedAt(publishedAt)
        .links(List.of(URI.create("https://arxiv.org/abs/" + id)))
        .journalReference(absentIfBlank(journalReference))
        .licence(absentIfBlank(licence))
        .fate(isWithdrawn(comment) ? Fate.WITHDRAWN : null)
        .build();
  }

  /** Whether a comment says that the authors, or arXiv, took the paper back. */
  static boolean isWithdrawn(String comment) {
    return WITHDRAWN.matcher(comment).find();
  }

  static String tidy(@Nullable String text) {
    return text == null ? "" : text.replaceAll("\\s+", " ").strip();
  }

  private static @Nullable String absentIfBlank(String text) {
    return text.isBlank() ? null : text;
  }
}
