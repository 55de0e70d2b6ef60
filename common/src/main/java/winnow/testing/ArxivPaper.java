package winnow.testing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A made-up paper with its versions, and when each was announced. Not safe for many threads. */
final class ArxivPaper {
  private static final List<String> MANNERS =
      List.of(
          "Brittle",
          "Careful",
          "Covert",
          "Distant",
          "Faithful",
          "Frugal",
          "Gradual",
          "Hidden",
          "Latent",
          "Modest",
          "Nested",
          "Noisy",
          "Patient",
          "Plural",
          "Sparse",
          "Stubborn");
  private static final List<String> THINGS =
      List.of(
          "Anchors",
          "Bridges",
          "Circuits",
          "Compasses",
          "Dialects",
          "Echoes",
          "Gardens",
          "Ledgers",
          "Maps",
          "Mirrors",
          "Oracles",
          "Parsers",
          "Probes",
          "Rivers",
          "Signals",
          "Tides");
  private static final List<String> AIMS =
      List.of(
          "Abstention",
          "Calibration",
          "Deception",
          "Drift",
          "Forgetting",
          "Grading",
          "Honesty",
          "Jailbreaks",
          "Memory",
          "Oversight",
          "Planning",
          "Recall",
          "Refusal",
          "Rewards",
          "Steering",
          "Transfer");
  private static final List<String> NAMES =
      List.of(
          "Ada", "Berta", "Carl", "Dora", "Emil", "Frida", "Gustav", "Helga", "Ivo", "Jana", "Kurt",
          "Lena", "Milo", "Nora", "Otto", "Paula");
  private static final List<String> FAMILIES =
      List.of(
          "Acker", "Bach", "Claas", "Dorn", "Eich", "Feld", "Gross", "Heide", "Imhof", "Jost",
          "Korn", "Linde", "Moos", "Nagel", "Ostern", "Pohl");

  final String id;
  final List<String> categories;
  final Instant submitted;
  private final String givenTitle;
  private final NavigableMap<LocalDate, Integer> versions = new TreeMap<>();

  /**
   * @param categories the primary one first
   * @param title its own, or empty for a made-up one
   */
  ArxivPaper(
      String id, List<String> categories, LocalDate announced, Instant submitted, String title) {
    this.id = id;
    this.categories = List.copyOf(categories);
    this.submitted = submitted;
    this.givenTitle = title;
    versions.put(announced, 1);
  }

  void revise(LocalDate day) {
    versions.put(day, latest() + 1);
  }

  int latest() {
    return versions.lastEntry().getValue();
  }

  boolean isKnown(LocalDate day) {
    return !versions.firstKey().isAfter(day);
  }

  LocalDate announced() {
    return versions.firstKey();
  }

  /** The version that there is on a day on which it is known. */
  int version(LocalDate day) {
    return versions.floorEntry(day).getValue();
  }

  /** When the version was announced that there is on a day. */
  LocalDate changed(LocalDate day) {
    return versions.floorKey(day);
  }

  /** A paper is called a little different with each second version. */
  String title(int version) {
    String title =
        givenTitle.isEmpty()
            ? "%s %s & %s %s: On $k$-fold %s (%s)"
                .formatted(
                    drawn(MANNERS, 1),
                    drawn(THINGS, 2),
                    drawn(MANNERS, 3),
                    drawn(THINGS, 4),
                    drawn(AIMS, 5),
                    id)
            : givenTitle;
    return version % 2 == 0 ? title + ", Revisited" : title;
  }

  String abstractText() {
    return "We study %s with %s %s and find that $p < 0.%s$. Unlike %s, %s keep their %s under %s."
        .formatted(
            drawn(AIMS, 6),
            drawn(MANNERS, 7),
            drawn(THINGS, 8),
            id.replaceAll("\\D", ""),
            drawn(THINGS, 9),
            drawn(THINGS, 10),
            drawn(AIMS, 11),
            drawn(AIMS, 12));
  }

  List<String> authors() {
    return List.of(
        drawn(NAMES, 13) + " " + drawn(FAMILIES, 14), drawn(NAMES, 15) + " " + drawn(FAMILIES, 16));
  }

  /** The same for the same paper at each run. */
  private String drawn(List<String> words, int which) {
    int hash = (id + "/" + which).hashCode() * 0x9E3779B1;
    hash = (hash ^ (hash >>> 15)) * 0x85EBCA6B;
    return words.get((hash >>> 16) % words.size());
  }
}
