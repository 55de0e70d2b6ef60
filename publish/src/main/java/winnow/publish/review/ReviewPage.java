package winnow.publish.review;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import winnow.model.Decision;
import winnow.model.Profile;
import winnow.model.ShortlistEntry;
import winnow.publish.shortlist.ShortlistView;
import winnow.service.Part;

/**
 * The curators' page, served over HTTP: the shortlist, which follows the view while it is looked
 * at, the newsletter's draft, the ranking's scorecard and the outgoing feed. It takes curators'
 * merges and splits, needs no script, and answers only to names of this machine.
 */
public final class ReviewPage implements Part {
  /**
   * The newsletter, as it stands when asked. Called by many threads.
   *
   * <p>An edition that is absent means the current one.
   */
  public interface Letters {
    /** A draft as the content of an HTML body, escaped. */
    String html(@Nullable Integer edition);

    /** A draft as Markdown. */
    String markdown(@Nullable Integer edition);

    /** The approved papers as an Atom feed. */
    String feed();
  }

  /** Takes what curators decide. Called by many threads. */
  public interface Decisions {
    /** Returns when it is recorded for good. */
    void record(Decision decision);
  }

  /** Takes papers that curators name. Called by many threads. */
  public interface Additions {
    /**
     * Returns when the paper is recorded for good.
     *
     * @param name a link, an arXiv id or a DOI
     * @throws IllegalArgumentException if it is none of these; the message says what it is
     */
    void add(String name);
  }

  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
          + " img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private final String host;
  private final int wantedPort;
  private final Profile profile;
  private final ShortlistView view;
  private final Letters letters;
  private final Decisions decisions;
  private final Additions additions;
  private final Clock clock;
  private final Hosts hosts;
  private final List<Asset> assets;
  private final Layout layout;
  private volatile @Nullable Javalin server;
  private volatile @Nullable Live live;

  /**
   * @param host the address to listen on
   * @param port the port to listen on; 0 takes any free one
   */
  public ReviewPage(
      String host,
      int port,
      Profile profile,
      ShortlistView view,
      Letters letters,
      Decisions decisions,
      Additions additions,
      Clock clock) {
    this.host = host;
    this.wantedPort = port;
    this.profile = profile;
    this.view = view;
    this.letters = letters;
    this.decisions = decisions;
    this.additions = additions;
    this.clock = clock;
    this.hosts = new Hosts(host);
    Asset style = Asset.of("review.css", "text/css; charset=utf-8");
    Asset script = Asset.of("review.js", "text/javascript; charset=utf-8");
    Asset icon = Asset.of("icon.svg", "image/svg+xml");
    this.assets = List.of(style, script, icon);
    this.layout = new Layout(profile, style, script, icon);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if it cannot listen where it should; it says where and why
   */
  @Override
  public void start() {
    Live newLive = new Live(view);
    Javalin newServer = Javalin.create(config -> configure(config, newLive));
    try {
      newServer.start();
    } catch (JavalinException e) {
      newLive.stop();
      throw new IllegalStateException(
          "the review page cannot listen on %s: %s; choose another review.listen"
              .formatted(address(), root(e).getMessage()),
          e);
    }
    live = newLive;
    server = newServer;
  }

  @Override
  public void stop() {
    Live oldLive = live;
    Javalin oldServer = server;
    live = null;
    server = null;
    if (oldLive != null) {
      oldLive.stop();
    }
    if (oldServer != null) {
      oldServer.stop();
    }
  }

  @Override
  public @Nullable String trouble() {
    Live now = live;
    return now == null ? null : now.trouble();
  }

  /**
   * The port it listens on.
   *
   * @throws IllegalStateException before it is started
   */
  public int port() {
    Javalin now = server;
    if (now == null) {
      throw new IllegalStateException("the review page is not started: " + address());
    }
    return now.port();
  }

  private static Throwable root(Throwable failure) {
    return failure.getCause() == null ? failure : root(failure.getCause());
  }

  private String address() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + wantedPort;
  }

  private void configure(JavalinConfig config, Live pages) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.jetty.host = host;
    config.jetty.port = wantedPort;
    config.routes.before(this::guard);
    config.routes.get("/", context -> html(context, layout.shortlist(listing(context))));
    config.routes.get("/list", context -> html(context, ListPart.of(listing(context)).toString()));
    config.routes.post("/identity", this::correct);
    config.routes.post("/add", this::add);
    config.routes.before("/events", ReviewPage::requireEvents);
    config.routes.sse("/events", pages::join);
    config.routes.get(
        "/scorecard", context -> html(context, layout.scorecard(Hindsight.of(view.entries()))));
    config.routes.get("/draft", context -> html(context, draft(context)));
    config.routes.get(
        "/draft.md",
        context ->
            answer(context, "text/markdown; charset=utf-8", letters.markdown(edition(context))));
    config.routes.get(
        "/feed.atom",
        context -> answer(context, "application/atom+xml; charset=utf-8", letters.feed()));
    for (Asset asset : assets) {
      config.routes.get(asset.path(), context -> serve(context, asset));
    }
  }

  private void guard(Context context) {
    context
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Cache-Control", "no-cache");
    if (!hosts.welcome(context.header("Host"))) {
      throw new BadRequestResponse(Hosts.REASON);
    }
  }

  private void correct(Context context) {
    Correction.requireOurs(context);
    Decision decision = Correction.of(context, view.entries(), clock.instant());
    decisions.record(decision);
    context.redirect("/", HttpStatus.SEE_OTHER);
  }

  private void add(Context context) {
    Correction.requireOurs(context);
    String name = context.formParam("paper");
    if (name == null || name.isBlank()) {
      throw new BadRequestResponse("name a paper: a link, an arXiv id or a DOI");
    }
    try {
      additions.add(name.strip());
    } catch (IllegalArgumentException e) {
      throw new BadRequestResponse(String.valueOf(e.getMessage()));
    }
    context.redirect("/", HttpStatus.SEE_OTHER);
  }

  private static void requireEvents(Context context) {
    String accept = context.header("Accept");
    if (accept == null || !accept.contains("text/event-stream")) {
      throw new HttpResponseException(406, "ask for these with Accept: text/event-stream");
    }
  }

  /** The revision is read first: a change in between is told once more, never missed. */
  private Listing listing(Context context) {
    long revision = view.revision();
    return Listing.of(profile, revision, view.entries(), Filter.of(context::queryParam));
  }

  private String draft(Context context) {
    Integer edition = edition(context);
    String query = edition == null ? "" : "?edition=" + edition;
    return layout.draft(letters.html(edition), editions(), query);
  }

  /** Those that entries name, newest first. */
  private List<Integer> editions() {
    return view.entries().stream()
        .map(ShortlistEntry::newsletter)
        .filter(Objects::nonNull)
        .map(ShortlistEntry.Newsletter::edition)
        .filter(Objects::nonNull)
        .distinct()
        .sorted((one, other) -> Integer.compare(other, one))
        .toList();
  }

  private static @Nullable Integer edition(Context context) {
    String edition = context.queryParam("edition");
    if (edition == null) {
      return null;
    }
    if (!edition.matches("[1-9]\\d{0,5}")) {
      throw new BadRequestResponse("edition is not a number from 1 to 999999");
    }
    return Integer.valueOf(edition);
  }

  private static void html(Context context, String page) {
    answer(context, "text/html; charset=utf-8", page);
  }

  private static void serve(Context context, Asset asset) {
    answer(context, asset.type(), asset.text());
    context.header("Cache-Control", "public, max-age=31536000, immutable");
  }

  private static void answer(Context context, String type, String text) {
    context.contentType(type).result(text);
  }
}
