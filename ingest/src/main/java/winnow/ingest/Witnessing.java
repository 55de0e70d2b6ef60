package winnow.ingest;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.http.Fetched;
import winnow.http.Fetcher;
import winnow.ingest.announcement.Days;
import winnow.ingest.announcement.Witness;
import winnow.model.Announcement;
import winnow.model.Identifier;
import winnow.model.Lookup;
import winnow.model.Sighting;
import winnow.model.Testimony;

/**
 * Asks second witnesses about announcements that are not proved, and the archive for what they name
 * and nothing has given us. Whatever the outside world does, a day ends with a record that says so.
 */
final class Witnessing {
  private static final Logger LOG = LoggerFactory.getLogger(Witnessing.class);

  /** More than any honest answer has; a witness that goes on for ever is stopped here. */
  private static final int PAGES = 20;

  private final PacedFetcher fetcher;
  private final FeedLog log;
  private final List<Witness> witnesses;
  private final Archive archive;

  /**
   * @param witnesses asked in this order until the day is proved
   * @param archive gives what they name and nothing else gave
   */
  Witnessing(PacedFetcher fetcher, FeedLog log, List<Witness> witnesses, Archive archive) {
    this.fetcher = fetcher;
    this.log = log;
    this.witnesses = List.copyOf(witnesses);
    this.archive = archive;
  }

