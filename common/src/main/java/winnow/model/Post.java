package winnow.model;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a poster was about to do, or did, on a channel. The record's key is {@code id|channel}.
 *
 * @param stage an intent is written before the network is asked, a receipt after
 * @param url where the post can be seen; a receipt has it where the network told
 */
public record Post(
    Identifier id, String channel, Stage stage, String text, @Nullable URI url, Instant at) {
  /** About to post, or posted. */
  public enum Stage {
    INTENT,
    RECEIPT
  }

  public Post {
    requireNonNull(id, "id is missing");
    requireNonNull(channel, "channel is missing");
    requireNonNull(stage, "stage is missing");
    requireNonNull(text, "text is missing");
    requireNonNull(at, "at is missing");
    if (channel.isBlank()) {
      throw new IllegalArgumentException("channel is blank: " + id);
    }
  }

  /** The record's key in {@code posted}. */
  public String key() {
    return id + "|" + channel;
  }
}
