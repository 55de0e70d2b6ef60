package winnow.bench;

/**
 * What polling cost.
 *
 * @param seconds on the wall
 * @param cpu seconds on processors, children's with them
 * @param megabytes the most that were resident at once, children's with them
 */
record Cost(double seconds, double cpu, long megabytes) {}
