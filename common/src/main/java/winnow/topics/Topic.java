package winnow.topics;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A topic as the program knows it. Names take the configured prefix when they reach a broker.
 *
 * @param owner the worker that writes it, and creates it
 * @param key what a record's key is, in words
 * @param keep what the broker keeps
 * @param value the type of its values
 * @param schema the name of its values' JSON Schema and its version, for example {@code paper/1};
 *     absent for a topic between a worker's own stages
 */
public record Topic<V>(
    String name, String owner, String key, Keep keep, Class<V> value, @Nullable String schema) {
  /**
   * What a broker keeps of a topic: the last record of each key, or everything, or everything
   * younger than a time.
   */
  public record Keep(boolean latestOnly, @Nullable Duration time) {
    public static final Keep LATEST = new Keep(true, null);
    public static final Keep ALWAYS = new Keep(false, null);

    public static Keep days(int days) {
      return new Keep(false, Duration.ofDays(days));
    }
  }

  /** Whether scripts outside the project may rely on it. */
  public boolean described() {
    return schema != null;
  }
}
