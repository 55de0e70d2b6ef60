package winnow.enrich.identity;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import winnow.model.Decision;
import winnow.model.Decision.Action;
import winnow.model.Evidence;
import winnow.model.Identifier;
import winnow.model.Identifier.Kind;

/**
 * What one place says of two identifiers. Of two statements of one place about one pair the later
 * revision stands, so a place can take back what it said, and it makes no difference in which order
 * others hear of it.
 *
 * @param from the place: an identifier's, or a wording's key; {@value #CURATOR} for curators, who
 *     count their revisions by the clock
 * @param revision counts up when the place changes its mind
 * @param evidence the two, and why
 */
public record Statement(String from, long revision, Says says, Evidence evidence)
    implements Comparable<Statement> {
  /** What can be said of two identifiers. */
  public enum Says {
    /** They are names of one paper. */
    MERGE,
    /** They may be; a curator should look. */
    SUGGEST,
    /** They are names of two papers. */
    SPLIT,
    /** Nothing any more. */
    NOTHING
  }

  /** The rule that the identifiers of one entry are names of one paper. */
  public static final String SAME_ENTRY = "same-entry";

  /** The rule that a curator knows. */
  public static final String CURATOR = "curator";

  private static final Comparator<Statement> LATER =
      Comparator.comparingLong(Statement::revision)
          .thenComparing(Statement::says)
          .thenComparing(Statement::evidence);

  /** Who says it, of which two. */
  record Subject(Identifier one, Identifier other, String from) {}

  public Statement {
    requireNonNull(from, "from is missing");
    requireNonNull(says, "says is missing");
    requireNonNull(evidence, "evidence is missing");
  }

  /** A curator's merge or split. */
  public static Statement of(Decision word) {
    Identifier other = requireNonNull(word.other(), "other is missing");
    boolean inOrder = word.id().compareTo(other) < 0;
    return new Statement(
        CURATOR,
        word.at().toEpochMilli(),
        word.action() == Action.MERGE ? Says.MERGE : Says.SPLIT,
        new Evidence(
            CURATOR,
            1,
            inOrder ? word.id() : other,
            inOrder ? other : word.id(),
            null,
            null,
            word.score(),
            word.reason(),
            word.by(),
            word.at()));
  }

  /**
   * What a place must say anew so that these stand and nothing else of what it said; the revisions
   * of those that should stand are not looked at.
   *
   * @param said all that the place said, one of each pair
   */
  public static List<Statement> renewed(
      Collection<Statement> said, Collection<Statement> shouldStand) {
    Map<Subject, Statement> before = new HashMap<>();
    said.forEach(one -> before.put(one.subject(), one));
    List<Statement> anew = new ArrayList<>();
    for (Statement one : shouldStand) {
      Statement old = before.remove(one.subject());
      if (old == null) {
        anew.add(one.revised(1));
      } else if (old.says != one.says || !old.evidence.equals(one.evidence)) {
        anew.add(one.revised(old.revision + 1));
      }
    }
    before.values().stream()
        .filter(old -> old.says != Says.NOTHING)
        .map(old -> new Statement(old.from, old.revision + 1, Says.NOTHING, old.evidence))
        .forEach(anew::add);
    return anew;
  }

  private Statement revised(long newRevision) {
    return new Statement(from, newRevision, says, evidence);
  }

  Subject subject() {
    return new Subject(one(), other(), from);
  }

  Identifier one() {
    return evidence.one();
  }

  Identifier other() {
    return evidence.other();
  }

  Identifier across(Identifier end) {
    return end.equals(one()) ? other() : one();
  }

  boolean byCurator() {
    return from.equals(CURATOR);
  }

  boolean bySameEntry() {
    return evidence.rule().equals(SAME_ENTRY);
  }

  /** Whether it is of a kind that may make one paper of two papers' ids. */
  boolean joinsPapers() {
    return byCurator()
        || (!bySameEntry() && one().kind() == Kind.ARXIV && other().kind() == Kind.ARXIV);
  }

  Statement orLater(Statement that) {
    return LATER.compare(this, that) >= 0 ? this : that;
  }

  @Override
  public int compareTo(Statement that) {
    return Comparator.comparing(Statement::one)
        .thenComparing(Statement::other)
        .thenComparing(Statement::from)
        .compare(this, that);
  }
}
