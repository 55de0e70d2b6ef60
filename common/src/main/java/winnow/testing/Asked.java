package winnow.testing;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.testing.Scenario.Place;

/**
 * A request, taken apart.
 *
 * @param category which of arXiv's it is about; absent where it is about none
 * @param authorization that header; empty where there is none
 * @param time when it came, in New York
 */
record Asked(
    Place place,
    String path,
    Map<String, String> query,
    @Nullable String category,
    String authorization,
    LocalDateTime time) {
  static Asked of(String method, URI address, String authorization, LocalDateTime time) {
    String path = address.getPath();
    Map<String, String> query = parameters(address.getRawQuery());
    Place place = place(method, path, query);
    return new Asked(place, path, query, category(place, path, query), authorization, time);
  }

  String query(String name) {
    return query.getOrDefault(name, "");
  }

  int number(String name, int otherwise) {
    String text = query(name);
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : otherwise;
  }

  private static Place place(String method, String path, Map<String, String> query) {
    if (path.startsWith("/rss/")) {
      return Place.RSS;
    }
    if (path.startsWith("/atom/")) {
      return Place.ATOM;
    }
    if (path.matches("/list/[^/]+/(?:new|recent)")) {
      return Place.LISTING;
    }
    if (path.equals("/api/query")) {
      return Place.API;
    }
    if (path.equals("/oai")) {
      return Place.OAI;
    }
    if (path.equals("/api/v1/access_token") && method.equals("POST")) {
      return Place.LOGIN;
    }
    if (path.matches("/r/[^/]+/new")) {
      return Place.OAUTH;
    }
    if (path.matches("/r/[^/]+/new\\.rss")) {
      return query.containsKey("feed") ? Place.TOKEN : Place.ANONYMOUS;
    }
    return Place.NOWHERE;
  }

  private static @Nullable String category(Place place, String path, Map<String, String> query) {
    return switch (place) {
      case RSS, ATOM, LISTING -> path.split("/")[2];
      case API ->
          query.containsKey("search_query")
              ? query.get("search_query").replaceFirst("cat:", "").replaceFirst(" .*", "")
              : null;
      case OAI -> {
        String set = query.getOrDefault("set", query.getOrDefault("resumptionToken", ""));
        yield set.replaceFirst("\\|.*", "").replaceFirst("^[^:]*:", "").replace(':', '.');
      }
      default -> null;
    };
  }

  private static Map<String, String> parameters(@Nullable String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String part : raw == null || raw.isEmpty() ? new String[0] : raw.split("&")) {
      String[] pair = part.split("=", 2);
      query.put(decoded(pair[0]), pair.length == 2 ? decoded(pair[1]) : "");
    }
    return query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
