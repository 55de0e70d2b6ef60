package winnow.testing;

import static winnow.testing.Markup.escaped;
import static winnow.testing.Markup.quoted;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import winnow.testing.Scenario.Form;
import winnow.testing.Scenario.Post;

/** Answers as Reddit does, at its three doors. For one thread at a time. */
final class RedditReplica {
  private static final String REDDIT = "https://www.reddit.com";
  private static final int BUDGET = 100;
  private static final Duration TOKEN_LASTS = Duration.ofHours(24);
  private static final Answer BLOCK_PAGE =
      Answer.refusing(403, "text/html", "<html><body>You've been blocked.</body></html>");
  private static final Answer REFUSED =
      Answer.refusing(401, "application/json", "{\"message\": \"Unauthorized\", \"error\": 401}");

  private final Scenario.Reddit reddit;
  private final Announced announced;
  private final Map<String, LocalDateTime> tokens = new HashMap<>();
  private final Map<LocalDateTime, Integer> spent = new HashMap<>();

  RedditReplica(Scenario.Reddit reddit, Announced announced) {
    this.reddit = reddit;
    this.announced = announced;
  }

  Answer answer(Asked asked, boolean budgetSpent) {
    return switch (asked.place()) {
      case LOGIN -> login(asked);
      case OAUTH -> oauth(asked, budgetSpent);
      case TOKEN, ANONYMOUS -> atom(asked);
      default -> BLOCK_PAGE;
    };
  }

  static Answer blockPage() {
    return BLOCK_PAGE;
  }

  static Answer refused() {
    return REFUSED;
  }

  private Answer login(Asked asked) {
    String expected =
        Base64.getEncoder()
            .encodeToString((Replica.ID + ":" + Replica.SECRET).getBytes(StandardCharsets.UTF_8));
    if (!asked.authorization().equals("Basic " + expected)) {
      return REFUSED;
    }
    String token = "token-" + (tokens.size() + 1);
    tokens.put("Bearer " + token, asked.time().plus(TOKEN_LASTS));
    return Answer.of(
        "application/json",
        "{\"access_token\": \"" + token + "\", \"token_type\": \"bearer\", \"expires_in\": 86400}");
  }

  private Answer oauth(Asked asked, boolean budgetSpent) {
    LocalDateTime ends = tokens.get(asked.authorization());
    if (ends == null || !asked.time().isBefore(ends)) {
      return REFUSED;
    }
    int used = spent.merge(asked.time().withSecond(0).withNano(0), 1, Integer::sum);
    int left = budgetSpent ? 0 : Math.max(0, BUDGET - used);
    return Answer.of("application/json", listing(asked))
        .with("x-ratelimit-used", String.valueOf(used))
        .with("x-ratelimit-remaining", left + ".0")
        .with("x-ratelimit-reset", budgetSpent ? "1800" : "" + (60 - asked.time().getSecond()));
  }

  private Answer atom(Asked asked) {
    boolean known =
        !asked.query().containsKey("feed")
            || (asked.query("feed").equals(Replica.TOKEN)
                && asked.query("user").equals(Replica.USER));
    return known ? Answer.of("application/atom+xml", feed(asked)) : BLOCK_PAGE;
  }

  /** What a listing holds at that time, the newest first. */
  private List<Post> posts(LocalDateTime time) {
    return reddit.posts().stream()
        .filter(post -> !post.at().isAfter(time))
        .sorted(Comparator.comparing(Post::at).reversed())
        .limit(reddit.listed())
        .toList();
  }

  private String listing(Asked asked) {
    return posts(asked.time()).stream()
        .map(post -> "{\"kind\": \"t3\", \"data\": " + json(post, asked.time()) + "}")
        .collect(
            Collectors.joining(
                ",\n",
                "{\"kind\": \"Listing\", \"data\": {\"after\": null, \"children\": [",
                "]}}"));
  }

