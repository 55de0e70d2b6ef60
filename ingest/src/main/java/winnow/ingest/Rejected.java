package winnow.ingest;

import java.util.Arrays;

/**
 * An element of a document, or a whole one, that cannot be used. It becomes a dead letter.
 *
 * @param what its name, or its place in the document
 * @param cause why, in one line
 * @param original as it came, or the first {@link #LONGEST} bytes of it
 */
@SuppressWarnings("ArrayRecordComponent") // nobody writes to it, and it is compared by content
public record Rejected(String what, String cause, byte[] original) {
  /** What is kept of an original. */
  public static final int LONGEST = 64 << 10;

  public Rejected {
    what = line(what, 200);
    cause = line(cause, 1000);
    original = Arrays.copyOf(original, Math.min(original.length, LONGEST));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rejected that
        && what.equals(that.what)
        && cause.equals(that.cause)
        && Arrays.equals(original, that.original);
  }

  @Override
  public int hashCode() {
    return 31 * what.hashCode() + Arrays.hashCode(original);
  }

  private static String line(String text, int longest) {
    String plain = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return plain.length() > longest ? plain.substring(0, longest) + "…" : plain;
  }
}
