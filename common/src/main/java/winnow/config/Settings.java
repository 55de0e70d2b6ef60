package winnow.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All settings, checked. A setting that is left out has the default that stands here.
 *
 * @param drop a folder whose files are read once each; absent where there is none
 * @param schedule when {@code run} polls: second, minute, hour, day of month, month, day of week
 * @param profile a profile that ships with the program, or a path to one
 * @param outputs where drafts and feeds are written
 * @param worker tells workers of one kind apart, and must not change between starts; the host's
 *     name where it is empty
 */
public record Settings(
    Kafka kafka,
    List<Feed> feeds,
    @Nullable Path drop,
    Sources sources,
    Map<String, Provider> providers,
    String schedule,
    String profile,
    Shortlist shortlist,
    Learning learning,
    Path outputs,
    Review review,
    Metrics metrics,
    String worker,
    Map<String, Channel> channels) {

  public Settings {
    kafka = or(kafka, Kafka.DEFAULT);
    feeds = List.copyOf(or(feeds, Feed.DEFAULTS));
    sources = or(sources, Sources.DEFAULT);
    providers = Map.copyOf(or(providers, Map.of()));
    schedule = or(schedule, "0 */30 * * * *");
    profile = or(profile, "ml-safety");
    shortlist = or(shortlist, Shortlist.DEFAULT);
    learning = or(learning, Learning.DEFAULT);
    outputs = or(outputs, Path.of("out"));
    review = or(review, Review.DEFAULT);
    metrics = or(metrics, Metrics.DEFAULT);
    worker = or(worker, "");
    channels = Map.copyOf(or(channels, Map.of()));
    if (!worker.matches("[A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException(
          "worker may hold letters, digits and . _ - only: " + worker);
    }
    Set<String> ids = new LinkedHashSet<>();
    for (Feed feed : feeds) {
      if (!ids.add(feed.id())) {
        throw new IllegalArgumentException(
            "feeds names " + feed.id() + " twice; give one of them another id");
      }
    }
    for (Map.Entry<String, Provider> one : providers.entrySet()) {
      if (Duration.ZERO.equals(one.getValue().gap())
          && !onLoopback(one.getKey(), one.getValue(), feeds, sources)) {
        throw new IllegalArgumentException(
            "providers."
                + one.getKey()
                + ".gap is 0s, which is for hosts on loopback only; leave it out, or give a span");
      }
    }
  }

  /** What holds where there is no file. */
  public static Settings defaults() {
    return new Settings(
        Kafka.DEFAULT,
        Feed.DEFAULTS,
        null,
        Sources.DEFAULT,
        Map.of(),
        "0 */30 * * * *",
        "ml-safety",
        Shortlist.DEFAULT,
        Learning.DEFAULT,
        Path.of("out"),
        Review.DEFAULT,
        Metrics.DEFAULT,
        "",
        Map.of());
  }

  /** The same settings with other feeds, another place for outputs and another page. */
  public Settings with(List<Feed> newFeeds, Path newOutputs, Review newReview) {
    return new Settings(
        kafka,
        newFeeds,
        drop,
        sources,
        providers,
        schedule,
        profile,
        shortlist,
        learning,
        newOutputs,
        newReview,
        metrics,
        worker,
        channels);
  }

  /** The same settings, asking nobody about what feeds leave out. */
  public Settings withoutLookups() {
    return new Settings(
        kafka,
        feeds,
        drop,
        new Sources(sources.reddit(), sources.arxiv(), sources.lookups().silent()),
        providers,
        schedule,
        profile,
        shortlist,
        learning,
        outputs,
        review,
        metrics,
        worker,
        channels);
  }

  /** The same settings, for reading feeds and nothing else. */
  public Settings feedsAlone() {
    Arxiv arxiv = sources.arxiv();
    return new Settings(
        kafka,
        feeds,
        null,
        new Sources(
            sources.reddit(),
            new Arxiv(arxiv.rss(), arxiv.listing(), arxiv.api(), arxiv.oai(), List.of()),
            sources.lookups().silent()),
        providers,
        schedule,
        profile,
        shortlist,
        learning,
        outputs,
        review,
        metrics,
        worker,
        channels);
  }

  /** The same settings with other papers to compare lessons on, where there are any. */
  public Settings comparedOn(@Nullable Path gold, @Nullable Path pool) {
    return gold == null
        ? this
        : new Settings(
            kafka,
            feeds,
            drop,
            sources,
            providers,
            schedule,
            profile,
            shortlist,
            new Learning(learning.schedule(), gold, pool),
            outputs,
            review,
            metrics,
            worker,
            channels);
  }

  /**
   * Where the topics are.
   *
   * @param embedded whether the program runs the broker itself
   * @param bootstrap host:port of a cluster; absent where embedded
   * @param port the embedded broker's on 127.0.0.1; 0 takes any free one
   * @param partitions of each topic the program creates
   * @param replication of each topic the program creates
   * @param properties client properties, passed on as they are
   */
  public record Kafka(
      Boolean embedded,
      @Nullable String bootstrap,
      String topicPrefix,
      Integer port,
      Integer partitions,
      Integer replication,
      Map<String, String> properties) {
    static final Kafka DEFAULT = new Kafka(true, null, "", 0, 1, 1, Map.of());

    public Kafka {
      embedded = embedded == null ? bootstrap == null : embedded;
      topicPrefix = or(topicPrefix, "");
      port = or(port, 0);
      partitions = or(partitions, embedded ? 1 : 6);
      replication = or(replication, 1);
      properties = Map.copyOf(or(properties, Map.of()));
      if (embedded && bootstrap != null) {
        throw new IllegalArgumentException(
            "kafka.bootstrap goes with embedded: false; leave one of them out");
      }
      if (!embedded && bootstrap == null) {
        throw new IllegalArgumentException("kafka.bootstrap is missing: host:port of the cluster");
      }
      if (port < 0 || port > 65535) {
        throw new IllegalArgumentException("kafka.port is not 0 to 65535: " + port);
      }
      if (partitions < 1) {
        throw new IllegalArgumentException("kafka.partitions is below 1: " + partitions);
      }
      if (replication < 1) {
        throw new IllegalArgumentException("kafka.replication is below 1: " + replication);
      }
      if (!topicPrefix.matches("[A-Za-z0-9._-]*")) {
        throw new IllegalArgumentException(
            "kafka.topicPrefix may hold letters, digits and . _ - only: " + topicPrefix);
      }
    }
  }

  /**
   * One feed. Exactly one of {@code arxiv} (a category), {@code reddit} (a subreddit) and {@code
   * rss} (the address of any feed) says what it is.
   *
   * @param id its name; by default {@code arxiv:…}, {@code reddit:…}, or the address's host
   * @param url where it is served, if elsewhere than usual
   * @param access which of Reddit's doors to try, in order
   */
  public record Feed(
      @Nullable String arxiv,
      @Nullable String reddit,
      @Nullable URI rss,
      String id,
      @Nullable URI url,
      List<String> access) {
    private static final List<String> OPEN_DOOR = List.of("anonymous");

    static final List<Feed> DEFAULTS =
        List.of(
            new Feed("cs.LG", null, null, "arxiv:cs.LG", null, OPEN_DOOR),
            new Feed("cs.CL", null, null, "arxiv:cs.CL", null, OPEN_DOOR),
            new Feed("cs.AI", null, null, "arxiv:cs.AI", null, OPEN_DOOR),
            new Feed("cs.CR", null, null, "arxiv:cs.CR", null, OPEN_DOOR),
            new Feed(null, "mlsafety", null, "reddit:mlsafety", null, OPEN_DOOR));

    public Feed {
      List<String> named = new ArrayList<>();
      if (arxiv != null) {
        named.add("arxiv");
      }
      if (reddit != null) {
        named.add("reddit");
      }
      if (rss != null) {
        named.add("rss");
      }
      if (named.size() != 1) {
        throw new IllegalArgumentException(
            "a feed says exactly one of arxiv, reddit and rss; this one says "
                + (named.isEmpty() ? "none of them" : String.join(" and ", named)));
      }
      requireNotBlank("arxiv", arxiv);
      requireNotBlank("reddit", reddit);
      id = id != null ? id : defaultId(arxiv, reddit, rss);
      if (!id.matches("[A-Za-z0-9][A-Za-z0-9._:+/-]{0,119}")) {
        throw new IllegalArgumentException(
            "id may hold letters, digits and . _ : + / - only, at most 120: " + id);
      }
      access = List.copyOf(or(access, OPEN_DOOR));
      for (String door : access) {
        if (!List.of("oauth", "token", "anonymous").contains(door)) {
          throw new IllegalArgumentException(
              "access holds oauth, token and anonymous, not: " + door);
        }
      }
      requireWeb("rss", rss);
      requireWeb("url", url);
    }

    /** The name of the source that reads it. */
    public String source() {
      return arxiv != null ? "arxiv" : reddit != null ? "reddit" : "web";
    }

    private static void requireNotBlank(String name, @Nullable String value) {
      if (value != null && value.isBlank()) {
        throw new IllegalArgumentException(name + " is blank; it says what to read");
      }
    }

    private static String defaultId(
        @Nullable String arxiv, @Nullable String reddit, @Nullable URI rss) {
      if (arxiv != null) {
        return "arxiv:" + arxiv;
      }
      return reddit != null ? "reddit:" + reddit : "rss:" + (rss == null ? "" : rss.getHost());
    }
  }

  /** Base addresses of the sources. */
  public record Sources(Reddit reddit, Arxiv arxiv, Lookups lookups) {
    static final Sources DEFAULT = new Sources(Reddit.DEFAULT, Arxiv.DEFAULT, Lookups.DEFAULT);

    public Sources {
      reddit = or(reddit, Reddit.DEFAULT);
      arxiv = or(arxiv, Arxiv.DEFAULT);
      lookups = or(lookups, Lookups.DEFAULT);
    }

    /** Where a feed of arXiv's or Reddit's is served, unless it says otherwise. */
    URI base(Feed feed) {
      return feed.arxiv() != null ? arxiv.rss() : reddit.feed();
    }
  }

  /** Reddit's doors. */
  public record Reddit(URI oauth, URI login, URI feed) {
    static final Reddit DEFAULT =
        new Reddit(
            URI.create("https://oauth.reddit.com"),
            URI.create("https://www.reddit.com"),
            URI.create("https://www.reddit.com"));

    public Reddit {
      oauth = or(oauth, URI.create("https://oauth.reddit.com"));
      login = or(login, URI.create("https://www.reddit.com"));
      feed = or(feed, URI.create("https://www.reddit.com"));
      requireWeb("sources.reddit.oauth", oauth);
      requireWeb("sources.reddit.login", login);
      requireWeb("sources.reddit.feed", feed);
    }
  }

  /**
   * arXiv's feeds, witnesses and archives.
   *
   * @param witnesses which second witnesses to ask, of {@code listing}, {@code api} and {@code oai}
   */
  public record Arxiv(URI rss, URI listing, URI api, URI oai, List<String> witnesses) {
    static final Arxiv DEFAULT =
        new Arxiv(
            URI.create("https://rss.arxiv.org/rss"),
            URI.create("https://arxiv.org/list"),
            URI.create("https://export.arxiv.org/api/query"),
            URI.create("https://oaipmh.arxiv.org/oai"),
            List.of("listing", "api"));

    public Arxiv {
      rss = or(rss, URI.create("https://rss.arxiv.org/rss"));
      listing = or(listing, URI.create("https://arxiv.org/list"));
      api = or(api, URI.create("https://export.arxiv.org/api/query"));
      oai = or(oai, URI.create("https://oaipmh.arxiv.org/oai"));
      witnesses = List.copyOf(or(witnesses, List.of("listing", "api")));
      requireWeb("sources.arxiv.rss", rss);
      requireWeb("sources.arxiv.listing", listing);
      requireWeb("sources.arxiv.api", api);
      requireWeb("sources.arxiv.oai", oai);
      for (String witness : witnesses) {
        if (!List.of("listing", "api", "oai").contains(witness)) {
          throw new IllegalArgumentException(
              "witnesses holds listing, api and oai, not: " + witness);
        }
      }
    }
  }

  /**
   * Who is asked about papers of which only the name is known.
   *
   * @param ask about what: {@code arxiv} ids, {@code doi}s, {@code openreview} forums, {@code acl}
   *     ids and {@code page}s; empty asks nobody
   * @param openreviewOld where OpenReview keeps forums of before 2023
   * @param acl the Anthology, whose pages are read
   */
  public record Lookups(
      List<String> ask, URI crossref, URI datacite, URI openreview, URI openreviewOld, URI acl) {
    private static final List<String> ALL = List.of("arxiv", "doi", "openreview", "acl", "page");

    static final Lookups DEFAULT =
        new Lookups(
            ALL,
            URI.create("https://api.crossref.org"),
            URI.create("https://api.datacite.org"),
            URI.create("https://api2.openreview.net"),
            URI.create("https://api.openreview.net"),
            URI.create("https://aclanthology.org"));

    public Lookups {
      ask = List.copyOf(or(ask, ALL));
      crossref = or(crossref, URI.create("https://api.crossref.org"));
      datacite = or(datacite, URI.create("https://api.datacite.org"));
      openreview = or(openreview, URI.create("https://api2.openreview.net"));
      openreviewOld = or(openreviewOld, URI.create("https://api.openreview.net"));
      acl = or(acl, URI.create("https://aclanthology.org"));
      requireWeb("sources.lookups.crossref", crossref);
      requireWeb("sources.lookups.datacite", datacite);
      requireWeb("sources.lookups.openreview", openreview);
      requireWeb("sources.lookups.openreviewOld", openreviewOld);
      requireWeb("sources.lookups.acl", acl);
      for (String one : ask) {
        if (!ALL.contains(one)) {
          throw new IllegalArgumentException(
              "ask holds " + String.join(", ", ALL) + ", not: " + one);
        }
      }
    }

    /** The same addresses, asking nobody. */
    Lookups silent() {
      return new Lookups(List.of(), crossref, datacite, openreview, openreviewOld, acl);
    }
  }

  /**
   * Whose patience we spend.
   *
   * @param hosts host names, {@code *.} before one for all below it
   * @param gap the least time between two requests
   */
  public record Provider(List<String> hosts, @Nullable Duration gap) {
    public Provider {
      hosts = List.copyOf(or(hosts, List.of()));
      if (gap != null && gap.isNegative()) {
        throw new IllegalArgumentException("gap is negative: " + gap);
      }
    }
  }

  /**
   * What curators are offered.
   *
   * @param keep how long an undecided candidate is offered
   * @param perDay at most this many candidates of a day
   */
  public record Shortlist(Duration keep, Integer perDay) {
    static final Shortlist DEFAULT = new Shortlist(Duration.ofDays(60), 30);

    public Shortlist {
      keep = or(keep, Duration.ofDays(60));
      perDay = or(perDay, 30);
      if (keep.isNegative() || keep.isZero()) {
        throw new IllegalArgumentException("shortlist.keep is not above 0: " + keep);
      }
      if (perDay < 1) {
        throw new IllegalArgumentException("shortlist.perDay is below 1: " + perDay);
      }
    }
  }

  /**
   * How decisions teach the ranking.
   *
   * @param schedule when {@code run} learns, as {@link Settings#schedule} is written; or {@code
   *     none}
   * @param gold papers to propose that a lesson must not rank worse; with {@code pool}
   * @param pool these and others
   */
  public record Learning(String schedule, @Nullable Path gold, @Nullable Path pool) {
    static final Learning DEFAULT = new Learning("0 0 5 * * MON", null, null);

    public Learning {
      schedule = or(schedule, "0 0 5 * * MON");
      if ((gold == null) != (pool == null)) {
        throw new IllegalArgumentException(
            "learning.gold and learning.pool go together; give both or neither");
      }
    }

    public boolean off() {
      return schedule.equals("none");
    }
  }

  /** The curators' page. */
  public record Review(String listen) {
    static final Review DEFAULT = new Review("127.0.0.1:8080");

    public Review {
      listen = or(listen, "127.0.0.1:8080");
      if (!listen.matches("\\[?[0-9A-Za-z.:-]+\\]?:\\d{1,5}") || port(listen) > 65535) {
        throw new IllegalArgumentException("review.listen is not host:port: " + listen);
      }
    }

    public String host() {
      return listen.substring(0, listen.lastIndexOf(':')).replaceAll("[\\[\\]]", "");
    }

    public int port() {
      return port(listen);
    }

    private static int port(String address) {
      return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }
  }

  /**
   * How it goes, for programs that watch.
   *
   * @param listen host:port, or {@code none}; port 0 takes any free one
   */
  public record Metrics(String listen) {
    static final Metrics DEFAULT = new Metrics("127.0.0.1:9464");

    public Metrics {
      listen = or(listen, "127.0.0.1:9464");
      if (!listen.equals("none") && !listen.matches("\\[?[0-9A-Za-z.:-]+\\]?:\\d{1,5}")) {
        throw new IllegalArgumentException("metrics.listen is not host:port or none: " + listen);
      }
    }

    public boolean off() {
      return listen.equals("none");
    }

    public String host() {
      return listen.substring(0, listen.lastIndexOf(':')).replaceAll("[\\[\\]]", "");
    }

    public int port() {
      return Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1));
    }
  }

  /**
   * Where approved papers are posted. Nothing is posted by this version, so {@code post} is never.
   */
  public record Channel(String post, @Nullable URI api) {
    public Channel {
      post = or(post, "never");
      if (List.of("dry-run", "live").contains(post)) {
        throw new IllegalArgumentException(
            "post: "
                + post
                + " is not there yet; this version posts nothing, so leave it at never");
      }
      if (!post.equals("never")) {
        throw new IllegalArgumentException("post is never, dry-run or live, not: " + post);
      }
      requireWeb("api", api);
    }
  }

  /** Whether all that this provider serves us is served from this machine. */
  private static boolean onLoopback(
      String name, Provider provider, List<Feed> feeds, Sources sources) {
    List<String> served =
        feeds.stream()
            .filter(feed -> feed.source().equals(name))
            .map(feed -> feed.url() != null ? feed.url() : sources.base(feed))
            .map(URI::getHost)
            .toList();
    return (served.isEmpty() ? provider.hosts() : served).stream().allMatch(Settings::isLoopback);
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }

  private static void requireWeb(String name, @Nullable URI address) {
    if (address != null
        && (address.getHost() == null
            || !("http".equals(address.getScheme()) || "https".equals(address.getScheme())))) {
      throw new IllegalArgumentException(
          name + " is not an address that begins with http:// or https://: " + address);
    }
  }

  private static <T> T or(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
