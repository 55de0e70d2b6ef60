package winnow.publish.letter;

import static winnow.publish.letter.Plain.escaped;
import static winnow.publish.letter.Plain.joined;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import winnow.publish.letter.Draft.Feature;
import winnow.publish.letter.Draft.OneLiner;
import winnow.publish.letter.Draft.Section;

/**
 * A draft as HTML of headings, paragraphs, lists and links alone, which newsletter editors keep
 * when it is pasted. It is well-formed XML as well.
 */
public final class Html {
  private Html() {}

  /** A whole document, to open in a browser and copy from. */
  public static String page(Draft draft) {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
        + tag("title", draft.title())
        + "</head>\n<body>\n"
        + body(draft)
        + "</body>\n</html>\n";
  }

  /** What stands in a document's body. */
  public static String body(Draft draft) {
    StringBuilder out = new StringBuilder(tag("h1", draft.title()));
    out.append(paragraph(joined(escaped(draft.about()), link("Subscribe", draft.subscribe()))));
    out.append(tag("p", draft.welcome()));
    if (draft.isEmpty()) {
      out.append(tag("p", Draft.NOTHING_YET));
    }
    if (!draft.covers().isEmpty()) {
      out.append(tag("p", "In this edition, we cover:")).append("<ul>\n");
      draft.covers().forEach(topic -> out.append(tag("li", topic)));
      out.append("</ul>\n");
    }
    draft.sections().forEach(section -> section(out, section));
    return out.toString();
  }

  private static void section(StringBuilder out, Section section) {
    out.append(tag("h2", section.name()));
    section.features().forEach(feature -> feature(out, feature));
    if (!section.others().isEmpty()) {
      out.append(tag("h3", section.othersHeading())).append("<ul>\n");
      section.others().forEach(other -> out.append(item(other)));
      out.append("</ul>\n");
    }
  }

  private static void feature(StringBuilder out, Feature feature) {
    out.append(tag("h3", feature.heading()));
    if (feature.paragraphs().isEmpty()) {
      out.append(paragraph("<em>" + escaped(Draft.TEXT_TO_COME) + "</em>"));
    }
    feature.paragraphs().forEach(paragraph -> out.append(tag("p", paragraph)));
    out.append(paragraph(link("Link", feature.link())));
  }

  private static String item(OneLiner other) {
    return "<li>" + joined(link("Link", other.link()), escaped(other.text())) + "</li>\n";
  }

  private static String tag(String name, String text) {
    return "<" + name + ">" + escaped(text) + "</" + name + ">\n";
  }

  private static String paragraph(String markup) {
    return markup.isEmpty() ? "" : "<p>" + markup + "</p>\n";
  }

  private static String link(String words, @Nullable URI link) {
    return link == null
        ? ""
        : "<a href=\"" + escaped(link.toASCIIString()) + "\">" + words + "</a>";
  }
}
