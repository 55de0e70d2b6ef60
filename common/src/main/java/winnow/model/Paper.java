package winnow.model;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All sightings of one paper, merged, with score and reasons.
 *
 * @param id the strongest of the identifiers
 * @param title absent until a source that knows the paper has spoken
 * @param version the highest version of arXiv's that was seen
 * @param categories the primary one first
 * @param sightings the mentions of it, oldest first
 * @param evidence why its identifiers are one paper's; empty where there is one identifier
 * @param changes what later versions changed, in their order; only those that were seen
 * @param suggestions papers that may be this one, best first
 * @param section the newsletter section that fits best; absent where none does
 * @param withdrawn taken back by its authors
 * @param mergedInto the paper that this id became a name of; such a record is a redirect and keeps
 *     nothing else
 */
public record Paper(
    Identifier id,
    List<Identifier> identifiers,
    @Nullable String title,
    List<String> authors,
    @Nullable String abstractText,
    @Nullable Integer version,
    List<String> categories,
    List<URI> links,
    List<Mention> sightings,
    List<Evidence> evidence,
    List<Change> changes,
    List<Suggestion> suggestions,
    @Nullable Score score,
    @Nullable String section,
    boolean withdrawn,
    @Nullable Identifier mergedInto) {
  public Paper {
    requireNonNull(id, "id is missing");
    requireNonNull(identifiers, "identifiers is missing");
    identifiers = List.copyOf(identifiers);
    authors = authors == null ? List.of() : List.copyOf(authors);
    categories = categories == null ? List.of() : List.copyOf(categories);
    links = links == null ? List.of() : List.copyOf(links);
    sightings = sightings == null ? List.of() : List.copyOf(sightings);
    evidence = evidence == null ? List.of() : List.copyOf(evidence);
    changes = changes == null ? List.of() : List.copyOf(changes);
    suggestions = suggestions == null ? List.of() : List.copyOf(suggestions);
    if (!identifiers.contains(id)) {
      throw new IllegalArgumentException("id is not among the identifiers: " + id);
    }
  }

  /** What stays under an id whose paper goes by a stronger one now. */
  public static Paper redirect(Identifier id, Identifier mergedInto) {
    return new Paper(
        id,
        List.of(id),
        null,
        List.of(),
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        false,
        mergedInto);
  }

  /** The same paper, ranked. */
  public Paper scored(Score newScore, @Nullable String newSection) {
    return new Paper(
        id,
        identifiers,
        title,
        authors,
        abstractText,
        version,
        categories,
        links,
        sightings,
        evidence,
        changes,
        suggestions,
        newScore,
        newSection,
        withdrawn,
        mergedInto);
  }
}
