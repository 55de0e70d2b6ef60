package winnow.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a curator, or a rule, decided about a paper. Append only: taking one back is another
 * decision, {@link Action#UNDO}, which lifts the last that still stands.
 *
 * @param id the paper's id, and the record's key
 * @param edition the newsletter's number
 * @param social the text to post, by channel
 * @param until the day on which a snoozed paper comes back
 * @param by who decided
 */
public record Decision(
    Identifier id,
    Action action,
    @Nullable Integer edition,
    @Nullable String section,
    @Nullable Placement placement,
    @Nullable String heading,
    @Nullable String text,
    Map<String, String> social,
    @Nullable LocalDate until,
    @Nullable String reason,
    String by,
    Instant at) {
  /** What can be decided. */
  public enum Action {
    APPROVE,
    REJECT,
    MAYBE,
    SNOOZE,
    UNDO
  }

  public Decision {
    requireNonNull(id, "id is missing");
    requireNonNull(action, "action is missing");
    requireNonNull(by, "by is missing");
    requireNonNull(at, "at is missing");
    social = social == null ? Map.of() : Map.copyOf(social);
    if (by.isBlank()) {
      throw new IllegalArgumentException("by is blank: " + id);
    }
    if ((action == Action.SNOOZE) != (until != null)) {
      throw new IllegalArgumentException(
          action == Action.SNOOZE
              ? "snooze needs the day it ends, until: " + id
              : "until goes with snooze alone: " + id);
    }
    if (edition != null && edition < 1) {
      throw new IllegalArgumentException("edition is below 1: " + edition);
    }
  }
}
