package winnow.publish.letter;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import winnow.model.Placement;
import winnow.model.Profile;
import winnow.model.ShortlistEntry;
import winnow.model.ShortlistEntry.Newsletter;
import winnow.model.ShortlistEntry.Status;

/**
 * An edition before its editors have been over it. Every text in it is one line without control
 * characters, and otherwise as it was given: whoever writes it down escapes it.
 *
 * @param newsletter the newsletter's name
 * @param title the edition's: the newsletter, its number and up to three topics
 * @param about a line on what the newsletter is
 * @param subscribe where to subscribe; absent where there is no such place
 * @param covers what "In this edition, we cover:" lists
 * @param sections those that hold something, in the profile's order, what fits none last
 */
public record Draft(
    String newsletter,
    int edition,
    String title,
    String about,
    @Nullable URI subscribe,
    List<String> covers,
    List<Section> sections) {

  /**
   * A section: featured items, then those that get a line each.
   *
   * @param othersHeading the heading over the others
   */
  public record Section(
      String name, List<Feature> features, String othersHeading, List<OneLiner> others) {
    public Section {
      features = List.copyOf(features);
      others = List.copyOf(others);
    }
  }

  /**
   * A featured item.
   *
   * @param paragraphs the editors' summary; empty while nobody has written it
   * @param link absent where the paper has none that a browser may follow
   */
  public record Feature(String heading, List<String> paragraphs, @Nullable URI link) {
    public Feature {
      paragraphs = List.copyOf(paragraphs);
    }
  }

  /**
   * An item of one line.
   *
   * @param text a sentence or two by the editors; the title while nobody has written it
   */
  public record OneLiner(String text, @Nullable URI link) {}

  static final String NOTHING_YET = "No paper is approved for this edition yet.";
  static final String TEXT_TO_COME = "(text to come)";

  private static final int TOPICS = 3;
  private static final int COVERED = 5;

  /**
   * Featured items first; then the best; a paper without a score stands where one at the bar does.
   */
  private static Comparator<ShortlistEntry> order(Profile profile) {
    return Comparator.comparing(Draft::placement)
        .thenComparing(
            entry -> entry.score() == null ? profile.threshold() : entry.score().total(),
            Comparator.reverseOrder())
        .thenComparing(ShortlistEntry::id);
  }

  public Draft {
    covers = List.copyOf(covers);
    sections = List.copyOf(sections);
    if (edition < 1) {
      throw new IllegalArgumentException("edition is below 1: " + edition);
    }
  }

  /**
   * What the edition holds: the approved papers that name it or no edition, but none that its
   * authors took back. The order of the entries does not matter.
   */
  public static Draft of(Profile profile, int edition, List<ShortlistEntry> entries) {
    Map<String, List<ShortlistEntry>> bySection =
        entries.stream()
            .filter(entry -> isIn(edition, entry))
            .sorted(order(profile))
            .collect(Collectors.groupingBy(entry -> sectionOf(entry, profile)));
    List<Section> sections =
        Stream.concat(
                profile.sections().stream().map(Profile.Section::name), Stream.of(Profile.OTHER))
            .filter(bySection::containsKey)
            .map(name -> section(name, bySection.getOrDefault(name, List.of())))
            .toList();
    String newsletter = Plain.line(profile.title());
    return new Draft(
        newsletter,
        edition,
        title(newsletter, edition, sections),
        Plain.line(profile.about()),
        subscribe(profile),
        covers(sections),
        sections);
  }

  /** The highest edition that an approved paper names; 1 where none names any. */
  public static int currentEdition(List<ShortlistEntry> entries) {
    return entries.stream()
        .filter(Draft::isPrintable)
        .map(ShortlistEntry::newsletter)
        .filter(Objects::nonNull)
        .map(Newsletter::edition)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(1);
  }

  public boolean isEmpty() {
    return sections.isEmpty();
  }

  /** The line after the opening. */
  public String welcome() {
    return "Welcome to issue " + edition + " of the " + newsletter.replaceFirst("^The ", "") + ".";
  }

  private static boolean isPrintable(ShortlistEntry entry) {
    return entry.status() == Status.APPROVED && !entry.paper().withdrawn();
  }

  private static boolean isIn(int edition, ShortlistEntry entry) {
    Newsletter newsletter = entry.newsletter();
    return isPrintable(entry)
        && (newsletter == null || newsletter.edition() == null || newsletter.edition() == edition);
  }

  private static Placement placement(ShortlistEntry entry) {
    Newsletter newsletter = entry.newsletter();
    return newsletter == null ? Placement.ONE_LINER : newsletter.placement();
  }

  private static String sectionOf(ShortlistEntry entry, Profile profile) {
    return profile.sections().stream()
        .map(Profile.Section::name)
        .filter(name -> name.equals(entry.section()))
        .findFirst()
        .orElse(Profile.OTHER);
  }

  private static Section section(String name, List<ShortlistEntry> entries) {
    Map<Placement, List<ShortlistEntry>> placed =
        entries.stream().collect(Collectors.groupingBy(Draft::placement));
    boolean other = name.equals(Profile.OTHER);
    return new Section(
        other ? "Other Content" : Plain.line(name),
        placed.getOrDefault(Placement.FEATURE, List.of()).stream().map(Draft::feature).toList(),
        other ? "Other News" : "Other " + Plain.line(name) + " News",
        placed.getOrDefault(Placement.ONE_LINER, List.of()).stream().map(Draft::oneLiner).toList());
  }

  private static Feature feature(ShortlistEntry entry) {
    return new Feature(
        lineOr(entry, Newsletter::heading),
        Plain.paragraphs(entry.newsletter() == null ? null : entry.newsletter().text()),
        Plain.link(entry.paper().link()));
  }

  private static OneLiner oneLiner(ShortlistEntry entry) {
    return new OneLiner(lineOr(entry, Newsletter::text), Plain.link(entry.paper().link()));
  }

  /** What the editors wrote, else what the paper is called; never empty. */
  private static String lineOr(
      ShortlistEntry entry, Function<Newsletter, @Nullable String> written) {
    String words = entry.newsletter() == null ? null : written.apply(entry.newsletter());
    return Stream.of(words == null ? "" : words, entry.paper().name(), entry.id().toString())
        .map(Plain::line)
        .filter(line -> !line.isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private static @Nullable URI subscribe(Profile profile) {
    if (profile.subscribe() == null) {
      return null;
    }
    try {
      return Plain.link(URI.create(profile.subscribe()));
    } catch (IllegalArgumentException notALink) {
      return null;
    }
  }

  private static String title(String newsletter, int edition, List<Section> sections) {
    List<String> topics = leading(sections).limit(TOPICS).map(Draft::topic).toList();
    String number = Plain.joined(newsletter, "#" + edition);
    return topics.isEmpty() ? number : number + ": " + joined(topics);
  }

  private static List<String> covers(List<Section> sections) {
    List<String> covers =
        new ArrayList<>(leading(sections).limit(COVERED).map(Feature::heading).toList());
    int items = sections.stream().mapToInt(s -> s.features().size() + s.others().size()).sum();
    if (!covers.isEmpty() && items > covers.size()) {
      covers.add("And more.");
    }
    return covers;
  }

  /** Each section's first featured item, then each one's second, and so on. */
  private static Stream<Feature> leading(List<Section> sections) {
    int deepest = sections.stream().mapToInt(s -> s.features().size()).max().orElse(0);
    return IntStream.range(0, deepest)
        .boxed()
        .flatMap(
            depth ->
                sections.stream()
                    .filter(section -> depth < section.features().size())
                    .map(section -> section.features().get(depth)));
  }

  /** A heading without what follows its colon: a paper's title says its topic before it. */
  private static String topic(Feature feature) {
    int colon = feature.heading().indexOf(": ");
    return colon < 0 ? feature.heading() : feature.heading().substring(0, colon);
  }

  private static String joined(List<String> topics) {
    int last = topics.size() - 1;
    return last == 0
        ? topics.get(0)
        : String.join(", ", topics.subList(0, last)) + " and " + topics.get(last);
  }
}
