package winnow.ingest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import winnow.model.Announcement;
import winnow.model.FeedId;
import winnow.model.FeedState;
import winnow.model.Identifier;
import winnow.model.Inquiry;
import winnow.model.Lookup;
import winnow.model.Sighting;

/** A feed log that keeps what it hears. */
final class HeardFeedLog implements FeedLog {
  final Map<FeedId, FeedState> states = new LinkedHashMap<>();
  final Map<String, Announcement> announcements = new LinkedHashMap<>();
  final List<Sighting> sightings = new ArrayList<>();
  final List<Rejected> rejected = new ArrayList<>();
  final Map<Identifier, Inquiry> inquiries = new LinkedHashMap<>();
  final List<Lookup> lookups = new ArrayList<>();
  int appends;
  RuntimeException trouble;

  @Override
  public synchronized Map<FeedId, FeedState> states() {
    return Map.copyOf(states);
  }

  @Override
  public synchronized Collection<Announcement> announcements() {
    return List.copyOf(announcements.values());
  }

  @Override
  public synchronized void append(
      FeedState state,
      List<Sighting> newSightings,
      List<Rejected> newRejected,
      List<Announcement> changed) {
    if (trouble != null) {
      throw trouble;
    }
    appends++;
    states.put(state.feed(), state);
    sightings.addAll(newSightings);
    rejected.addAll(newRejected);
    keep(changed);
  }

  @Override
  public synchronized void append(List<Announcement> changed, List<Sighting> newSightings) {
    appends++;
    sightings.addAll(newSightings);
    keep(changed);
  }

  @Override
  public synchronized Map<Identifier, Inquiry> inquiries() {
    return Map.copyOf(inquiries);
  }

  @Override
  public synchronized List<Lookup> lookups() {
    return List.copyOf(lookups);
  }

  @Override
  public synchronized void answer(List<Inquiry> changed, List<Sighting> newSightings) {
    appends++;
    changed.forEach(one -> inquiries.put(one.lookup().identifier(), one));
    sightings.addAll(newSightings);
  }

  private void keep(List<Announcement> changed) {
    changed.forEach(one -> announcements.put(one.category() + "|" + one.date(), one));
  }

  Announcement announcement(String category, String date) {
    return announcements.get(category + "|" + date);
  }

  FeedState state(String feed) {
    return states.get(new FeedId(feed));
  }

  @Override
  public void close() {}
}
