package winnow.publish.review;

import java.util.List;
import java.util.stream.Stream;
import winnow.model.ShortlistEntry;
import winnow.publish.letter.Entries;
import winnow.publish.shortlist.ShortlistView;

/** A shortlist that changes when a test says so. */
final class FixedView implements ShortlistView {
  private record Held(List<ShortlistEntry> entries, long revision) {}

  private volatile Held held = new Held(List.of(), 0);

  FixedView(Entries... entries) {
    now(entries);
  }

  /** From now on it holds these, and has the next revision. */
  void now(Entries... entries) {
    now(Stream.of(entries).map(Entries::entry).toList());
  }

  void now(List<ShortlistEntry> entries) {
    held = new Held(List.copyOf(entries), held.revision + 1);
  }

  @Override
  public List<ShortlistEntry> entries() {
    return held.entries;
  }

  @Override
  public long revision() {
    return held.revision;
  }
}
