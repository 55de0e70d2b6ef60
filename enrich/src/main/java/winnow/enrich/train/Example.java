package winnow.enrich.train;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.model.Identifier;
import winnow.model.Paper;

/**
 * A paper whose fate is known.
 *
 * @param id its arXiv id, or what else tells it apart
 * @param relevant whether it is one to propose
 * @param section where it belongs; absent where nobody said
 */
public record Example(
    String id,
    @Nullable String title,
    @Nullable String abstractText,
    List<String> categories,
    boolean relevant,
    @Nullable String section) {
  public Example {
    requireNonNull(id, "id is missing");
    categories = categories == null ? List.of() : List.copyOf(categories);
  }

  /** The same paper, in this section. */
  Example in(@Nullable String newSection) {
    return new Example(id, title, abstractText, categories, relevant, newSection);
  }

  /** The paper as far as its text goes: nobody is known to have mentioned it. */
  public Paper paper() {
    Identifier name = new Identifier(Identifier.Kind.ARXIV, id);
    return new Paper(
        name,
        List.of(name),
        title,
        List.of(),
        abstractText,
        null,
        categories,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        false,
        null);
  }
}