  private String json(Post post, LocalDateTime time) {
    boolean gone = post.isGone(time);
    Map<String, String> fields = new java.util.LinkedHashMap<>();
    fields.put("name", quoted("t3_" + post.id()));
    fields.put("title", quoted(gone ? "[deleted by user]" : post.title()));
    fields.put("author", quoted(gone ? "[deleted]" : Replica.POSTER));
    fields.put("is_self", String.valueOf(post.form() == Form.TEXT));
    fields.put("url", quoted(url(post, time)));
    fields.put("selftext", quoted(gone ? "[deleted]" : ""));
    fields.put("selftext_html", gone ? "null" : quoted(text(post, time)));
    fields.put("created_utc", Scenario.moment(post.at()).getEpochSecond() + ".0");
    fields.put("score", String.valueOf(score(post, time)));
    fields.put("num_comments", String.valueOf(score(post, time) / 5));
    fields.put("removed_by_category", gone ? quoted("deleted") : "null");
    fields.put("is_gallery", String.valueOf(post.form() == Form.GALLERY));
    fields.put("is_video", String.valueOf(post.form() == Form.VIDEO));
    if (post.form() == Form.CROSSPOST) {
      fields.put("crosspost_parent", quoted("t3_x" + post.id()));
      fields.put(
          "crosspost_parent_list",
          "[{\"name\": %s, \"is_self\": false, \"url\": %s, \"selftext_html\": null}]"
              .formatted(quoted("t3_x" + post.id()), quoted(links(post, time).get(0))));
    }
    return fields.entrySet().stream()
        .map(field -> quoted(field.getKey()) + ": " + field.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private String feed(Asked asked) {
    StringBuilder xml =
        new StringBuilder(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><feed"
                + " xmlns=\"http://www.w3.org/2005/Atom\"><title>newest submissions</title>\n");
    for (Post post : posts(asked.time())) {
      boolean gone = post.isGone(asked.time());
      String permalink = REDDIT + permalink(post);
      String link = post.form() == Form.TEXT ? permalink : url(post, asked.time());
      String content =
          (gone ? "" : text(post, asked.time()))
              + " submitted by <a href=\""
              + REDDIT
              + "/user/"
              + Replica.POSTER
              + "\"> /u/"
              + Replica.POSTER
              + " </a> <span><a href=\""
              + escaped(link)
              + "\">[link]</a></span> <span><a href=\""
              + permalink
              + "\">[comments]</a></span>";
      xml.append(
          """
          <entry><author><name>/u/%s</name></author><content type="html">%s</content><id>t3_%s</id><link href="%s" />
          <updated>%s</updated><published>%s</published><title>%s</title></entry>
          """
              .formatted(
                  Replica.POSTER,
                  escaped(content),
                  post.id(),
                  permalink,
                  Scenario.moment(post.at()),
                  Scenario.moment(post.at()),
                  escaped(gone ? "[deleted by user]" : post.title())));
    }
    return xml.append("</feed>\n").toString();
  }

  private String url(Post post, LocalDateTime time) {
    return switch (post.form()) {
      case LINK -> links(post, time).get(0);
      case TEXT -> REDDIT + permalink(post);
      case CROSSPOST -> "/r/elsewhere/comments/x" + post.id() + "/there/";
      case GALLERY -> REDDIT + "/gallery/" + post.id();
      case VIDEO -> "https://v.redd.it/" + post.id();
    };
  }

  /** What the text says, as HTML; a link post's first paper is its link and not in it. */
  private String text(Post post, LocalDateTime time) {
    List<String> links = links(post, time);
    int from = post.form() == Form.TEXT ? 0 : Math.min(1, links.size());
    String said =
        links.subList(from, links.size()).stream()
            .map(link -> "<p>See <a href=\"" + link + "\">this</a>.</p>")
            .collect(Collectors.joining());
    return "<!-- SC_OFF --><div class=\"md\">" + said + "</div><!-- SC_ON -->";
  }

  private List<String> links(Post post, LocalDateTime time) {
    return post.papers(time).stream()
        .map(name -> "https://arxiv.org/abs/" + announced.named(name).id)
        .toList();
  }

  private String permalink(Post post) {
    return "/r/" + reddit.subreddit() + "/comments/" + post.id() + "/post/";
  }

  private static int score(Post post, LocalDateTime time) {
    long minutes = Duration.between(post.at(), time).toMinutes();
    return (int) (post.score() * Math.min(minutes, 1440) / 1440);
  }
}
