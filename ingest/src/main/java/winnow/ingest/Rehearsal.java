package winnow.ingest;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import winnow.model.Announcement;
import winnow.model.FeedId;
import winnow.model.FeedState;
import winnow.model.Identifier;
import winnow.model.Inquiry;
import winnow.model.Lookup;
import winnow.model.Sighting;

/**
 * A feed log for looking at feeds without reading them: what comes of it is shown and not written.
 * Only what was asked of a provider is, and which doors it shut, so that whoever comes next keeps
 * the gap and the pauses. Safe for many threads.
 */
final class Rehearsal implements FeedLog {
  private final FeedLog log;
  private final Map<FeedId, FeedState> shown = new ConcurrentHashMap<>();

  Rehearsal(FeedLog log) {
    this.log = log;
  }

  @Override
  public Map<FeedId, FeedState> states() {
    Map<FeedId, FeedState> states = new HashMap<>(log.states());
    states.putAll(shown);
    return Map.copyOf(states);
  }

  @Override
  public Collection<Announcement> announcements() {
    return log.announcements();
  }

  @Override
  public void append(
      FeedState state,
      List<Sighting> sightings,
      List<Rejected> rejected,
      List<Announcement> announcements) {
    if (FeedFold.isOfAFeed(state)) {
      shown.put(state.feed(), state);
    } else {
      log.append(state, List.of(), List.of(), List.of());
    }
  }

  @Override
  public void append(List<Announcement> announcements, List<Sighting> sightings) {
    // what a witness says is for the announcements, which are not touched
  }

  @Override
  public Map<Identifier, Inquiry> inquiries() {
    return log.inquiries();
  }

  @Override
  public List<Lookup> lookups() {
    return List.of();
  }

  @Override
  public void answer(List<Inquiry> inquiries, List<Sighting> sightings) {
    // nobody is asked about what feeds leave out
  }

  @Override
  public void close() {
    log.close();
  }
}
