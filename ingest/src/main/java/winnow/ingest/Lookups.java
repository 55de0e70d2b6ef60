package winnow.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.config.Settings;
import winnow.http.Fetched;
import winnow.model.Identifier;
import winnow.model.Inquiry;
import winnow.model.Lookup;
import winnow.model.Sighting;

/**
 * Asks archives about identifiers, one after another until one knows it. What becomes of a lookup
 * is written with its answer; what nobody could say is tried again on a schedule that ends.
 */
final class Lookups {
  private static final Logger LOG = LoggerFactory.getLogger(Lookups.class);

  /** A lane's requests in one go; the rest waits for the next, so that a run ends. */
  private static final int REQUESTS = 40;

  private static final int BAD_REQUEST = 400;

  private final FeedLog log;
  private final PacedFetcher fetcher;
  private final Map<Identifier.Kind, List<Archive>> archives;
  private final Map<String, Settings.Provider> providers;
  private final MeterRegistry meters;

  /**
   * @param archives whom to ask about each kind, in this order; a kind that is not there is not
   *     asked about
   */
  Lookups(
      FeedLog log,
      PacedFetcher fetcher,
      Map<Identifier.Kind, List<Archive>> archives,
      Map<String, Settings.Provider> providers,
      MeterRegistry meters) {
    this.log = log;
    this.fetcher = fetcher;
    this.archives = Map.copyOf(archives);
    this.providers = providers;
    this.meters = meters;
  }

  /**
   * A lookup on its way.
   *
   * @param left the archives not yet asked, the next one first; at least one
   * @param reasons why those before did not answer
   */
  record Errand(Lookup lookup, List<Archive> left, List<String> reasons) {
    Archive next() {
      return left.get(0);
    }

    private Errand after(String reason) {
      List<String> all = new ArrayList<>(reasons);
      all.add(next().name() + ": " + reason);
      return new Errand(lookup, left.subList(1, left.size()), all);
    }
  }

  /** What one lane did, and the errands that another archive may answer. */
  record Trip(LookupReport report, List<Errand> onward) {}

  /** All that is to be asked now, longest asked first. */
  List<Errand> due(Instant now) {
    if (archives.isEmpty()) {
      return List.of();
    }
    Map<Identifier, Inquiry> inquiries = log.inquiries();
    Map<Identifier, Lookup> due = new LinkedHashMap<>();
    log.lookups().stream()
        .filter(lookup -> !inquiries.containsKey(lookup.identifier()))
        .forEach(lookup -> due.putIfAbsent(lookup.identifier(), lookup));
    inquiries.values().stream()
        .filter(inquiry -> inquiry.due(now))
        .forEach(inquiry -> due.put(inquiry.lookup().identifier(), inquiry.lookup()));
    return due.values().stream()
        .filter(lookup -> archives.containsKey(lookup.identifier().kind()))
        .sorted(Comparator.comparing(Lookup::askedAt).thenComparing(Lookup::identifier))
        .map(this::errand)
        .toList();
  }

  private Errand errand(Lookup lookup) {
    List<Archive> left = archives.getOrDefault(lookup.identifier().kind(), List.of());
    return new Errand(lookup, left, List.of());
  }

  /** Whose patience the next request spends. */
  Provider provider(Errand errand) {
    Archive archive = errand.next();
    return Provider.of(archive.source(), archive.address(List.of(errand.lookup())), providers);
  }

  /** Asks one provider, whose archives they all ask next. */
  Trip ask(List<Errand> errands, Pace pace) throws InterruptedException {
    Map<Archive, List<Errand>> byArchive = new LinkedHashMap<>();
    errands.forEach(
        one -> byArchive.computeIfAbsent(one.next(), key -> new ArrayList<>()).add(one));
    Lane lane = new Lane(provider(errands.get(0)), pace);
    for (Map.Entry<Archive, List<Errand>> one : byArchive.entrySet()) {
      int most = one.getKey().most();
      for (int from = 0; from < one.getValue().size(); from += most) {
        lane.ask(
            one.getKey(),
            one.getValue().subList(from, Math.min(one.getValue().size(), from + most)));
      }
    }
    return new Trip(lane.report, lane.onward);
  }

