package winnow.model;

/** What became of a thing that a source had said. */
public enum Fate {
  /** The post is gone at its source; what it said must go here too. */
  DELETED,
  /** The authors took the paper back; the paper stays, and is flagged. */
  WITHDRAWN
}
