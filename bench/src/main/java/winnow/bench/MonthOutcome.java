package winnow.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import winnow.model.Announcement;
import winnow.model.Announcement.Verdict;
import winnow.model.Identifier;
import winnow.model.Paper;
import winnow.testing.Replica;
import winnow.testing.Replica.Request;
import winnow.testing.Scenario.Place;
import winnow.testing.Truth;

/**
 * What became of a month.
 *
 * @param papers as they stand in their topic, by id
 * @param announcements as they stand in theirs
 * @param log every request that was made
 * @param kills how many workers were killed
 * @param seconds it took
 */
record MonthOutcome(
    Map<String, Paper> papers,
    Map<String, Announcement> announcements,
    List<Request> log,
    int kills,
    double seconds) {
  private static final String NOT_A_CATEGORY = "cs.XX";
  private static final Duration ARXIV = Duration.ofSeconds(3);
  private static final Duration REDDIT = Duration.ofSeconds(2);
  private static final Duration OPEN_DOOR = Duration.ofMinutes(1);

  /** All that is not as it should be, in words; nothing where all is well. */
  List<String> wrongs(Truth truth) {
    List<String> wrongs = new ArrayList<>();
    difference("version of ", versions(), truth.papers(), wrongs);
    difference("verdict on ", verdicts(truth), truth.verdicts(), wrongs);
    announcements.values().stream()
        .filter(one -> one.category().equals(NOT_A_CATEGORY))
        .filter(one -> one.verdict() == Verdict.COMPLETE || one.verdict() == Verdict.QUIET)
        .forEach(one -> wrongs.add("no category, and yet " + one.verdict() + ": " + one.date()));
    papers.forEach((id, paper) -> wrongs(id, paper, truth, wrongs));
    twice(wrongs);
    hasty(wrongs);
    return wrongs;
  }

  /** How many papers there are. */
  int size() {
    return versions().size();
  }

  /** The verdicts on the scenario's days, under category and date. */
  Map<String, Verdict> verdicts(Truth truth) {
    Map<String, Verdict> verdicts = new TreeMap<>();
    announcements.forEach(
        (key, one) -> {
          if (!one.category().equals(NOT_A_CATEGORY) && truth.isOf(one.date())) {
            verdicts.put(key, one.verdict());
          }
        });
    return verdicts;
  }

  private Map<String, Integer> versions() {
    Map<String, Integer> versions = new TreeMap<>();
    papers.forEach(
        (id, paper) ->
            versions.put(
                id.replaceFirst("^arxiv:", ""), Objects.requireNonNullElse(paper.version(), 0)));
    return versions;
  }

  private static <V> void difference(
      String what, Map<String, V> is, Map<String, V> should, List<String> wrongs) {
    Set<String> keys = new TreeSet<>(is.keySet());
    keys.addAll(should.keySet());
    for (String key : keys) {
      V one = is.get(key);
      V other = should.get(key);
      if (!Objects.equals(one, other)) {
        wrongs.add(what + key + ": " + one + ", not " + other);
      }
    }
  }

  private static void wrongs(String id, Paper paper, Truth truth, List<String> wrongs) {
    String number = id.replaceFirst("^arxiv:", "");
    if (truth.papers().containsKey(number) && !truth.title(number).equals(paper.title())) {
      wrongs.add("title of " + id + ": " + paper.title() + ", not " + truth.title(number));
    }
    if (paper.mergedInto() != null) {
      wrongs.add("merged, though every paper is its own: " + id);
    }
    paper.sightings().stream()
        .filter(one -> truth.deleted().contains(one.entryId()))
        .forEach(one -> wrongs.add("deleted at its source, and still told: " + one.entryId()));
    if (paper.toString().contains(Replica.POSTER)) {
      wrongs.add("tells who posted: " + id);
    }
  }

  private void twice(List<String> wrongs) {
    Map<Identifier, String> owners = new HashMap<>();
    papers.forEach(
        (id, paper) ->
            paper
                .identifiers()
                .forEach(
                    name -> {
                      String other = owners.put(name, id);
                      if (other != null) {
                        wrongs.add(name + " is a name of " + other + " and of " + id);
                      }
                    }));
  }

  /** Requests that came too soon after the answer to the one before. */
  private void hasty(List<String> wrongs) {
    Map<String, Request> last = new HashMap<>();
    for (Request one : log) {
      Request before = last.put(one.provider(), one);
      if (before != null
          && Duration.between(before.answered(), one.at()).compareTo(gap(one.place())) < 0) {
        wrongs.add("too soon: " + before + " and " + one);
      }
    }
  }

  private static Duration gap(Place place) {
    return switch (place) {
      case TOKEN, ANONYMOUS -> OPEN_DOOR;
      case LOGIN, OAUTH, NOWHERE -> REDDIT;
      default -> ARXIV;
    };
  }
}
