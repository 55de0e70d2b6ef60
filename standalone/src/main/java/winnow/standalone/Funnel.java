package winnow.standalone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import winnow.ingest.LookupReport;
import winnow.topics.Json;

/**
 * What one run took in and what came out of it.
 *
 * @param feeds how many feeds were fetched, unchanged, waiting and failed
 * @param entries elements in the documents that were fetched
 * @param ignored entries that name no paper
 * @param known entries that said nothing new
 * @param rejected entries that could not be read
 * @param sightings what was new in them
 * @param lookups how many were answered, put off, given up, and wait for their provider
 * @param papers how many became new, were updated, merged away, or left
 * @param proposed candidates that came on the shortlist
 * @param deadLetters records turned away, by cause
 * @param failures what went wrong, one line each, by feed
 * @param waiting feeds that were not asked because it is not time, and why
 * @param milliseconds by stage
 */
record Funnel(
    Feeds feeds,
    int entries,
    int known,
    int ignored,
    int rejected,
    int sightings,
    LookupReport lookups,
    Papers papers,
    long proposed,
    long deadLetters,
    List<String> failures,
    List<String> waiting,
    Map<String, Long> milliseconds) {
  record Feeds(int fetched, int unchanged, int waiting, int failed) {
    Feeds with(Feeds other) {
      return new Feeds(
          fetched + other.fetched,
          unchanged + other.unchanged,
          waiting + other.waiting,
          failed + other.failed);
    }
  }

  record Papers(long fresh, long updated, long merged, long gone) {
    Papers with(Papers other) {
      return new Papers(
          fresh + other.fresh, updated + other.updated, merged + other.merged, gone + other.gone);
    }
  }

  Funnel {
    failures = List.copyOf(failures);
    waiting = List.copyOf(waiting);
    milliseconds = Map.copyOf(milliseconds);
  }

  /** Both runs as one. */
  Funnel with(Funnel later) {
    Map<String, Long> times = new LinkedHashMap<>(milliseconds);
    later.milliseconds.forEach((stage, time) -> times.merge(stage, time, Long::sum));
    List<String> bothFailures = new ArrayList<>(failures);
    bothFailures.addAll(later.failures);
    List<String> bothWaiting = new ArrayList<>(waiting);
    bothWaiting.addAll(later.waiting);
    return new Funnel(
        feeds.with(later.feeds),
        entries + later.entries,
        known + later.known,
        ignored + later.ignored,
        rejected + later.rejected,
        sightings + later.sightings,
        lookups.then(later.lookups),
        papers.with(later.papers),
        proposed + later.proposed,
        deadLetters + later.deadLetters,
        bothFailures,
        bothWaiting,
        times);
  }

  /** The same run with the time of one more stage, in nanoseconds. */
  Funnel after(String stage, long nanoseconds) {
    Map<String, Long> times = new LinkedHashMap<>(milliseconds);
    times.merge(stage, Duration.ofNanos(nanoseconds).toMillis(), Long::sum);
    return new Funnel(
        feeds,
        entries,
        known,
        ignored,
        rejected,
        sightings,
        lookups,
        papers,
        proposed,
        deadLetters,
        failures,
        waiting,
        times);
  }

  /** Whether something went wrong that an operator should look at. */
  boolean failed() {
    return !failures.isEmpty() || deadLetters > 0;
  }

  /** The funnel as one JSON object. */
  String json() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("feeds", feeds);
    all.put("entries", entries);
    all.put("known", known);
    all.put("ignored", ignored);
    all.put("rejected", rejected);
    all.put("sightings", sightings);
    all.put("lookups", lookups);
    Map<String, Long> paperCounts = new LinkedHashMap<>();
    paperCounts.put("new", papers.fresh);
    paperCounts.put("updated", papers.updated);
    paperCounts.put("merged", papers.merged);
    paperCounts.put("gone", papers.gone);
    all.put("papers", paperCounts);
    all.put("proposed", proposed);
    all.put("deadLetters", deadLetters);
    all.put("failures", failures);
    all.put("waiting", waiting);
    all.put("elapsedMilliseconds", milliseconds);
    return Json.text(all);
  }

  /** The funnel for a reader, widest part first. */
  String text() {
    StringBuilder out = new StringBuilder();
    line(
        out,
        "feeds",
        "%d fetched, %d unchanged, %d waiting, %d failed",
        feeds.fetched,
        feeds.unchanged,
        feeds.waiting,
        feeds.failed);
    line(
        out,
        "entries",
        "%d: %d known, %d without a paper, %d unreadable",
        entries,
        known,
        ignored,
        rejected);
    line(out, "sightings", "%d", sightings);
    if (!lookups.equals(LookupReport.NOTHING)) {
      line(
          out,
          "lookups",
          "%d answered, %d put off, %d given up, %d waiting",
          lookups.answered(),
          lookups.open(),
          lookups.givenUp(),
          lookups.waiting());
    }
    line(
        out,
        "papers",
        "%d new, %d updated, %d merged",
        papers.fresh,
        papers.updated,
        papers.merged);
    line(out, "proposed", "%d", proposed);
    line(out, "dead letters", "%d", deadLetters);
    line(out, "elapsed", "%s", times());
    failures.forEach(failure -> line(out, "failed", "%s", failure));
    waiting.forEach(feed -> line(out, "waiting", "%s", feed));
    return out.toString();
  }

  private String times() {
    List<String> parts =
        milliseconds.entrySet().stream()
            .sorted(Map.Entry.comparingByKey(java.util.Comparator.comparingInt(Funnel::order)))
            .map(one -> one.getKey() + " " + seconds(one.getValue()))
            .toList();
    return String.join(", ", parts);
  }

  private static int order(String stage) {
    int known = List.of("broker", "ingest", "enrich", "publish", "outputs").indexOf(stage);
    return known < 0 ? Integer.MAX_VALUE : known;
  }

  private static String seconds(long milliseconds) {
    return String.format(
        Locale.ROOT, "%.1f s", Duration.ofMillis(milliseconds).toMillis() / 1000.0);
  }

  private static void line(StringBuilder out, String name, String format, Object... values) {
    out.append(String.format(Locale.ROOT, "%-13s", name))
        .append(String.format(Locale.ROOT, format, values))
        .append('\n');
  }
}
