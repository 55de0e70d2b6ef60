package winnow.publish.review;

import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An element of a page, built from outside in. Text and attribute values are escaped on their way
 * in, so whatever they hold shows as it is. Not safe for many threads.
 */
final class Tag {
  private static final Set<String> EMPTY = Set.of("input", "link", "meta");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

  private final String name;
  private final StringBuilder attributes = new StringBuilder();
  private final StringBuilder content = new StringBuilder();

  private Tag(String name) {
    this.name = checked(name);
  }

  static Tag tag(String name) {
    return new Tag(name);
  }

  /** An element that holds this text. */
  static Tag tag(String name, String text) {
    return new Tag(name).add(text);
  }

  /** The same element, with an attribute more. */
  Tag with(String attribute, String value) {
    attributes.append(' ').append(checked(attribute)).append("=\"").append(escaped(value));
    attributes.append('"');
    return this;
  }

  /** The same element, with an attribute that is there or not, such as {@code hidden}. */
  Tag with(String attribute) {
    return with(attribute, "");
  }

  /**
   * The same element, leading to a page elsewhere, in a tab of its own. An address that is not http
   * or https leads nowhere.
   */
  Tag leadingTo(URI link) {
    return isWeb(link)
        ? with("href", link.toASCIIString())
            .with("target", "_blank")
            .with("rel", "noopener noreferrer")
        : this;
  }

  Tag add(String text) {
    content.append(escaped(text));
    return this;
  }

  Tag add(Tag child) {
    child.writeTo(content);
    return this;
  }

  Tag add(Iterable<Tag> children) {
    children.forEach(this::add);
    return this;
  }

  /** Adds markup as it is: only what another renderer of ours has escaped. */
  Tag addMarkup(String markup) {
    content.append(markup);
    return this;
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    writeTo(out);
    return out.toString();
  }

  private void writeTo(StringBuilder out) {
    out.append('<').append(name).append(attributes).append('>');
    if (!EMPTY.contains(name)) {
      out.append(content).append("</").append(name).append('>');
    }
  }

  private static boolean isWeb(URI link) {
    return "http".equalsIgnoreCase(link.getScheme()) || "https".equalsIgnoreCase(link.getScheme());
  }

  private static String checked(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a name of an element or attribute: " + name);
    }
    return name;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
