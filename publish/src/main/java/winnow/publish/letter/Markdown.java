package winnow.publish.letter;

import static winnow.publish.letter.Plain.joined;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import winnow.publish.letter.Draft.Feature;
import winnow.publish.letter.Draft.OneLiner;
import winnow.publish.letter.Draft.Section;

/**
 * A draft as CommonMark. Read back, it has the headings, links and list items of the draft and no
 * other; every text comes back as it was, so that {@code # x [a](javascript:1) <script>} in a title
 * is a title with odd signs in it.
 */
public final class Markdown {
  private static final Pattern OPENS_BLOCK = Pattern.compile("^(?:[-+=>]|\\d{1,9}(?=[.)]))");
  private static final Pattern ENTITY = Pattern.compile("&(?=#?\\w+;)");
  private static final String SIGNS = "*`[]<~";

  private Markdown() {}

  public static String of(Draft draft) {
    StringBuilder out = new StringBuilder();
    block(out, "# " + text(draft.title()));
    block(out, opening(draft));
    block(out, text(draft.welcome()));
    if (draft.isEmpty()) {
      block(out, Draft.NOTHING_YET);
    }
    if (!draft.covers().isEmpty()) {
      block(out, "In this edition, we cover:");
      draft.covers().forEach(topic -> out.append("- ").append(text(topic)).append('\n'));
      out.append('\n');
    }
    draft.sections().forEach(section -> section(out, section));
    return out.toString().stripTrailing() + "\n";
  }

  private static String opening(Draft draft) {
    return joined(text(draft.about()), link("Subscribe", draft.subscribe()));
  }

  private static void section(StringBuilder out, Section section) {
    block(out, "## " + text(section.name()));
    section.features().forEach(feature -> feature(out, feature));
    if (!section.others().isEmpty()) {
      block(out, "### " + text(section.othersHeading()));
      section.others().forEach(other -> out.append("- ").append(line(other)).append('\n'));
      out.append('\n');
    }
  }

  private static void feature(StringBuilder out, Feature feature) {
    block(out, "### " + text(feature.heading()));
    if (feature.paragraphs().isEmpty()) {
      block(out, "*" + Draft.TEXT_TO_COME + "*");
    }
    feature.paragraphs().forEach(paragraph -> block(out, text(paragraph)));
    block(out, link("Link", feature.link()));
  }

  private static String line(OneLiner other) {
    return joined(link("Link", other.link()), text(other.text()));
  }

  private static void block(StringBuilder out, String block) {
    if (!block.isEmpty()) {
      out.append(block).append("\n\n");
    }
  }

  private static String link(String words, @Nullable URI link) {
    return link == null ? "" : "[" + words + "](" + destination(link) + ")";
  }

  /** An address that no parenthesis ends early and no entity changes. */
  private static String destination(URI link) {
    String safe = link.toASCIIString().replace("(", "%28").replace(")", "%29");
    return ENTITY.matcher(safe).replaceAll("\\\\&");
  }

  /**
   * One line, each sign that Markdown would act on behind a backslash, and no other, so that what
   * stands between dollars ({@code $x_i = \theta$}) can still be read.
   */
  static String text(String line) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < line.length(); at++) {
      if (isSign(line, at)) {
        out.append('\\');
      }
      out.append(line.charAt(at));
    }
    String marked = ENTITY.matcher(out).replaceAll("\\\\&");
    return OPENS_BLOCK.matcher(marked).replaceFirst(start -> escapedStart(start.group()));
  }

  private static String escapedStart(String start) {
    return Character.isDigit(start.charAt(0)) ? start + "\\\\" : "\\\\" + start;
  }

  private static boolean isSign(String line, int at) {
    char sign = line.charAt(at);
    return switch (sign) {
      case '\\' -> at + 1 == line.length() || isPunctuation(line.charAt(at + 1));
      case '_' -> at == 0 || !Character.isLetterOrDigit(line.codePointBefore(at));
      case '#' -> at == 0 || (line.charAt(at - 1) == ' ' && line.substring(at).matches("#+ *"));
      default -> SIGNS.indexOf(sign) >= 0;
    };
  }

  private static boolean isPunctuation(char sign) {
    return sign > ' ' && sign < 127 && !Character.isLetterOrDigit(sign);
  }
}
