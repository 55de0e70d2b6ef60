package winnow.model;

import java.util.Locale;

/**
 * A name that a source uses for a paper, written {@code kind:value}: {@code arxiv:2211.00593},
 * {@code doi:10.1000/xyz}, {@code url:https://…}. An identifier is evidence; the strongest one of a
 * paper is the paper's id.
 *
 * <p>The natural order puts the strongest first: by kind, then by value. It decides which name a
 * paper keeps, so it must never change.
 */
public record Identifier(Kind kind, String value) implements Comparable<Identifier> {
  /** The kinds, strongest first. */
  public enum Kind {
    ARXIV,
    DOI,
    OPENREVIEW,
    ACL,
    URL;

    private final String prefix = name().toLowerCase(Locale.ROOT);
  }

  public Identifier {
    if (value.isBlank() || value.length() > 2000 || hasSpace(value)) {
      throw new IllegalArgumentException("not an identifier's value: '" + value + "'");
    }
  }

  /**
   * Reads {@code kind:value} as {@link #toString} writes it.
   *
   * @throws IllegalArgumentException if the kind is unknown or the value is missing
   */
  public static Identifier parse(String text) {
    for (Kind kind : Kind.values()) {
      if (text.startsWith(kind.prefix) && text.startsWith(":", kind.prefix.length())) {
        return new Identifier(kind, text.substring(kind.prefix.length() + 1));
      }
    }
    throw new IllegalArgumentException(
        "not an identifier (arxiv:…, doi:…, openreview:…, acl:… or url:…): " + text);
  }

  @Override
  public int compareTo(Identifier other) {
    int byKind = kind.compareTo(other.kind);
    return byKind == 0 ? value.compareTo(other.value) : byKind;
  }

  @Override
  public String toString() {
    return kind.prefix + ":" + value;
  }

  private static boolean hasSpace(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) <= ' ') {
        return true;
      }
    }
    return false;
  }
}
