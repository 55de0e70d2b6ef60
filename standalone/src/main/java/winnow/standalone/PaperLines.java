package winnow.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import winnow.config.ConfigException;
import winnow.enrich.train.Example;
import winnow.topics.Json;

/**
 * A gold file and its pool: one JSON object a line. The gold names papers by {@code arxiv_id}, with
 * their {@code section} where one is known; the pool holds their texts among others'.
 */
public final class PaperLines {
  record Gold(@Nullable String arxiv_id, @Nullable String section) {}

  record Pool(
      @Nullable String arxiv_id,
      @Nullable String title,
      @Nullable @com.fasterxml.jackson.annotation.JsonProperty("abstract") String abstractText,
      @Nullable List<String> categories) {}

  /**
   * What the two files hold together.
   *
   * @param withoutText papers of the pool with neither title nor abstract, left out
   * @param repeated further lines of the pool on a paper that it had, left out
   * @param notInPool papers of the gold that the pool does not hold
   */
  public record Papers(List<Example> examples, int withoutText, int repeated, int notInPool) {}

  private PaperLines() {}

  public static Papers read(Path gold, Path pool) throws ConfigException {
    Map<String, Gold> known = new LinkedHashMap<>();
    for (Gold line : lines(gold, Gold.class)) {
      known.put(id(gold, line.arxiv_id()), line);
    }
    Map<String, Example> examples = new LinkedHashMap<>();
    int withoutText = 0;
    int repeated = 0;
    for (Pool line : lines(pool, Pool.class)) {
      String id = id(pool, line.arxiv_id());
      if (blank(line.title()) && blank(line.abstractText())) {
        withoutText++;
      } else if (examples.containsKey(id)) {
        repeated++;
      } else {
        Gold wanted = known.get(id);
        examples.put(
            id,
            new Example(
                id,
                line.title(),
                line.abstractText(),
                line.categories() == null ? List.of() : line.categories(),
                wanted != null,
                wanted == null ? null : wanted.section()));
      }
    }
    int found = (int) known.keySet().stream().filter(examples::containsKey).count();
    return new Papers(List.copyOf(examples.values()), withoutText, repeated, known.size() - found);
  }

  /**
   * Further papers to propose, with their own texts, in a file of the pool's form.
   *
   * @param taught papers that are examples already, which are left out, as is what has no {@code
   *     arxiv_id} or no abstract
   */
  static List<Example> further(Path file, List<Example> taught) throws ConfigException {
    Set<String> known =
        taught.stream().map(Example::id).collect(Collectors.toCollection(HashSet::new));
    List<Example> further = new ArrayList<>();
    for (Pool line : lines(file, Pool.class)) {
      String id = line.arxiv_id();
      if (id != null && !blank(line.abstractText()) && known.add(id)) {
        further.add(new Example(id, line.title(), line.abstractText(), List.of(), true, null));
      }
    }
    return further;
  }

  private static <T> List<T> lines(Path file, Class<T> type) throws ConfigException {
    List<String> texts;
    try {
      texts = Files.readAllLines(file);
    } catch (IOException e) {
      throw new ConfigException(file + " cannot be read: " + e.getMessage());
    }
    List<T> lines = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      if (!texts.get(i).isBlank()) {
        try {
          lines.add(Json.read(texts.get(i).getBytes(StandardCharsets.UTF_8), type));
        } catch (Json.UnreadableValueException e) {
          throw new ConfigException(file + ":" + (i + 1) + ": " + e.getMessage());
        }
      }
    }
    return lines;
  }

  private static String id(Path file, @Nullable String id) throws ConfigException {
    if (id == null || id.isBlank()) {
      throw new ConfigException(file + ": a line has no arxiv_id");
    }
    return id;
  }

  private static boolean blank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
