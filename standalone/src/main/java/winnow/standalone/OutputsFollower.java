package winnow.standalone;

import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.publish.shortlist.ShortlistView;

/**
 * Keeps the outputs as the shortlist is: writes them when it has changed and then stood still from
 * one look to the next. What cannot be written is said once per cause, and tried again at the next
 * change. For one thread.
 */
final class OutputsFollower implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(OutputsFollower.class);

  private final Outputs outputs;
  private final ShortlistView shortlist;
  private long seen;
  private long written;
  private @Nullable String said;

  OutputsFollower(Outputs outputs, ShortlistView shortlist) {
    this.outputs = outputs;
    this.shortlist = shortlist;
  }

  /** A look. */
  @Override
  public void run() {
    long now = shortlist.revision();
    if (now == seen && now != written) {
      write();
      written = now;
    }
    seen = now;
  }

  private void write() {
    try {
      outputs.write(shortlist.entries());
      said = null;
    } catch (UncheckedIOException e) {
      String cause = e.getMessage() + ": " + e.getCause();
      if (!cause.equals(said)) {
        LOG.warn("{}", cause);
        said = cause;
      }
    }
  }
}
