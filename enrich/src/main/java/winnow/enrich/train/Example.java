package winnow.enrich.train;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A paper whose fate is known.
 *
 * @param id its arXiv id
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
}
