package winnow.standalone;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import winnow.config.ConfigException;
import winnow.enrich.identity.Wording;
import winnow.model.Identifier;
import winnow.model.Identifiers;
import winnow.topics.Json;

/** Labelled pairs: one JSON object a line, of two sides and whether they are the same work. */
final class PairLines {
  private static final Pattern NAMES = Pattern.compile("[,;]| and ");
  private static final Pattern AFFILIATION = Pattern.compile("\\([^)]*\\)");
  private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"\\])]+");
  private static final Pattern IDENTIFIER =
      Pattern.compile(
          "https?://\\S+|\\b(?:doi:\\s?)?10\\.\\d{4,9}/\\S+|\\b(?:arxiv:\\s?)?\\d{4}\\.\\d{4,5}(?:v\\d+)?\\b"
              + "|\\barxiv:\\s?\\S+",
          Pattern.CASE_INSENSITIVE);

  /** What one source says; each part may be missing. */
  record Side(
      @Nullable String title,
      @Nullable String authors,
      @Nullable @JsonProperty("abstract") String abstractText,
      @Nullable String description,
      @Nullable String arxiv_id,
      @Nullable String doi,
      @Nullable String url,
      @Nullable String permalink) {

    /** What it says in words, without the identifiers that may be written among them. */
    Wording masked() {
      return Wording.of(
          masked(title),
          authors == null
              ? List.of()
              : Arrays.asList(NAMES.split(AFFILIATION.matcher(authors).replaceAll(""))),
          masked(abstractText));
    }

    /** Every identifier that it names, wherever it is written. */
    SortedSet<Identifier> identifiers() {
      Stream<String> texts = Stream.of(title, description, abstractText).filter(Objects::nonNull);
      SortedSet<Identifier> found = new TreeSet<>();
      Stream.concat(
              Stream.of(url, permalink).filter(Objects::nonNull),
              texts.flatMap(text -> LINK.matcher(text).results().map(link -> link.group())))
          .flatMap(link -> Identifiers.ofLink(link).stream())
          .forEach(one -> found.add(one.identifier()));
      Stream.of(title, description, abstractText)
          .filter(Objects::nonNull)
          .flatMap(text -> Identifiers.inText(text).stream())
          .forEach(one -> found.add(one.identifier()));
      if (arxiv_id != null) {
        Identifiers.ofArxivId(arxiv_id).ifPresent(one -> found.add(one.identifier()));
      }
      if (doi != null) {
        Identifiers.ofDoi(doi).ifPresent(one -> found.add(one.identifier()));
      }
      return found;
    }

    boolean hasAbstract() {
      return abstractText != null && !abstractText.isBlank();
    }

    private static @Nullable String masked(@Nullable String text) {
      return text == null ? null : IDENTIFIER.matcher(text).replaceAll(" ");
    }
  }

  /**
   * A pair.
   *
   * @param same_work absent where nobody could tell
   */
  record Pair(@Nullable String id, String kind, @Nullable Boolean same_work, Side a, Side b) {
    Pair {
      Objects.requireNonNull(kind, "kind is missing");
      Objects.requireNonNull(a, "a is missing");
      Objects.requireNonNull(b, "b is missing");
    }
  }

  /**
   * What a file holds.
   *
   * @param bad lines that cannot be read, each with its place and what is wrong
   */
  record Pairs(List<Pair> pairs, List<String> bad) {}

  private PairLines() {}

  /**
   * Reads a file of pairs.
   *
   * @throws ConfigException if the file as a whole cannot be read
   */
  static Pairs read(Path file) throws ConfigException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new ConfigException(file + " cannot be read: " + e.getMessage());
    }
    List<Pair> pairs = new ArrayList<>();
    List<String> bad = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        try {
          pairs.add(Json.read(lines.get(i).getBytes(StandardCharsets.UTF_8), Pair.class));
        } catch (Json.UnreadableValueException e) {
          bad.add(file + ":" + (i + 1) + ": " + e.getMessage());
        }
      }
    }
    return new Pairs(List.copyOf(pairs), List.copyOf(bad));
  }
}
