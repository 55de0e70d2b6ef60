package winnow.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Which credentials {@code kafka.properties} holds; never what they are. */
final class KafkaCredentials {
  private static final String JAAS = "sasl.jaas.config";

  private KafkaCredentials() {}

  /**
   * One setting and how it is.
   *
   * @param well false if nobody can log in with it as it is
   */
  record Finding(String setting, boolean well, String how) {}

  /** What is set, what is missing, and which files cannot be read, by name. */
  static List<Finding> of(Map<String, String> properties) {
    List<Finding> found = new ArrayList<>();
    String protocol =
        properties.getOrDefault("security.protocol", "PLAINTEXT").toUpperCase(Locale.ROOT);
    if (protocol.startsWith("SASL") && !properties.containsKey(JAAS)) {
      found.add(new Finding(JAAS, false, "not set, and security.protocol is " + protocol));
    }
    new TreeMap<>(properties)
        .forEach(
            (name, value) -> {
              if (name.endsWith(".location")) {
                boolean readable = Files.isReadable(Path.of(value));
                found.add(
                    new Finding(
                        name, readable, value + (readable ? "" : " is no file that can be read")));
              } else if (name.equals(JAAS) || name.endsWith(".password") || name.endsWith(".key")) {
                found.add(new Finding(name, !value.isBlank(), value.isBlank() ? "empty" : "set"));
              }
            });
    return found;
  }
}
