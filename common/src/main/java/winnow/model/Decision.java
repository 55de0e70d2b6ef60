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
 * <p>{@link Action#MERGE} and {@link Action#SPLIT} say of two names whether they are one paper's;
 * the latest word on the two stands, so each takes the other back.
 *
 * @param id the paper's id, and the record's key
 * @param edition the newsletter's number
 * @param social the text to post, by channel
 * @param until the day on which a snoozed paper comes back
 * @param by who decided
 * @param other the other name; goes with merge and split, and with nothing else
 * @param rule the rule whose suggestion was followed or refused; absent where the curator found it
 * @param score what that rule gave it
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
    Instant at,
    @Nullable Identifier other,
    @Nullable String rule,
    @Nullable Integer ruleVersion,
    @Nullable Double score) {
  /** What can be decided. */
  public enum Action {
    APPROVE,
    REJECT,
    MAYBE,
    SNOOZE,
    UNDO,
    MERGE,
    SPLIT;

    /** Whether it says what is one paper, rather than what becomes of a paper. */
    public boolean aboutIdentity() {
      return this == MERGE || this == SPLIT;
    }
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
    if (action.aboutIdentity() != (other != null)) {
      throw new IllegalArgumentException(
          action.aboutIdentity()
              ? "merge and split need the other name, other: " + id
              : "other goes with merge and split alone: " + id);
    }
    if (id.equals(other)) {
      throw new IllegalArgumentException("one name only: " + id);
    }
    if (!action.aboutIdentity() && (rule != null || ruleVersion != null || score != null)) {
      throw new IllegalArgumentException("rule goes with merge and split alone: " + id);
    }
  }

  /** What becomes of a paper, by a person. */
  public static Decision about(
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
    return new Decision(
        id, action, edition, section, placement, heading, text, social, until, reason, by, at, null,
        null, null, null);
  }

  /**
   * That two names are one paper's, or two papers'.
   *
   * @param followed the suggestion that the curator followed or refused; absent for none
   */
  public static Decision ofIdentity(
      Action action,
      Identifier id,
      Identifier other,
      @Nullable Suggestion followed,
      @Nullable String reason,
      String by,
      Instant at) {
    return new Decision(
        id,
        action,
        null,
        null,
        null,
        null,
        null,
        Map.of(),
        null,
        reason,
        by,
        at,
        other,
        followed == null ? null : followed.rule(),
        followed == null ? null : followed.ruleVersion(),
        followed == null ? null : followed.score());
  }
}
