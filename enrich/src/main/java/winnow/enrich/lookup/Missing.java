package winnow.enrich.lookup;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.model.Identifier;
import winnow.model.Identifiers;
import winnow.model.Lookup;
import winnow.model.Mention;
import winnow.model.Paper;

/** What is missing of a paper, as questions about its identifiers. Pure. */
public final class Missing {
  private Missing() {}

  /**
   * What to ask: about the strongest identifier of each kind, and about a page only where there is
   * nothing stronger. Nothing where title and abstract are known; a page may have no abstract, so
   * its title is enough. The same paper always gives the same questions.
   */
  public static List<Lookup> of(Paper paper) {
    String missing = missing(paper);
    if (missing == null) {
      return List.of();
    }
    Instant heard =
        paper.sightings().stream()
            .map(Mention::seenAt)
            .max(Comparator.naturalOrder())
            .orElse(Instant.EPOCH);
    Set<Identifier.Kind> asked = EnumSet.noneOf(Identifier.Kind.class);
    List<Lookup> lookups = new ArrayList<>();
    for (Identifier one : paper.identifiers().stream().sorted().toList()) {
      boolean page = one.kind() == Identifier.Kind.URL;
      if ((!page || asked.isEmpty()) && asked.add(one.kind())) {
        URI link = link(paper, one).orElse(null);
        lookups.add(new Lookup(one, provider(one, link), link, missing, heard));
      }
    }
    return lookups;
  }

  private static @Nullable String missing(Paper paper) {
    if (paper.mergedInto() != null) {
      return null;
    }
    boolean onlyPages =
        paper.identifiers().stream().allMatch(one -> one.kind() == Identifier.Kind.URL);
    if (paper.title() == null) {
      return paper.abstractText() == null
          ? "title and abstract are unknown"
          : "the title is unknown";
    }
    return paper.abstractText() == null && !onlyPages ? "the abstract is unknown" : null;
  }

  private static Optional<URI> link(Paper paper, Identifier identifier) {
    return paper.links().stream()
        .filter(
            link ->
                Identifiers.ofLink(link.toString())
                    .filter(found -> found.identifier().equals(identifier))
                    .isPresent())
        .findFirst();
  }

  private static String provider(Identifier identifier, @Nullable URI link) {
    if (identifier.kind() != Identifier.Kind.URL) {
      return identifier.kind().name().toLowerCase(Locale.ROOT);
    }
    URI page = link == null ? URI.create(identifier.value()) : link;
    return page.getHost() == null ? page.getAuthority() : page.getHost().toLowerCase(Locale.ROOT);
  }
}
