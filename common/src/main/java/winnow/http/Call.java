package winnow.http;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request with more in it than a question for a document: credentials, or a form. Its address
 * stands in the configuration. What it holds is secret, so it has no text.
 *
 * @param headers by name; credentials do not follow a redirect to another host
 * @param form what to post, by name; absent where nothing is posted
 */
public record Call(
    URI address,
    Validators validators,
    Map<String, String> headers,
    @Nullable Map<String, String> form) {
  public Call {
    headers = Map.copyOf(headers);
    form = form == null ? null : Map.copyOf(form);
  }

  /** Asks for a document. */
  public static Call get(URI address, Validators validators, Map<String, String> headers) {
    return new Call(address, validators, headers, null);
  }

  @Override
  public String toString() {
    return "a call to " + address.getHost();
  }
}
