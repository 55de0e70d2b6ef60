package winnow.ingest.announcement;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import winnow.model.Announcement;
import winnow.model.Announcement.Verdict;
import winnow.model.Batch;
import winnow.model.Batch.Answer;
import winnow.model.Identifier;
import winnow.model.Sighting;
import winnow.model.Testimony;

/**
 * One category's announcements, and what something newly heard changes in them. Each method gives
 * the records that change; hearing the same again changes none.
 *
 * <p>A batch is dated by what is in it: papers that an earlier day had as its own are that day's,
 * whatever date the feed carries. What no earlier day had belongs to the day of asking.
 */
public final class Days {
  /** How far back a day is still asked about. */
  static final int REACH = 30;

  private static final Duration AGAIN_TODAY = Duration.ofHours(1);
  private static final Duration AGAIN_LATER = Duration.ofHours(6);

  /** A day is asked about again when it has become older by this part of its age. */
  private static final int PART = 4;

  private final String category;
  private final NavigableMap<LocalDate, Announcement> known = new TreeMap<>();

  /**
   * @param known of any category; only this one's count
   */
  public Days(String category, Collection<Announcement> known) {
    this.category = category;
    known.stream()
        .filter(one -> one.category().equals(category))
        .forEach(one -> this.known.put(one.date(), one));
  }

  /** A document came. */
  public List<Announcement> read(List<Sighting> sightings, Instant now) {
    LocalDate today = Calendar.dayOf(now);
    Map<String, List<String>> ids = ids(sightings);
    if (ids.isEmpty()) {
      return changed(today, weaker(today, new Batch(Answer.EMPTY, Map.of(), null)));
    }
    Optional<LocalDate> earlier = repeated(ids, today);
    if (earlier.isEmpty()) {
      return changed(today, union(batch(today), ids));
    }
    List<Announcement> changes = new ArrayList<>();
    changes.addAll(changed(earlier.get(), union(batch(earlier.get()), ids)));
    changes.addAll(changed(today, weaker(today, repeat(earlier.get()))));
    return changes;
  }

  /** The feed says that the document read last still stands. */
  public List<Announcement> unchanged(Instant now) {
    LocalDate today = Calendar.dayOf(now);
    if (batch(today) != null) {
      return List.of();
    }
    return known.headMap(today, false).descendingMap().values().stream()
        .map(Announcement::rss)
        .filter(rss -> rss != null && rss.answer() != Answer.BLOCKED)
        .filter(rss -> rss.answer() != Answer.FAILED)
        .findFirst()
        .map(
            last ->
                last.answer() == Answer.EMPTY ? last : latest(today).map(Days::repeat).orElse(last))
        .map(last -> changed(today, last))
        .orElse(List.of());
  }

  /**
   * No document came, or none that can be read.
   *
   * @param blocked whether it was us that were turned away
   */
  public List<Announcement> failed(boolean blocked, String reason, Instant now) {
    LocalDate today = Calendar.dayOf(now);
    Batch rss = batch(today);
    if (rss != null && rss.answer() != Answer.BLOCKED && rss.answer() != Answer.FAILED) {
      return List.of(); // it answered before; that stands
    }
    return changed(today, new Batch(blocked ? Answer.BLOCKED : Answer.FAILED, Map.of(), reason));
  }

  /** A witness was asked about a day. What it said before stands where it can say nothing now. */
  public List<Announcement> testified(LocalDate day, Testimony testimony) {
    Announcement before = known.get(day);
    List<Testimony> witnesses = new ArrayList<>();
    Testimony now = testimony;
    for (Testimony one : before == null ? List.<Testimony>of() : before.witnesses()) {
      if (!one.witness().equals(testimony.witness())) {
        witnesses.add(one);
      } else if (one.spoke() && !testimony.spoke()) {
        now = one.askedAgain(testimony.askedAt());
      }
    }
    witnesses.add(now);
    return changed(day, before == null ? null : before.rss(), witnesses);
  }

