package winnow.http;

import java.time.Duration;

/** What came of one request. None of these is exceptional. */
public sealed interface Fetched {
  /** A document, and what to ask "changed?" with next time. */
  record Fresh(Document document, Validators validators) implements Fetched {}

  /** The same as last time. */
  record Unchanged() implements Fetched {}

  /**
   * The server asked us to wait, or is unwell. Ask again after {@code delay}, not before.
   *
   * @param blocked whether it means us: we asked too often, or it takes us for a robot
   */
  record Later(Duration delay, String reason, boolean blocked) implements Fetched {}

  /** The server turned us away, and would again. */
  record Refused(int status, String reason) implements Fetched {}

  /** Nobody answered, or the answer could not be taken: too long, too slow, cut off. */
  record Failed(String reason) implements Fetched {}
}
