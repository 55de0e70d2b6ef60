package winnow.http;

import org.jspecify.annotations.Nullable;

/** What a server gave to ask "changed?" with. Sent back as it came. */
public record Validators(@Nullable String etag, @Nullable String lastModified) {
  /** Nothing to ask with: the answer will be whole. */
  public static final Validators NONE = new Validators(null, null);
}
