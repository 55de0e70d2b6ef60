package winnow.testing;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server says.
 *
 * @param body absent where it ends the connection without a word
 */
record Answer(int status, String contentType, byte @Nullable [] body, Map<String, String> headers) {
  static Answer of(String contentType, String text) {
    return new Answer(200, contentType, text.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  static Answer refusing(int status, String contentType, String text) {
    return of(contentType, text).as(status);
  }

  Answer as(int newStatus) {
    return new Answer(newStatus, contentType, body, headers);
  }

  Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, contentType, body, more);
  }
}
