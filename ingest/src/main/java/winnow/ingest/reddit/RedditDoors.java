package winnow.ingest.reddit;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import winnow.http.Call;
import winnow.http.Fetched;
import winnow.http.Validators;
import winnow.ingest.Door;
import winnow.model.Access;
import winnow.model.FeedId;

/** Reddit's three doors. */
final class RedditDoors {
  /** What Reddit allows those who have no credentials: about one request a minute. */
  private static final Duration SLOW = Duration.ofMinutes(1);

  private static final int UNAUTHORISED = 401;

  private RedditDoors() {}

  /** The Atom feed that anybody may read, with a personal token or without. */
  record Atom(URI site, Access access, String credentials) implements Door {
    @Override
    public Duration gap() {
      return SLOW;
    }

    @Override
    public Fetched open(FeedId feed, Validators validators, @Nullable String after, Asking asking)
        throws InterruptedException {
      URI address =
          URI.create(below(site, feed) + "/new.rss?limit=100" + older(after) + credentials);
      return asking.ask(Call.get(address, validators, Map.of())).fetched();
    }

    @Override
    public String toString() {
      return "Atom through " + access;
    }
  }

  static Door anonymous(URI site) {
    return new Atom(site, Access.ANONYMOUS, "");
  }

  static Door token(URI site, String token, String user) {
    return new Atom(site, Access.TOKEN, "&feed=" + encoded(token) + "&user=" + encoded(user));
  }

  /** The API, for an app with credentials of its own; it logs in when it has to. */
  static final class OAuth implements Door {
    private final URI api;
    private final URI login;
    private final String basic;
    private @Nullable String bearer;

    OAuth(URI api, URI login, String id, String secret) {
      this.api = api;
      this.login = login;
      this.basic =
          Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Access access() {
      return Access.OAUTH;
    }

    @Override
    public Duration gap() {
      return Duration.ZERO;
    }

    /** Validators are another door's, and are not sent here. */
    @Override
    public Fetched open(FeedId feed, Validators validators, @Nullable String after, Asking asking)
        throws InterruptedException {
      boolean fresh = bearer == null;
      Fetched trouble = fresh ? logIn(asking) : null;
      if (trouble != null) {
        return trouble;
      }
      Fetched listing = listing(feed, after, asking);
      if (!fresh
          && listing instanceof Fetched.Refused refused
          && refused.status() == UNAUTHORISED) {
        trouble = logIn(asking); // the token has run out
        return trouble == null ? listing(feed, after, asking) : trouble;
      }
      return listing;
    }

    private Fetched listing(FeedId feed, @Nullable String after, Asking asking)
        throws InterruptedException {
      URI address = URI.create(below(api, feed) + "/new?limit=100&raw_json=1" + older(after));
      Map<String, String> headers = Map.of("Authorization", "Bearer " + bearer);
      return asking.ask(Call.get(address, Validators.NONE, headers)).fetched();
    }

    /** Absent where it worked. */
    private @Nullable Fetched logIn(Asking asking) throws InterruptedException {
      bearer = null;
      URI address = URI.create(trimmed(login) + "/api/v1/access_token");
      Fetched answer =
          asking
              .ask(
                  new Call(
                      address,
                      Validators.NONE,
                      Map.of("Authorization", "Basic " + basic),
                      Map.of("grant_type", "client_credentials")))
              .fetched();
      if (answer instanceof Fetched.Fresh came) {
        bearer = bearer(came);
        return bearer == null ? new Fetched.Refused(UNAUTHORISED, "login gave no token") : null;
      }
      return answer instanceof Fetched.Refused refused
          ? new Fetched.Refused(refused.status(), "login: " + refused.reason())
          : answer;
    }

    private static @Nullable String bearer(Fetched.Fresh answer) {
      try {
        JsonNode token =
            JsonMapper.shared().readTree(answer.document().bytes()).path("access_token");
        return token.isString() && !token.asString().isBlank() ? token.asString() : null;
      } catch (JacksonException noJson) {
        return null;
      }
    }
  }

  private static String older(@Nullable String after) {
    return after == null ? "" : "&after=" + encoded(after);
  }

  private static String below(URI site, FeedId feed) {
    return trimmed(site) + "/r/" + feed.name();
  }

  private static String trimmed(URI site) {
    return site.toString().replaceFirst("/+$", "");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
