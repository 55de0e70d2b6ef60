package winnow.standalone;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import winnow.config.ConfigException;
import winnow.enrich.train.Example;
import winnow.model.Identifier;
import winnow.model.Identifiers;
import winnow.model.Profile;
import winnow.topics.Json;

/**
 * A gold file and its pool: one JSON object a line. The gold names papers by {@code arxiv_id}, with
 * their {@code section} where one is known; the pool holds their texts among others'. An id is read
 * in every spelling, with or without its version; a section whatever its case, its spaces and its
 * hyphens are. Fields that are null, missing or not known here are no error.
 */
public final class PaperLines {
  record Gold(@Nullable String arxiv_id, @Nullable String section) {}

  record Pool(
      @Nullable String arxiv_id,
      @Nullable String title,
      @Nullable @JsonProperty("abstract") String abstractText,
      @Nullable List<@Nullable String> categories) {
    boolean hasText() {
      return !blank(title) || !blank(abstractText);
    }

    List<String> filedUnder() {
      return categories == null
          ? List.of()
          : categories.stream()
              .filter(Objects::nonNull)
              .map(String::strip)
              .filter(one -> !one.isEmpty())
              .toList();
    }
  }

  /**
   * What the two files hold together.
   *
   * @param withoutText papers of the pool with neither title nor abstract, left out
   * @param repeated further lines of the pool on a paper that it had, left out
   * @param notInPool papers of the gold that the pool does not hold
   * @param notUnderstood for each line without an arXiv id, which is left out, and for each section
   *     that the profile does not have, which counts as unknown: where it stands and what it says
   */
  public record Papers(
      List<Example> examples,
      int withoutText,
      int repeated,
      int notInPool,
      List<String> notUnderstood) {}

  private record Line<T>(String where, T value) {}

  private PaperLines() {}

  /** Reads both; the profile says what sections there are. */
  public static Papers read(Path gold, Path pool, Profile profile) throws ConfigException {
    List<String> notUnderstood = new ArrayList<>();
    Map<String, Optional<String>> wanted = wanted(gold, profile, notUnderstood);
    Map<String, Example> examples = new LinkedHashMap<>();
    int withoutText = 0;
    int repeated = 0;
    for (Line<Pool> line : lines(pool, Pool.class)) {
      Pool paper = line.value();
      String id = id(line.where(), paper.arxiv_id(), notUnderstood);
      if (id == null) {
        continue;
      }
      if (!paper.hasText()) {
        withoutText++;
      } else if (examples.containsKey(id)) {
        repeated++;
      } else {
        examples.put(
            id,
            new Example(
                id,
                paper.title(),
                paper.abstractText(),
                paper.filedUnder(),
                wanted.containsKey(id),
                wanted.getOrDefault(id, Optional.empty()).orElse(null)));
      }
    }
    int found = (int) wanted.keySet().stream().filter(examples::containsKey).count();
    return new Papers(
        List.copyOf(examples.values()),
        withoutText,
        repeated,
        wanted.size() - found,
        List.copyOf(notUnderstood));
  }

  /** The papers to propose; of several sections that lines on one paper name, the first counts. */
  private static Map<String, Optional<String>> wanted(
      Path gold, Profile profile, List<String> notUnderstood) throws ConfigException {
    Map<String, String> names =
        profile.sections().stream()
            .map(Profile.Section::name)
            .collect(Collectors.toMap(PaperLines::letters, name -> name, (one, other) -> one));
    Map<String, Optional<String>> wanted = new LinkedHashMap<>();
    for (Line<Gold> line : lines(gold, Gold.class)) {
      String id = id(line.where(), line.value().arxiv_id(), notUnderstood);
      String section = line.value().section();
      String known = section == null ? null : names.get(letters(section));
      if (section != null && !section.isBlank() && known == null) {
        notUnderstood.add(line.where() + ": not a section of the profile: " + section);
      }
      if (id != null) {
        wanted.merge(
            id, Optional.ofNullable(known), (before, now) -> before.isPresent() ? before : now);
      }
    }
    return wanted;
  }

  /**
   * Further papers to propose, with their own texts, in a file of the pool's form.
   *
   * @param taught papers that are examples already, which are left out, as is what has no arXiv id
   *     or no abstract
   */
  static List<Example> further(Path file, List<Example> taught) throws ConfigException {
    Set<String> known =
        taught.stream().map(Example::id).collect(Collectors.toCollection(HashSet::new));
    List<Example> further = new ArrayList<>();
    for (Line<Pool> line : lines(file, Pool.class)) {
      Pool paper = line.value();
      String id = paper.arxiv_id() == null ? null : bare(paper.arxiv_id());
      if (id != null && !blank(paper.abstractText()) && known.add(id)) {
        further.add(new Example(id, paper.title(), paper.abstractText(), List.of(), true, null));
      }
    }
    return further;
  }

  private static <T> List<Line<T>> lines(Path file, Class<T> type) throws ConfigException {
    List<String> texts;
    try {
      texts = Files.readAllLines(file);
    } catch (IOException e) {
      throw new ConfigException(file + " cannot be read: " + e.getMessage());
    }
    List<Line<T>> lines = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String where = file.getFileName() + ":" + (i + 1);
      if (!texts.get(i).isBlank()) {
        try {
          lines.add(
              new Line<>(where, Json.read(texts.get(i).getBytes(StandardCharsets.UTF_8), type)));
        } catch (Json.UnreadableValueException e) {
          throw new ConfigException(where + ": " + e.getMessage());
        }
      }
    }
    return lines;
  }

  /** The id without its version; absent, and said so, where there is none. */
  private static @Nullable String id(
      String where, @Nullable String text, List<String> notUnderstood) {
    String id = text == null ? null : bare(text);
    if (id == null) {
      notUnderstood.add(where + ": " + (blank(text) ? "no arxiv_id" : "not an arXiv id: " + text));
    }
    return id;
  }

  private static @Nullable String bare(String text) {
    return Identifiers.ofArxivId(text)
        .or(() -> Identifiers.ofLink(text))
        .map(Identifiers.Found::identifier)
        .filter(id -> id.kind() == Identifier.Kind.ARXIV)
        .map(Identifier::value)
        .orElse(null);
  }

  /** A section's name as far as it tells it from others: its letters and digits. */
  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
  }

  private static boolean blank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
