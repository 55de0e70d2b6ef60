package winnow.config;

/**
 * A settings file that cannot be used. The message names file, line, what is wrong, and a remedy.
 */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1;

  public ConfigException(String message) {
    super(message);
  }
}
