package winnow.model;

/** How a feed's last turn of asking went. Each word is a different thing to do for an operator. */
public enum Health {
  /** It answered, with entries. */
  WELL,
  /** It answered, and holds no entry; that alone does not prove that there was none. */
  QUIET,
  /** It serves the last batch again. */
  STALE,
  /** It answered with something that cannot be read. */
  BROKEN,
  /** It could not be reached, or is unwell. */
  UNREACHABLE,
  /** It asked us to wait, or takes us for a robot. */
  BLOCKED,
  /** It turned us away. */
  REFUSED
}
