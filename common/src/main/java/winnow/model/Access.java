package winnow.model;

/** Which of a source's doors an entry came through; Reddit's say more or less by door. */
public enum Access {
  OAUTH,
  TOKEN,
  ANONYMOUS
}
