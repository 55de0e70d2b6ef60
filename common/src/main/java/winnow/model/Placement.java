package winnow.model;

/** How an edition carries a paper. */
public enum Placement {
  /** With a heading, a few paragraphs and a link. */
  FEATURE,
  /** A link and a sentence under "Other … News". */
  ONE_LINER
}
