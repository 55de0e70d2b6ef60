package winnow.ingest;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import winnow.config.Settings;

/**
 * Whose patience a request spends. Two feeds of one name are never asked at the same time.
 *
 * @param name {@code arxiv}, {@code reddit}, a configured name, or the host
 * @param gap the least time between two requests
 */
record Provider(String name, Duration gap) {
  private static final Duration USUAL = Duration.ofSeconds(1);
  private static final Map<String, Duration> GAPS =
      Map.of("arxiv", Duration.ofSeconds(3), "reddit", Duration.ofSeconds(2));
  private static final Map<String, List<String>> HOSTS =
      Map.of(
          "arxiv", List.of("arxiv.org", "*.arxiv.org"),
          "reddit", List.of("reddit.com", "*.reddit.com"));

  /**
   * The provider of an address.
   *
   * @param source the name of the source that reads the feed; arXiv and Reddit are one provider
   *     each, wherever they are served from
   */
  static Provider of(String source, URI address, Map<String, Settings.Provider> configured) {
    String written = address.getHost() == null ? address.getAuthority() : address.getHost();
    String host = written.toLowerCase(Locale.ROOT); // one with an underscore is no host to URI
    String name = GAPS.containsKey(source) ? source : named(host, configured);
    Settings.Provider settings = configured.get(name);
    if (settings != null && settings.gap() != null) {
      return new Provider(name, settings.gap());
    }
    return new Provider(name, isLoopback(host) ? Duration.ZERO : GAPS.getOrDefault(name, USUAL));
  }

  private static String named(String host, Map<String, Settings.Provider> configured) {
    for (Map.Entry<String, Settings.Provider> one : configured.entrySet()) {
      if (isOneOf(host, one.getValue().hosts())) {
        return one.getKey();
      }
    }
    return HOSTS.entrySet().stream()
        .filter(one -> isOneOf(host, one.getValue()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(host);
  }

  private static boolean isOneOf(String host, List<String> patterns) {
    return patterns.stream()
        .map(pattern -> pattern.toLowerCase(Locale.ROOT))
        .anyMatch(
            pattern ->
                pattern.startsWith("*.")
                    ? host.endsWith(pattern.substring(1))
                    : host.equals(pattern));
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.equals("[::1]")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }
}
