package winnow.model;

import java.util.Locale;

/** How arXiv announced an entry, relative to the category that was asked for. */
public enum AnnounceType {
  NEW,
  CROSS,
  REPLACE,
  REPLACE_CROSS;

  /** arXiv's own word: new, cross, replace or replace-cross. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
