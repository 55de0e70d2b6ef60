package winnow.ingest;

import org.jspecify.annotations.Nullable;

/** A document that is not what its source serves. The message says why, to a person. */
public final class UnreadableFeedException extends Exception {
  private static final long serialVersionUID = 1;

  private final @Nullable String kept;

  public UnreadableFeedException(String reason) {
    this(reason, null);
  }

  /**
   * @param kept what may be kept of the document; absent where it may be kept as it came
   */
  public UnreadableFeedException(String reason, @Nullable String kept) {
    super(reason.replaceAll("\\p{Cntrl}+", " "));
    this.kept = kept;
  }

  /** Why, in words. */
  public String reason() {
    return String.valueOf(getMessage());
  }

  /** What may be kept of the document; absent where it may be kept as it came. */
  public @Nullable String kept() {
    return kept;
  }
}
