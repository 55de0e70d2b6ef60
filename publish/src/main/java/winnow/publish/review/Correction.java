package winnow.publish.review;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.model.Decision;
import winnow.model.Decision.Action;
import winnow.model.Identifier;
import winnow.model.ShortlistEntry;
import winnow.model.ShortlistEntry.Status;
import winnow.model.Suggestion;

/** A curator's merge or split as the page sends it, checked against the shortlist as it stands. */
final class Correction {
  private Correction() {}

  /** Only a page of ours may send one; a browser says from where it comes. */
  static void requireOurs(Context context) {
    String site = context.header("Sec-Fetch-Site");
    String origin = context.header("Origin");
    boolean ours =
        site != null
            ? site.equals("same-origin")
            : origin == null || origin.equals("http://" + context.header("Host"));
    if (!ours) {
      throw new ForbiddenResponse("this comes from another page");
    }
  }

  /**
   * The decision that a form means.
   *
   * @throws BadRequestResponse if it makes no sense; the message says why
   */
  static Decision of(Context context, List<ShortlistEntry> entries, Instant now) {
    ShortlistEntry entry = entry(entries, identifier(context.formParam("id")));
    String by = text(context.formParam("by"));
    if (by.isEmpty()) {
      throw new BadRequestResponse("your name is missing");
    }
    String[] word = text(context.formParam("word")).split(" ", 2);
    String name = word.length == 2 ? word[1] : context.formParam("other");
    Identifier other = identifier(name);
    return switch (word[0]) {
      case "merge" -> merge(entries, entry, other, by, now);
      case "split" -> split(entry, other, by, now);
      default -> throw new BadRequestResponse("neither merge nor split: " + word[0]);
    };
  }

  private static Decision merge(
      List<ShortlistEntry> entries,
      ShortlistEntry entry,
      Identifier other,
      String by,
      Instant now) {
    if (entry.paper().identifiers().contains(other)) {
      throw new BadRequestResponse(other + " is a name of this paper already");
    }
    Suggestion followed = suggestion(entry, other);
    Identifier paper = followed == null ? entry(entries, other).id() : other;
    return Decision.ofIdentity(Action.MERGE, entry.id(), paper, followed, null, by, now);
  }

  private static Decision split(ShortlistEntry entry, Identifier other, String by, Instant now) {
    Suggestion refused = suggestion(entry, other);
    if (refused == null && !entry.paper().identifiers().contains(other)) {
      throw new BadRequestResponse(other + " is neither a name of this paper nor suggested");
    }
    if (other.equals(entry.id())) {
      throw new BadRequestResponse(other + " is the paper's id; split one of its other names");
    }
    return Decision.ofIdentity(Action.SPLIT, other, entry.id(), refused, null, by, now);
  }

  private static @Nullable Suggestion suggestion(ShortlistEntry entry, Identifier other) {
    return entry.paper().suggestions().stream()
        .filter(one -> one.paper().equals(other))
        .findFirst()
        .orElse(null);
  }

  private static ShortlistEntry entry(List<ShortlistEntry> entries, Identifier name) {
    return entries.stream()
        .filter(one -> one.mergedInto() == null)
        .filter(one -> one.id().equals(name) || one.paper().identifiers().contains(name))
        .min(
            java.util.Comparator.comparing((ShortlistEntry one) -> one.status() == Status.WITHDRAWN)
                .thenComparing(ShortlistEntry::id))
        .orElseThrow(
            () ->
                new BadRequestResponse(
                    "no paper of the shortlist goes by "
                        + name
                        + "; winnow merge takes any paper"));
  }

  private static Identifier identifier(@Nullable String text) {
    try {
      return Identifier.parse(text(text));
    } catch (IllegalArgumentException e) {
      throw new BadRequestResponse(String.valueOf(e.getMessage()));
    }
  }

  private static String text(@Nullable String parameter) {
    return parameter == null ? "" : parameter.strip();
  }
}
