package winnow.http;

import java.net.URI;
import java.nio.charset.Charset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, inflated, as bytes. The array is not copied; nobody writes to it.
 *
 * @param address where it came from in the end, after redirects
 * @param contentType the header's value, as it came
 */
public record Document(byte[] bytes, @Nullable String contentType, URI address) {
  /** The charset that the header names, if it names one that this machine knows. */
  public Optional<Charset> charset() {
    if (contentType == null) {
      return Optional.empty();
    }
    for (String part : contentType.split(";")) {
      String[] pair = part.strip().split("=", 2);
      if (pair.length == 2 && pair[0].equalsIgnoreCase("charset")) {
        String name = pair[1].replace("\"", "").strip();
        try {
          return Optional.of(Charset.forName(name));
        } catch (IllegalArgumentException unknownHere) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
