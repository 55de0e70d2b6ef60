package winnow.model;

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
 */
public record Profile(
    String title,
    String about,
    @Nullable String subscribe,
    List<Section> sections,
    Map<String, Double> keywords,
    Weights weights,
    double threshold,
    @Nullable String model) {

  /** Where papers go that fit no section of the profile. */
  public static final String OTHER = "Other";

  /**
   * A section of the newsletter.
   *
   * @param description what belongs in it, in a sentence
   * @param keywords terms that speak for it, with points each
   * @param seeds titles of papers that it would carry
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
   * @param curated for each feed, when it carries the paper
   */
  public record Weights(
      double seeds, double engagement, double corroboration, Map<String, Double> curated) {
    public Weights {
      curated = curated == null ? Map.of() : Map.copyOf(curated);
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
    this(title, about, subscribe, sections, keywords, weights, threshold, null);
  }

  public Profile {
    if (title == null || title.isBlank()) {
      throw new IllegalArgumentException("title is missing: the newsletter's name");
    }
    about = about == null ? "" : about;
    sections = sections == null ? List.of() : List.copyOf(sections);
    keywords = keywords == null ? Map.of() : Map.copyOf(keywords);
    weights = weights == null ? new Weights(0, 0, 0, Map.of()) : weights;
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
}
