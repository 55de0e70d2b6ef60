package winnow.publish.review;

import static winnow.publish.review.Tag.tag;

import java.util.List;
import winnow.model.Profile;

/** What the pages have in common, and the three of them. */
final class Layout {
  private static final List<List<String>> KEYS =
      List.of(
          List.of("j", "next paper"),
          List.of("k", "previous paper"),
          List.of("o", "open the paper, as Enter does"),
          List.of("a", "show or hide the abstract"),
          List.of("n", "show or hide the names, to merge and split"),
          List.of("+", "add a paper by its link"),
          List.of("/", "search"),
          List.of("?", "these keys"));

  private final Profile profile;
  private final Asset style;
  private final Asset script;
  private final Asset icon;

  Layout(Profile profile, Asset style, Asset script, Asset icon) {
    this.profile = profile;
    this.style = style;
    this.script = script;
    this.icon = icon;
  }

  String shortlist(Listing listing) {
    Tag main = tag("main").with("id", "main").add(search(listing.filter()));
    return page(
        "Shortlist",
        "/",
        main.add(addition()).add(ListPart.of(listing)),
        tag("p").with("id", "news").with("role", "status"),
        keys());
  }

  /**
   * @param letter the draft, as markup that is escaped already
   */
  String draft(String letter, List<Integer> editions, String query) {
    Tag tools = tag("p").with("class", "tools");
    for (int edition : editions) {
      tools.add(tag("a", "Edition " + edition).with("href", "/draft?edition=" + edition));
    }
    tools.add(tag("a", "Markdown").with("href", "/draft.md" + query));
    Tag text = tag("article").with("class", "letter").addMarkup(letter);
    return page("Newsletter draft", "/draft", tag("main").with("id", "main").add(tools).add(text));
  }

  String scorecard(Hindsight hindsight) {
    return page(
        "Scorecard",
        "/scorecard",
        tag("main").with("id", "main").with("class", "scorecard").add(ScorecardPart.of(hindsight)));
  }

  private String page(String title, String path, Tag... body) {
    Tag whole =
        tag("body")
            .add(tag("a", "Skip to the content").with("class", "skip").with("href", "#main"));
    whole.add(header(title, path));
    whole.add(List.of(body));
    return "<!DOCTYPE html>\n" + tag("html").with("lang", "en").add(head(title)).add(whole) + "\n";
  }

  private Tag head(String title) {
    return tag("head")
        .add(tag("meta").with("charset", "utf-8"))
        .add(
            tag("meta")
                .with("name", "viewport")
                .with("content", "width=device-width, initial-scale=1"))
        .add(tag("meta").with("name", "color-scheme").with("content", "light dark"))
        .add(tag("title", title + " – " + profile.title()))
        .add(tag("link").with("rel", "icon").with("href", icon.path()))
        .add(tag("link").with("rel", "stylesheet").with("href", style.path()))
        .add(
            tag("link")
                .with("rel", "alternate")
                .with("type", "application/atom+xml")
                .with("title", "Approved papers")
                .with("href", "/feed.atom"))
        .add(tag("script").with("src", script.path()).with("defer"));
  }

  private Tag header(String title, String path) {
    return tag("header")
        .add(tag("p", profile.title()).with("class", "newsletter"))
        .add(path.equals("/draft") ? tag("p", title).with("class", "title") : tag("h1", title))
        .add(
            tag("nav")
                .with("aria-label", "Pages")
                .add(to("/", "Shortlist", path))
                .add(to("/draft", "Draft", path))
                .add(to("/scorecard", "Scorecard", path))
                .add(to("/feed.atom", "Feed", path)));
  }

  private static Tag to(String path, String name, String here) {
    Tag link = tag("a", name).with("href", path);
    return path.equals(here) ? link.with("aria-current", "page") : link;
  }

  private static Tag search(Filter filter) {
    Tag form = tag("form").with("role", "search").with("action", "/").with("method", "get");
    if (filter.status() != null) {
      form.add(hidden("status", Filter.name(filter.status())));
    }
    if (filter.section() != null) {
      form.add(hidden("section", filter.section()));
    }
    return form.add(tag("label", "Search").with("for", "q").with("class", "unseen"))
        .add(
            tag("input")
                .with("type", "search")
                .with("id", "q")
                .with("name", "q")
                .with("maxlength", "200")
                .with("placeholder", "Title, author, abstract, id")
                .with("value", filter.words()))
        .add(tag("button", "Search"))
        .add(
            tag("button", "Keys")
                .with("type", "button")
                .with("id", "keys-button")
                .with("class", "quiet")
                .with("hidden"));
  }

  private static Tag addition() {
    return tag("details")
        .with("id", "addition")
        .add(tag("summary", "Add a paper"))
        .add(
            tag("form")
                .with("method", "post")
                .with("action", "/add")
                .add(
                    tag("label", "Its link, arXiv id or DOI ")
                        .add(
                            tag("input")
                                .with("name", "paper")
                                .with("maxlength", "2000")
                                .with("required")))
                .add(tag("button", "Add"))
                .add(
                    tag(
                            "p",
                            "It is looked up by the next round, and offered if the ranking agrees.")
                        .with("class", "hint")));
  }

  private static Tag hidden(String name, String value) {
    return tag("input").with("type", "hidden").with("name", name).with("value", value);
  }

  private static Tag keys() {
    Tag list = tag("dl");
    KEYS.forEach(key -> list.add(tag("dt").add(tag("kbd", key.get(0)))).add(tag("dd", key.get(1))));
    return tag("dialog")
        .with("id", "keys")
        .with("aria-labelledby", "keys-title")
        .add(tag("h2", "Keys").with("id", "keys-title"))
        .add(list)
        .add(
            tag("label")
                .add(tag("input").with("type", "checkbox").with("id", "keys-on"))
                .add(" Use single keys"))
        .add(tag("form").with("method", "dialog").add(tag("button", "Close")));
  }
}