  /**
   * The days to ask witnesses about: those of the last weeks that are not proved, and those on
   * which nobody asked the feed, oldest first.
   */
  public List<LocalDate> open(Instant now) {
    LocalDate today = Calendar.dayOf(now);
    if (known.isEmpty()) {
      return List.of();
    }
    LocalDate first = known.firstKey();
    LocalDate from = first.isBefore(today.minusDays(REACH)) ? today.minusDays(REACH) : first;
    return from.datesUntil(today.plusDays(1)).filter(day -> isOpen(day, today, now)).toList();
  }

  /**
   * The past days on which nobody asked the feed, and of which a witness has not spoken, oldest
   * first: those that are due to be asked about. Proved or not, new versions may be lacking.
   */
  public List<LocalDate> unversioned(String witness, Instant now) {
    LocalDate today = Calendar.dayOf(now);
    return known.subMap(today.minusDays(REACH), true, today, false).values().stream()
        .filter(record -> record.rss() == null)
        .filter(
            record ->
                record.witnesses().stream()
                    .filter(one -> one.witness().equals(witness))
                    .noneMatch(one -> one.spoke() || !isDue(one, later(record.date(), today), now)))
        .map(Announcement::date)
        .toList();
  }

  /**
   * The workdays from one on of which nobody but the feed has spoken, oldest first; not today,
   * whose announcement may still come.
   */
  public List<LocalDate> unwitnessed(LocalDate since, Instant now) {
    LocalDate today = Calendar.dayOf(now);
    if (!since.isBefore(today)) {
      return List.of();
    }
    return since
        .datesUntil(today)
        .filter(Calendar::isWorkday)
        .filter(
            day ->
                on(day).map(Announcement::witnesses).orElse(List.of()).stream()
                    .noneMatch(Testimony::spoke))
        .toList();
  }

  /** Whether a day is proved: nobody has to be asked about it any more. */
  public boolean isProved(LocalDate day) {
    return on(day)
        .map(Announcement::verdict)
        .filter(verdict -> verdict == Verdict.COMPLETE || verdict == Verdict.QUIET)
        .isPresent();
  }

  /** What is known of a day. */
  public Optional<Announcement> on(LocalDate day) {
    return Optional.ofNullable(known.get(day));
  }

  /** The ids of these that the feed gave on that day. */
  public Set<String> given(LocalDate day, Collection<String> ids) {
    Set<String> given = new HashSet<>(ids);
    given.retainAll(all(batch(day)));
    return given;
  }

  /**
   * Every id that came on that day in any category, from its feed or because a witness named it.
   */
  public static Set<String> ids(LocalDate day, Collection<Announcement> announcements) {
    Set<String> ids = new HashSet<>();
    for (Announcement one : announcements) {
      if (one.date().equals(day)) {
        ids.addAll(all(one.rss()));
        one.witnesses().forEach(witness -> ids.addAll(witness.filled()));
      }
    }
    return ids;
  }

  private boolean isOpen(LocalDate day, LocalDate today, Instant now) {
    Announcement record = known.get(day);
    if (record == null) {
      return day.isBefore(today);
    }
    boolean settled =
        record.verdict() == Verdict.COMPLETE
            || (record.verdict() == Verdict.QUIET
                && (day.isBefore(today) || !Calendar.isWorkday(day)));
    if (settled || (day.equals(today) && record.rss() == null)) {
      return false;
    }
    Duration again = day.equals(today) ? AGAIN_TODAY : later(day, today);
    return record.witnesses().stream().allMatch(one -> isDue(one, again, now));
  }

  /** Whether it may be asked again; a clock that stands before the last time never waits. */
  private static boolean isDue(Testimony one, Duration again, Instant now) {
    return one.askedAt().isAfter(now) || !now.isBefore(one.askedAt().plus(again));
  }

  private static Duration later(LocalDate day, LocalDate today) {
    Duration part = Duration.ofDays(ChronoUnit.DAYS.between(day, today)).dividedBy(PART);
    return part.compareTo(AGAIN_LATER) > 0 ? part : AGAIN_LATER;
  }

