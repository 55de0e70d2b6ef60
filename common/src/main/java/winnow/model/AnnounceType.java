package winnow.model;

/** How arXiv announced an entry, relative to the category that was asked for. */
public enum AnnounceType {
  NEW,
  CROSS,
  REPLACE,
  REPLACE_CROSS
}
