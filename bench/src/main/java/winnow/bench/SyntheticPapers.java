package winnow.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import winnow.enrich.identity.TitleWords;
import winnow.model.AnnounceType;
import winnow.model.FeedId;
import winnow.model.Identifier;
import winnow.model.Identifier.Kind;
import winnow.model.Sighting;

/**
 * Papers that nobody wrote, in words as common, and as rare, as those of real titles. Each is a
 * function of its number, so that a paper can be announced again without being kept.
 *
 * <p>The later sightings come as a quarter of arXiv's announcements does, where 52,261 entries are
 * of 29,967 papers: cross-lists of the newest, and revisions, as long after their papers as there,
 * 7 in 100 of them under another title; besides, pages that name no identifier and are put like a
 * paper as old as one that is revised, and papers put much like any other.
 */
final class SyntheticPapers {
  private static final long A_MONTH = 90_000;

  /** Their numbers are below. */
  static final long MOST = 85 * 12 * A_MONTH;

  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  private static final int TEAMS_OF = 8;

  /** What share of that quarter's 262,322 words in titles is in too few of them to be listed. */
  private static final double UNLISTED = 0.0755;

  /**
   * How much rarer each next of these is. So 29,967 titles hold 17,768 words, 11,257 of them once,
   * and of the words in the last half of them 0.049 are new; in the quarter's 18,200, 11,412 and
   * 0.048.
   */
  private static final double RANKS = 1.7;

  private static final double RAREST = 1e15;

  /** In how many months so many of all revisions come; of 13,587 in that quarter. */
  private static final double[][] REVISED = {
    {0, 0},
    {0.174, 0.5},
    {0.314, 1.5},
    {0.472, 3.5},
    {0.676, 6.5},
    {0.885, 12.5},
    {0.945, 18.5},
    {0.971, 24.5},
    {0.989, 36.5},
    {0.998, 60.5},
    {1, 116}
  };

  /** As many papers are new to that quarter's feeds in a month. */
  private static final int NEW_A_MONTH = 5_300;

  private final String[] words;
  private final long[] upTo;

  SyntheticPapers() {
    List<String> listed = new ArrayList<>();
    List<Long> sums = new ArrayList<>();
    try (BufferedReader table =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    TitleWords.class.getResourceAsStream("/winnow/enrich/title-words.txt")),
                StandardCharsets.UTF_8))) {
      long sum = 0;
      table.readLine();
      for (String line = table.readLine(); line != null; line = table.readLine()) {
        String[] parts = line.split(" ");
        for (String word : Arrays.asList(parts).subList(1, parts.length)) {
          sum += Long.parseLong(parts[0]);
          listed.add(word);
          sums.add(sum);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    words = listed.toArray(String[]::new);
    upTo = sums.stream().mapToLong(Long::longValue).toArray();
  }

  /** How a paper is announced first. */
  Sighting announced(long number) {
    return of(number, 1, "cs.LG", title(number, 1));
  }

  /**
   * One sighting more.
   *
   * @param known so many papers were announced
   * @param next the number of the next new one
   */
  Sighting later(Random chance, long known, long next) {
    double kind = chance.nextDouble();
    long recent = Math.max(0, known - 1 - chance.nextInt(2_000));
    if (kind < 0.45) {
      return announced(next);
    }
    if (kind < 0.70) {
      return of(recent, 1, "cs.CL", title(recent, 1));
    }
    long revised = known - 1 - (long) (NEW_A_MONTH * monthsUntilRevised(chance)) % known;
    if (kind < 0.96) {
      boolean retitled = chance.nextInt(100) < 7;
      return of(revised, 2, "cs.LG", title(revised, retitled ? 2 : 1));
    }
    if (kind < 0.99) {
      return Sighting.of(
              new FeedId("blog"),
              "page-" + next,
              List.of(new Identifier(Kind.URL, "https://h" + next % 97 + ".example/" + next)),
              START.plusSeconds(next))
          .title(title(revised, 1))
          .authors(authors(revised))
          .build();
    }
    long any = (long) (chance.nextDouble() * known);
    return of(next, 1, "cs.LG", title(any, 2));
  }

  private static double monthsUntilRevised(Random chance) {
    double share = chance.nextDouble();
    int i = 1;
    while (REVISED[i][0] < share) {
      i++;
    }
    double[] from = REVISED[i - 1];
    double[] to = REVISED[i];
    return from[1] + (to[1] - from[1]) * (share - from[0]) / (to[0] - from[0]);
  }

  /** The name under which a paper is announced. */
  Identifier identifier(long number) {
    long month = number / A_MONTH;
    long fiveDigits = 100_001 + number % A_MONTH;
    return new Identifier(
        Kind.ARXIV,
        100 * (15 + month / 12) + 1 + month % 12 + "." + String.valueOf(fiveDigits).substring(1));
  }

  private Sighting of(long number, int version, String category, String title) {
    Identifier name = identifier(number);
    String id = name.value();
    return Sighting.of(
            new FeedId("arxiv:" + category),
            "oai:arXiv.org:" + id + "v" + version,
            List.of(name),
            START.plusSeconds(number))
        .title(title)
        .authors(authors(number))
        .abstractText(text(new Random(number * 31 + 7), 130))
        .version(version)
        .categories(List.of("cs.LG", "cs.CL"))
        .announceType(version > 1 ? AnnounceType.REPLACE : AnnounceType.NEW)
        .links(List.of(URI.create("https://arxiv.org/abs/" + id)))
        .build();
  }

  private String title(long number, int take) {
    Random chance = new Random(number * 31);
    String first = text(chance, 2 + chance.nextInt(3));
    String second = text(chance, 4 + chance.nextInt(4));
    return take == 1 ? first + ": " + second : first + ": " + text(chance, 5);
  }

  private static List<String> authors(long number) {
    Random chance = new Random(number / 3 * 17);
    List<String> names = new ArrayList<>();
    for (int i = 1 + chance.nextInt(TEAMS_OF); i > 0; i--) {
      names.add("N" + letters(chance.nextInt(500)) + " F" + letters(chance.nextInt(20_000)));
    }
    return names;
  }

  private String text(Random chance, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(i == 0 ? "" : " ").append(word(chance));
    }
    return text.toString();
  }

  private String word(Random chance) {
    if (chance.nextDouble() < UNLISTED) {
      double rank = words.length * Math.pow(1 - chance.nextDouble(), -RANKS);
      return letters((long) Math.min(RAREST, rank));
    }
    long at = (long) (chance.nextDouble() * upTo[upTo.length - 1]);
    int place = Arrays.binarySearch(upTo, at);
    return words[place < 0 ? -place - 1 : Math.min(place + 1, words.length - 1)];
  }

  private static String letters(long number) {
    StringBuilder letters = new StringBuilder();
    for (long rest = number + 26 * 26; rest > 0; rest /= 26) {
      letters.append((char) ('a' + rest % 26));
    }
    return letters.toString();
  }
}
