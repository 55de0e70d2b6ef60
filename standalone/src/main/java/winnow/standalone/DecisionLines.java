package winnow.standalone;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.config.ConfigException;
import winnow.model.Decision;
import winnow.model.Identifiers;
import winnow.model.Placement;
import winnow.topics.Json;

/** Decisions as a shell or a file writes them: one JSON object a line, with the options' names. */
final class DecisionLines {
  /** One line; the names are those of the options of {@code decide}. */
  record Line(
      @Nullable String id,
      @Nullable String action,
      @Nullable Integer edition,
      @Nullable String section,
      @Nullable String placement,
      @Nullable String heading,
      @Nullable String text,
      @Nullable String channel,
      @Nullable String post,
      @Nullable String until,
      @Nullable String reason,
      @Nullable String by) {

    /**
     * The decision that the line means.
     *
     * @throws IllegalArgumentException naming what is missing or wrong
     */
    Decision decision(Instant now, String otherwiseBy) {
      if (id == null || action == null) {
        throw new IllegalArgumentException("id and action are needed");
      }
      if ((channel == null) != (post == null)) {
        throw new IllegalArgumentException("channel and post go together");
      }
      return Decision.about(
          Identifiers.named(id),
          one(STANDING, "action", action),
          edition,
          section,
          placement == null ? null : one(Placement.values(), "placement", placement),
          heading,
          text,
          channel == null || post == null ? Map.of() : Map.of(channel, post),
          until == null ? null : day(until),
          reason,
          by == null ? otherwiseBy : by,
          now);
    }

    private static LocalDate day(String text) {
      try {
        return LocalDate.parse(text);
      } catch (java.time.format.DateTimeParseException e) {
        throw new IllegalArgumentException("until is not a day such as 2026-11-23: " + text, e);
      }
    }

    private static <E extends Enum<E>> E one(E[] values, String name, String text) {
      List<String> allowed = new ArrayList<>();
      for (E value : values) {
        String word = value.name().toLowerCase(Locale.ROOT).replace('_', '-');
        if (word.equals(text)) {
          return value;
        }
        allowed.add(word);
      }
      throw new IllegalArgumentException(
          name + " is one of " + String.join(", ", allowed) + ", not: " + text);
    }
  }

  /** What may become of a paper; what is one paper is said by {@code merge} and {@code split}. */
  private static final Decision.Action[] STANDING =
      Arrays.stream(Decision.Action.values())
          .filter(action -> !action.aboutIdentity())
          .toArray(Decision.Action[]::new);

  private DecisionLines() {}

  /**
   * Every line's decision, in order.
   *
   * @param where names the lines in messages
   * @throws ConfigException naming the first line that cannot be used; then none may be
   */
  static List<Decision> read(String where, List<String> lines, Instant now, String otherwiseBy)
      throws ConfigException {
    List<Decision> decisions = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      try {
        Line line = Json.read(lines.get(i).getBytes(StandardCharsets.UTF_8), Line.class);
        decisions.add(line.decision(now, otherwiseBy));
      } catch (Json.UnreadableValueException | IllegalArgumentException e) {
        throw new ConfigException(where + ":" + (i + 1) + ": " + e.getMessage());
      }
    }
    return decisions;
  }
}