  /** One provider's requests, one after another. */
  private final class Lane {
    private final Provider provider;
    private final Pace pace;
    private final List<Errand> onward = new ArrayList<>();
    private LookupReport report = LookupReport.NOTHING;
    private int requests;
    private boolean silent;

    Lane(Provider provider, Pace pace) {
      this.provider = provider;
      this.pace = pace;
    }

    void ask(Archive archive, List<Errand> slice) throws InterruptedException {
      if (requests >= REQUESTS || silent || pace.held()) {
        waits(slice);
        return;
      }
      requests++;
      List<Lookup> asked = slice.stream().map(Errand::lookup).toList();
      Fetched fetched = fetcher.fetch(archive.address(asked), archive.trust(), provider, pace);
      if (fetched instanceof Fetched.Later) {
        waits(slice);
      } else if (fetched instanceof Fetched.Fresh fresh) {
        read(archive, slice, asked, fresh);
      } else if (fetched instanceof Fetched.Refused refused
          && refused.status() == BAD_REQUEST
          && slice.size() > 1) {
        ask(archive, slice.subList(0, slice.size() / 2)); // one of them may spoil it for all
        ask(archive, slice.subList(slice.size() / 2, slice.size()));
      } else {
        silent = fetched instanceof Fetched.Failed; // asking on would cost a time-out each
        told(slice, List.of(), PacedFetcher.reason(fetched));
      }
    }

    private void read(
        Archive archive, List<Errand> slice, List<Lookup> asked, Fetched.Fresh fresh) {
      try {
        Reading reading = archive.read(asked, fresh.document(), pace.now());
        String otherwise =
            reading.rejected().isEmpty() ? "does not know it" : reading.rejected().get(0).cause();
        told(slice, reading.sightings(), otherwise);
      } catch (UnreadableFeedException e) {
        told(slice, List.of(), e.reason());
      }
    }

    private void waits(List<Errand> slice) {
      report = report.then(new LookupReport(0, 0, 0, report.waiting() + slice.size()));
    }

    /** Writes what was said about each of them, or that nothing was. */
    private void told(List<Errand> slice, List<Sighting> said, String otherwise) {
      Map<Identifier, Sighting> answers = new HashMap<>();
      said.forEach(
          one -> one.identifiers().forEach(identifier -> answers.putIfAbsent(identifier, one)));
      List<Inquiry> inquiries = new ArrayList<>();
      List<Sighting> sightings = new ArrayList<>();
      for (Errand errand : slice) {
        Optional<Sighting> answer = Optional.ofNullable(answers.get(errand.lookup().identifier()));
        Errand after = errand.after(otherwise);
        if (answer.isEmpty() && !after.left().isEmpty()) {
          onward.add(after);
        } else {
          inquiries.add(inquiry(after, answer.isPresent()));
        }
        answer.filter(one -> !sightings.contains(one)).ifPresent(sightings::add);
      }
      log.answer(inquiries, sightings);
      inquiries.forEach(this::count);
    }

    private Inquiry inquiry(Errand errand, boolean answered) {
      Lookup lookup = errand.lookup();
      Inquiry before = log.inquiries().get(lookup.identifier());
      return answered
          ? Inquiry.answered(lookup, before, provider.name(), pace.now())
          : Inquiry.unanswered(
              lookup, before, provider.name(), pace.now(), String.join("; ", errand.reasons()));
    }

    private void count(Inquiry inquiry) {
      String state = inquiry.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
      meters.counter("winnow.lookups", "outcome", state).increment();
      switch (inquiry.state()) {
        case ANSWERED -> report = report.then(new LookupReport(1, 0, 0, report.waiting()));
        case OPEN -> report = report.then(new LookupReport(0, 1, 0, report.waiting()));
        case GIVEN_UP -> {
          report = report.then(new LookupReport(0, 0, 1, report.waiting()));
          LOG.info(
              "{} is not looked up any more, after {} tries: {}",
              inquiry.lookup().identifier(),
              inquiry.tries(),
              inquiry.reason());
        }
      }
    }
  }
}
