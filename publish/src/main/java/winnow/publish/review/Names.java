package winnow.publish.review;

import static winnow.publish.review.Tag.tag;

import java.util.ArrayList;
import java.util.List;
import winnow.model.Identifier;
import winnow.model.ShortlistEntry;
import winnow.model.Suggestion;

/** The names of an entry's paper, what else may be the same paper, and what to say about it. */
final class Names {
  private Names() {}

  static Tag of(ShortlistEntry entry) {
    String id = entry.id().toString();
    Tag form =
        tag("form")
            .with("method", "post")
            .with("action", "/identity")
            .add(tag("input").with("type", "hidden").with("name", "id").with("value", id))
            .add(by(id));
    suggestions(entry, form);
    form.add(names(entry));
    form.add(
        tag("p")
            .add(
                tag("label", "Another id of this paper ")
                    .add(tag("input").with("name", "other").with("maxlength", "2000")))
            .add(button("Merge", "merge")));
    return tag("details")
        .with("id", id + "#names")
        .with("class", "names")
        .add(tag("summary", summary(entry)).with("id", id + "#names-summary"))
        .add(form);
  }

  private static String summary(ShortlistEntry entry) {
    int more = entry.paper().suggestions().size();
    return more == 0
        ? "Names"
        : more == 1 ? "Names, 1 suggestion" : "Names, " + more + " suggestions";
  }

  private static Tag by(String id) {
    return tag("p")
        .add(
            tag("label", "Your name ")
                .add(
                    tag("input")
                        .with("id", id + "#by")
                        .with("name", "by")
                        .with("maxlength", "100")
                        .with("autocomplete", "nickname")
                        .with("required")));
  }

  private static Tag names(ShortlistEntry entry) {
    List<Tag> rows = new ArrayList<>();
    for (Identifier name : entry.paper().identifiers()) {
      Tag row = tag("li", name + " ");
      rows.add(name.equals(entry.id()) ? row : row.add(button("Not this paper", "split " + name)));
    }
    return tag("ul").with("aria-label", "Names of this paper").add(rows);
  }

  private static void suggestions(ShortlistEntry entry, Tag form) {
    for (Suggestion one : entry.paper().suggestions()) {
      form.add(
          tag("p")
              .with("class", "suggestion")
              .add("Perhaps the same paper: " + one.paper() + ", since " + one.reason() + " ")
              .add(button("The same", "merge " + one.paper()))
              .add(button("Another paper", "split " + one.paper())));
    }
  }

  private static Tag button(String words, String value) {
    return tag("button", words).with("name", "word").with("value", value);
  }
}
