package winnow.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import winnow.model.FeedId;
import winnow.model.FeedState;
import winnow.model.Sighting;

/** A feed log that keeps what it hears. */
final class HeardFeedLog implements FeedLog {
  final Map<FeedId, FeedState> states = new LinkedHashMap<>();
  final List<Sighting> sightings = new ArrayList<>();
  final List<Rejected> rejected = new ArrayList<>();
  int appends;
  RuntimeException trouble;

  @Override
  public synchronized Map<FeedId, FeedState> states() {
    return Map.copyOf(states);
  }

  @Override
  public synchronized void append(
      FeedState state, List<Sighting> newSightings, List<Rejected> newRejected) {
    if (trouble != null) {
      throw trouble;
    }
    appends++;
    states.put(state.feed(), state);
    sightings.addAll(newSightings);
    rejected.addAll(newRejected);
  }

  FeedState state(String feed) {
    return states.get(new FeedId(feed));
  }

  @Override
  public void close() {}
}
