package winnow.ingest;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import winnow.config.Settings;

/**
 * Whose patience a request spends. Two feeds of one name are never asked at the same time.
 *
 * @param name {@code arxiv}, {@code reddit}, a configured name, or the host
 * @param gap the least time between two requests
 * @param configured the providers that the configuration names
 */
record Provider(String name, Duration gap, Map<String, Settings.Provider> configured) {
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
    String host = host(address);
    String name = GAPS.containsKey(source) ? source : named(host, configured).orElse(host);
    Settings.Provider settings = configured.get(name);
    if (settings != null && settings.gap() != null) {
      return new Provider(name, settings.gap(), configured);
    }
    Duration gap = isLoopback(host) ? Duration.ZERO : GAPS.getOrDefault(name, USUAL);
    return new Provider(name, gap, configured);
  }

  /** The name of another provider that has hosts of its own and this address among them. */
  Optional<String> other(URI address) {
    return named(host(address), configured).filter(whose -> !whose.equals(name));
  }

  /** To {@link URI#getHost}, one with an underscore is no host. */
  private static String host(URI address) {
    String host = address.getHost() == null ? address.getAuthority() : address.getHost();
    return host.toLowerCase(Locale.ROOT);
  }

  private static Optional<String> named(String host, Map<String, Settings.Provider> configured) {
    for (Map.Entry<String, Settings.Provider> one : configured.entrySet()) {
      if (isOneOf(host, one.getValue().hosts())) {
        return Optional.of(one.getKey());
      }
    }
    return HOSTS.entrySet().stream()
        .filter(one -> isOneOf(host, one.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
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
