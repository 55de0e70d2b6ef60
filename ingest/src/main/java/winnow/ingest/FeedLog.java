package winnow.ingest;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import winnow.model.Announcement;
import winnow.model.FeedId;
import winnow.model.FeedState;
import winnow.model.Identifier;
import winnow.model.Inquiry;
import winnow.model.Lookup;
import winnow.model.Sighting;

/** Where sightings are written, and how far each feed has been read. Safe for many threads. */
interface FeedLog extends AutoCloseable {
  /** The feeds' states as they were last appended, in this run or an earlier one. */
  Map<FeedId, FeedState> states();

  /** All announcements as they were last appended, in this run or an earlier one. */
  Collection<Announcement> announcements();

  /**
   * Writes the sightings, dead letters and announcements and moves the feed's state past them: all,
   * or nothing. Returns when it is certain.
   */
  void append(
      FeedState state,
      List<Sighting> sightings,
      List<Rejected> rejected,
      List<Announcement> announcements);

  /**
   * Writes what a witness said of announcements, and the sightings that were fetched for its sake:
   * all, or nothing. Returns when it is certain.
   */
  void append(List<Announcement> announcements, List<Sighting> sightings);

  /** What became of each lookup, as it was last written, in this run or an earlier one. */
  Map<Identifier, Inquiry> inquiries();

  /** The lookups of the last days, oldest first, answered or not. */
  List<Lookup> lookups();

  /**
   * Writes what became of lookups, and the sightings that answer them: all, or nothing. Returns
   * when it is certain.
   */
  void answer(List<Inquiry> inquiries, List<Sighting> sightings);

  @Override
  void close();
}
