package winnow.publish.shortlist;

import java.util.List;
import winnow.model.ShortlistEntry;

/** The shortlist as it stands, for those who show it. Safe for many threads. */
public interface ShortlistView {
  /** Every entry, in no order. */
  List<ShortlistEntry> entries();

  /** Grows with every change; the same number means the same entries. */
  long revision();
}
