package winnow.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What opens the sources' doors. From the environment, each under its name or, under the name with
 * {@code _FILE}, the path of a file that holds it. Never printed.
 *
 * @param redditId of a script app, with its secret; {@code WINNOW_REDDIT_CLIENT_ID}
 * @param redditSecret {@code WINNOW_REDDIT_CLIENT_SECRET}
 * @param redditToken of a personal feed, with its user; {@code WINNOW_REDDIT_FEED_TOKEN}
 * @param redditUser {@code WINNOW_REDDIT_FEED_USER}
 */
public record Credentials(
    @Nullable String redditId,
    @Nullable String redditSecret,
    @Nullable String redditToken,
    @Nullable String redditUser) {
  /** Nothing is set. */
  public static final Credentials NONE = new Credentials(null, null, null, null);

  public Credentials {
    requireBoth("WINNOW_REDDIT_CLIENT_ID", redditId, "WINNOW_REDDIT_CLIENT_SECRET", redditSecret);
    requireBoth("WINNOW_REDDIT_FEED_TOKEN", redditToken, "WINNOW_REDDIT_FEED_USER", redditUser);
  }

  /**
   * What the environment holds.
   *
   * @throws ConfigException if a file cannot be read, or one of a pair is missing
   */
  public static Credentials of(Map<String, String> environment) throws ConfigException {
    try {
      return new Credentials(
          value(environment, "WINNOW_REDDIT_CLIENT_ID"),
          value(environment, "WINNOW_REDDIT_CLIENT_SECRET"),
          value(environment, "WINNOW_REDDIT_FEED_TOKEN"),
          value(environment, "WINNOW_REDDIT_FEED_USER"));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(String.valueOf(e.getMessage()));
    }
  }

  /** Whether one of Reddit's doors can be tried with these. */
  public boolean opens(String door) {
    return switch (door) {
      case "oauth" -> redditId != null;
      case "token" -> redditToken != null;
      default -> true;
    };
  }

  @Override
  public String toString() {
    return "credentials";
  }

  private static @Nullable String value(Map<String, String> environment, String name)
      throws ConfigException {
    String direct = environment.getOrDefault(name, "").strip();
    String file = environment.getOrDefault(name + "_FILE", "").strip();
    if (!direct.isEmpty() || file.isEmpty()) {
      return direct.isEmpty() ? null : direct;
    }
    try {
      String held = Files.readString(Path.of(file)).strip();
      if (held.isEmpty()) {
        throw new ConfigException(name + "_FILE names an empty file: " + file);
      }
      return held;
    } catch (IOException e) {
      throw new ConfigException(name + "_FILE names a file that cannot be read: " + file);
    }
  }

  private static void requireBoth(
      String one, @Nullable String first, String other, @Nullable String second) {
    if ((first == null) != (second == null)) {
      throw new IllegalArgumentException(
          one + " and " + other + " go together; set both or neither");
    }
  }
}
