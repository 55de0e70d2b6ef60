package winnow.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one newsletter is about: data, not code. Another newsletter is another profile.
 *
 * @param title the newsletter's name
 * @param about a line on what it is
 * @param subscribe where to subscribe; absent where there is no such place
 * @param sections in the order in which an edition has them; what fits none goes last, under Other
 * @param keywords terms that speak for a paper whatever its section, with points each; negative
 *     points speak against it
 * @param weights how much each part of a score counts
 * @param threshold points from which a paper is proposed
 * @param model a ranking model, bundled or a file: it reads the text in place of the keywords;
 *     absent where keywords are all there is
 * @param past editions that went out before the program kept decisions; what they carried is not
 *     proposed again
 * @param asides words in a rejection's reason that say it was not for what the paper is about; such
 *     a rejection teaches nothing
 */
public record Profile(
    String title,
    String about,
    @Nullable String subscribe,
    List<Section> sections,
    Map<String, Double> keywords,
    Weights weights,
    double threshold,
    @Nullable String model,
    List<Past> past,
    List<String> asides) {

  /** Where papers go that fit no section of the profile. */
  public static final String OTHER = "Other";

  /**
   * A section of the newsletter.
   *
   * @param description what belongs in it, in a sentence
   * @param keywords terms that speak for it, with points each
   * @param seeds papers that it would carry: by title, which speaks for papers close to it, or by
   *     an identifier or link, which speaks for that paper alone
   */
  public record Section(
      String name, String description, Map<String, Double> keywords, List<String> seeds) {
    public Section {
      if (name == null || name.isBlank()) {
        throw new IllegalArgumentException("a section has no name");
      }
      if (name.equals(OTHER)) {
        throw new IllegalArgumentException("the section Other is always there; leave it out");
      }
      description = description == null ? "" : description;
      keywords = keywords == null ? Map.of() : Map.copyOf(keywords);
      seeds = seeds == null ? List.of() : List.copyOf(seeds);
    }
  }

  /**
   * Points for what is not in the text.
   *
   * @param seeds for a text that shares all its words with a seed's title
   * @param engagement for each doubling of a post's score
   * @param corroboration for each further source that speaks of the paper
   * @param freshness taken off for each doubling of a paper's age in months when it was first seen
   * @param diversity taken off a paper that says the same as a better one of its day, and its share
   *     of one that says much the same
   * @param past taken off what an edition carried already
   * @param curated for each feed, when it carries the paper
   */
  public record Weights(
      double seeds,
      double engagement,
      double corroboration,
      double freshness,
      double diversity,
      double past,
      Map<String, Double> curated) {
    /** Nothing but the text counts. */
    public static final Weights NONE = new Weights(0, 0, 0, 0, 0, 0, Map.of());

    public Weights {
      curated = curated == null ? Map.of() : Map.copyOf(curated);
      requireNotNegative("freshness", freshness);
      requireNotNegative("diversity", diversity);
      requireNotNegative("past", past);
    }

    private static void requireNotNegative(String name, double weight) {
      if (!(weight >= 0)) {
        throw new IllegalArgumentException("weights." + name + " is below 0: " + weight);
      }
    }
  }

  /**
   * An edition that went out.
   *
   * @param papers each by an identifier, an arXiv id or a link
   */
  public record Past(int edition, List<String> papers) {
    public Past {
      if (edition < 1) {
        throw new IllegalArgumentException("past: edition is below 1: " + edition);
      }
      papers = papers == null ? List.of() : List.copyOf(papers);
      papers.forEach(Identifiers::named);
    }
  }

  /** A profile without a model. */
  public Profile(
      String title,
      String about,
      @Nullable String subscribe,
      List<Section> sections,
      Map<String, Double> keywords,
      Weights weights,
      double threshold) {
    this(
        title, about, subscribe, sections, keywords, weights, threshold, null, List.of(),
        List.of());
  }

  public Profile {
    if (title == null || title.isBlank()) {
      throw new IllegalArgumentException("title is missing: the newsletter's name");
    }
    about = about == null ? "" : about;
    sections = sections == null ? List.of() : List.copyOf(sections);
    keywords = keywords == null ? Map.of() : Map.copyOf(keywords);
    weights = weights == null ? Weights.NONE : weights;
    past = past == null ? List.of() : List.copyOf(past);
    asides = asides == null ? List.of() : List.copyOf(asides);
    if (sections.isEmpty()) {
      throw new IllegalArgumentException("sections is empty; a newsletter has at least one");
    }
    Set<String> names = new HashSet<>();
    for (Section section : sections) {
      if (!names.add(section.name())) {
        throw new IllegalArgumentException("sections names " + section.name() + " twice");
      }
    }
  }

  /**
   * The same newsletter as if no edition had gone out: for judging papers that editions carried.
   */
  public Profile withoutPast() {
    return new Profile(
        title, about, subscribe, sections, keywords, weights, threshold, model, List.of(), asides);
  }

  /** What past editions carried, each with the first edition that did. */
  public Map<Identifier, Integer> carried() {
    Map<Identifier, Integer> carried = new HashMap<>();
    for (Past edition : past) {
      for (String paper : edition.papers()) {
        carried.merge(Identifiers.named(paper), edition.edition(), Math::min);
      }
    }
    return Map.copyOf(carried);
  }
}