  /**
   * All that a witness says of a day, its pages put together.
   *
   * @param silence why it says nothing of that day; absent where it does
   */
  private record Said(
      Map<String, Set<String>> named,
      Map<String, Integer> counts,
      List<Sighting> sightings,
      @Nullable String silence) {
    static Said nothingYet() {
      return new Said(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>(), null);
    }

    static Said silent(String why) {
      return new Said(Map.of(), Map.of(), List.of(), why);
    }

    void add(Witness.Statement page) {
      page.named()
          .forEach(
              (type, ids) -> named.computeIfAbsent(type, key -> new LinkedHashSet<>()).addAll(ids));
      page.counts().forEach((type, count) -> counts.merge(type, count, Math::max));
      sightings.addAll(page.sightings());
    }

    /** In order, so that the same answer is the same question to the archive. */
    Set<String> ids() {
      Set<String> ids = new TreeSet<>();
      named.values().forEach(ids::addAll);
      return ids;
    }

    /** How many it says there are, or else how many it names. */
    Map<String, Integer> sizes() {
      Map<String, Integer> sizes = new LinkedHashMap<>(counts);
      if (counts.isEmpty()) {
        named.forEach((type, ids) -> sizes.put(type, ids.size()));
      }
      return sizes;
    }

    /** How many it says there are; 0 where it does not say. */
    int total() {
      return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /** One category's day about which somebody has to be asked. */
  private record Open(Feed feed, String category, LocalDate day) {}

  /**
   * Asks about every day of their categories that is open and due: the first witness about all of
   * them, the next about those that are not proved by then, so that one which is away keeps no day
   * from being asked about elsewhere. Then, of days on which nobody asked the feed, for what came
   * in a new version: no feed has that any more.
   *
   * @param feeds of one provider
   */
  void ask(List<Feed> feeds, Pace pace) throws InterruptedException {
    List<Open> open = new ArrayList<>();
    for (Feed feed : feeds) {
      String category = feed.category();
      if (category != null && !witnesses.isEmpty()) {
        new Days(category, log.announcements())
            .open(pace.now())
            .forEach(day -> open.add(new Open(feed, category, day)));
      }
    }
    for (Witness witness : witnesses) {
      for (Open one : open) {
        if (pace.held()) {
          return;
        }
        if (!new Days(one.category, log.announcements()).isProved(one.day)
            && knows(witness, one.feed, one.day, pace.now())) {
          ask(witness, one.category, one.day, one.feed.provider(), pace);
        }
      }
    }
    for (Witness witness : witnesses) {
      if (witness.tellsVersions()) {
        askForVersions(witness, feeds, pace);
      }
    }
  }

  private void askForVersions(Witness witness, List<Feed> feeds, Pace pace)
      throws InterruptedException {
    for (Feed feed : feeds) {
      String category = feed.category();
      List<LocalDate> days =
          category == null
              ? List.of()
              : new Days(category, log.announcements()).unversioned(witness.name(), pace.now());
      for (LocalDate day : days) {
        if (!pace.held() && knows(witness, feed, day, pace.now())) {
          ask(witness, String.valueOf(category), day, feed.provider(), pace);
        }
      }
    }
  }

  /**
   * Asks about one past day those witnesses that give papers themselves: the listing reaches back a
   * week only. Says whether one of them could speak.
   */
  boolean fill(Feed feed, LocalDate day, Pace pace) throws InterruptedException {
    for (Witness witness : witnesses) {
      if (!pace.held()
          && witness.givesPapers()
          && knows(witness, feed, day, pace.now())
          && ask(witness, String.valueOf(feed.category()), day, feed.provider(), pace)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it speaks of this feed: arXiv itself knows nothing of what another host serves. */
  private static boolean knows(Witness witness, Feed feed, LocalDate day, Instant now) {
    URI address = witness.address(String.valueOf(feed.category()), day, now);
    return !isArxiv(address) || isArxiv(feed.address());
  }

  private static boolean isArxiv(URI address) {
    return ("." + address.getHost()).endsWith(".arxiv.org");
  }

  /** Whether it could say something of the day. */
  private boolean ask(Witness witness, String category, LocalDate day, Provider provider, Pace pace)
      throws InterruptedException {
    Said said = said(witness, category, day, provider, pace);
    Days days = new Days(category, log.announcements());
    if (said.silence() != null) {
      LOG.debug("{} on {} of {}: {}", witness.name(), day, category, said.silence());
      Testimony none = Testimony.none(witness.name(), pace.now(), said.silence());
      log.append(days.testified(day, none), List.of());
      return false;
    }
    Set<String> lacking = said.ids();
    lacking.removeAll(Days.ids(day, log.announcements()));
    List<Sighting> sightings = new ArrayList<>();
    said.sightings().stream()
        .filter(one -> lacking.remove(one.key().value()))
        .forEach(sightings::add);
    sightings.addAll(filled(lacking, provider, pace));
    Testimony testimony = testimony(witness, said, days, day, sightings, lacking, pace.now());
    log.append(days.testified(day, testimony), sightings);
    return true;
  }

  private static Testimony testimony(
      Witness witness,
      Said said,
      Days days,
      LocalDate day,
      List<Sighting> sightings,
      Collection<String> lacking,
      Instant now) {
    Set<String> filled = new TreeSet<>();
    days.on(day).map(Announcement::witnesses).orElse(List.of()).stream()
        .flatMap(before -> before.filled().stream())
        .filter(said.ids()::contains)
        .forEach(filled::add);
    sightings.forEach(one -> filled.add(one.key().value()));
    Set<String> missing = new TreeSet<>(lacking);
    missing.removeAll(filled);
    return new Testimony(
        witness.name(),
        now,
        null,
        said.sizes(),
        days.given(day, said.ids()).size(),
        List.copyOf(missing),
        List.copyOf(filled));
  }

  private Said said(Witness witness, String category, LocalDate day, Provider provider, Pace pace)
      throws InterruptedException {
    Said said = Said.nothingYet();
    Optional<URI> next = Optional.of(witness.address(category, day, pace.now()));
    for (int page = 0; next.isPresent() && page < PAGES; page++) {
      Fetched fetched = fetcher.fetch(next.get(), Fetcher.Trust.CONFIGURED, provider, pace);
      if (!(fetched instanceof Fetched.Fresh fresh)) {
        return Said.silent(PacedFetcher.reason(fetched));
      }
      Witness.Statement statement;
      try {
        statement = witness.read(category, day, fresh.document(), pace.now());
      } catch (UnreadableFeedException e) {
        return Said.silent(e.reason());
      }
      if (statement.silence() != null) {
        return Said.silent(statement.silence());
      }
      said.add(statement);
      boolean all = said.total() > 0 && said.ids().size() >= said.total();
      next = all ? Optional.empty() : statement.next();
    }
    return said.ids().size() < said.total()
        ? Said.silent("says that there are " + said.total() + " and names " + said.ids().size())
        : said;
  }

  /** What the archive gives of these; a part that it does not answer stays lacking. */
  private List<Sighting> filled(Collection<String> lacking, Provider provider, Pace pace)
      throws InterruptedException {
    List<Sighting> filled = new ArrayList<>();
    List<Lookup> lookups =
        lacking.stream()
            .map(id -> new Identifier(Identifier.Kind.ARXIV, id))
            .map(id -> new Lookup(id, provider.name(), null, "a witness names it", pace.now()))
            .toList();
    for (int from = 0; from < lookups.size() && !pace.held(); from += archive.most()) {
      List<Lookup> slice = lookups.subList(from, Math.min(lookups.size(), from + archive.most()));
      Fetched fetched = fetcher.fetch(archive.address(slice), archive.trust(), provider, pace);
      if (fetched instanceof Fetched.Fresh fresh) {
        filled.addAll(given(slice, fresh, pace.now()));
      }
    }
    return filled;
  }

  private List<Sighting> given(List<Lookup> slice, Fetched.Fresh fresh, Instant now) {
    Set<Identifier> asked = new HashSet<>();
    slice.forEach(lookup -> asked.add(lookup.identifier()));
    try {
      return archive.read(slice, fresh.document(), now).sightings().stream()
          .filter(one -> asked.remove(one.key()))
          .toList();
    } catch (UnreadableFeedException e) {
      LOG.debug("filling {} papers: {}", slice.size(), e.reason());
      return List.of();
    }
  }
}
