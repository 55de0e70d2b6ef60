package winnow.http;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of one request. None of these is exceptional. */
public sealed interface Fetched {
  /**
   * A document, and what to ask "changed?" with next time.
   *
   * @param moved where the address that was asked has moved for good; absent where it has not
   */
  record Fresh(Document document, Validators validators, @Nullable URI moved) implements Fetched {
    public Fresh(Document document, Validators validators) {
      this(document, validators, null);
    }
  }

  /**
   * The same as last time.
   *
   * @param moved where the address that was asked has moved for good; absent where it has not
   */
  record Unchanged(@Nullable URI moved) implements Fetched {
    public Unchanged() {
      this(null);
    }
  }

  /**
   * The server asked us to wait, or is unwell. Ask again after {@code delay}, not before.
   *
   * @param blocked whether it means us: we asked too often, or it takes us for a robot
   */
  record Later(Duration delay, String reason, boolean blocked) implements Fetched {}

  /**
   * The server turned us away, or to where we may not go, and would again.
   *
   * @param status of its answer; 0 where we did not even ask it
   * @param gone whether it says that what stood there is gone for good
   */
  record Refused(int status, String reason, boolean gone) implements Fetched {
    public Refused(int status, String reason) {
      this(status, reason, false);
    }
  }

  /** Nobody answered, or the answer could not be taken: too long, too slow, cut off. */
  record Failed(String reason) implements Fetched {}
}
