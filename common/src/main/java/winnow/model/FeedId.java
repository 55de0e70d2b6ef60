package winnow.model;

import java.util.regex.Pattern;

/**
 * The name of one configured address of a source, for example {@code arxiv:cs.LG} or {@code
 * alignment-forum}.
 */
public record FeedId(String value) implements Comparable<FeedId> {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:+/-]{0,119}");

  public FeedId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a feed's id is letters, digits and . _ : + / - (at most 120): " + value);
    }
  }

  /** The part before the first colon, or all of it where there is none. */
  public String source() {
    int colon = value.indexOf(':');
    return colon < 0 ? value : value.substring(0, colon);
  }

  /** The part after the first colon, or all of it where there is none. */
  public String name() {
    return value.substring(value.indexOf(':') + 1);
  }

  @Override
  public int compareTo(FeedId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