  /** The latest earlier day that had most of these papers as its own. */
  private Optional<LocalDate> repeated(Map<String, List<String>> ids, LocalDate today) {
    return latest(today)
        .filter(
            day -> {
              Map<String, List<String>> then = requireNonNull(batch(day)).ids();
              Set<String> own = own(ids);
              if (own.isEmpty() || own(then).isEmpty()) {
                return all(ids).equals(all(then)); // revisions alone may come on two days
              }
              long again = own.stream().filter(own(then)::contains).count();
              return 2 * again > own.size();
            });
  }

  private Optional<LocalDate> latest(LocalDate today) {
    return known.headMap(today, false).descendingMap().entrySet().stream()
        .filter(one -> gaveEntries(one.getValue().rss()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean gaveEntries(@Nullable Batch rss) {
    return rss != null && rss.answer() == Answer.ENTRIES;
  }

  private static Batch repeat(LocalDate day) {
    return new Batch(Answer.REPEATED, Map.of(), "the batch of " + day + " again");
  }

  private @Nullable Batch batch(LocalDate day) {
    Announcement known = this.known.get(day);
    return known == null ? null : known.rss();
  }

  /** What the feed gave on that day before, if it gave anything, else this. */
  private Batch weaker(LocalDate day, Batch now) {
    Batch before = batch(day);
    return before != null && gaveEntries(before) ? before : now;
  }

  private static Batch union(@Nullable Batch before, Map<String, List<String>> ids) {
    Map<String, Set<String>> all = new LinkedHashMap<>();
    if (before != null) {
      before.ids().forEach((type, some) -> all.put(type, new LinkedHashSet<>(some)));
    }
    Set<String> had = all(before);
    ids.forEach(
        (type, some) ->
            some.stream()
                .filter(id -> !had.contains(id))
                .forEach(id -> all.computeIfAbsent(type, key -> new LinkedHashSet<>()).add(id)));
    Map<String, List<String>> lists = new LinkedHashMap<>();
    all.forEach((type, some) -> lists.put(type, List.copyOf(some)));
    return new Batch(Answer.ENTRIES, lists, null);
  }

  private List<Announcement> changed(LocalDate day, Batch rss) {
    Announcement before = known.get(day);
    return changed(day, rss, before == null ? List.of() : before.witnesses());
  }

  private List<Announcement> changed(
      LocalDate day, @Nullable Batch rss, List<Testimony> witnesses) {
    Set<String> came = all(rss);
    witnesses.forEach(one -> came.addAll(one.filled()));
    List<Testimony> current = witnesses.stream().map(one -> one.after(came)).toList();
    Announcement now = Verdicts.of(category, day, rss, current);
    return now.equals(known.get(day)) ? List.of() : List.of(now);
  }

  private static Map<String, List<String>> ids(List<Sighting> sightings) {
    Map<String, List<String>> ids = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    for (Sighting one : sightings) {
      String type = one.announceType() == null ? "unmarked" : one.announceType().word();
      if (one.key().kind() == Identifier.Kind.ARXIV && seen.add(one.key().value())) {
        ids.computeIfAbsent(type, key -> new ArrayList<>()).add(one.key().value());
      }
    }
    return ids;
  }

  /** What only one day's announcement has: revisions may follow one another day by day. */
  private static Set<String> own(Map<String, List<String>> ids) {
    Set<String> own = new HashSet<>();
    Stream.of("new", "cross", "unmarked")
        .forEach(type -> own.addAll(ids.getOrDefault(type, List.of())));
    return own;
  }

  private static Set<String> all(@Nullable Batch batch) {
    return batch == null ? new HashSet<>() : all(batch.ids());
  }

  private static Set<String> all(Map<String, List<String>> ids) {
    Set<String> all = new HashSet<>();
    ids.values().forEach(all::addAll);
    return all;
  }
}
