package winnow.enrich.score;

/** From two words' numbers to the number of their pair; open addressing, made once. */
final class Pairs {
  private static final int NONE = -1;

  private final long[] keys;
  private final int[] values;
  private final int mask;

  Pairs(int size) {
    int slots = Integer.highestOneBit(Math.max(8, size * 2)) * 2;
    keys = new long[slots];
    values = new int[slots];
    mask = slots - 1;
  }

  void put(int first, int second, int value) {
    int slot = slot(key(first, second));
    keys[slot] = key(first, second);
    values[slot] = value;
  }

  /** Below zero where the pair is not known, or one of its words is not. */
  int get(int first, int second) {
    if (first < 0 || second < 0) {
      return NONE;
    }
    int slot = slot(key(first, second));
    return keys[slot] == 0 ? NONE : values[slot];
  }

  private int slot(long key) {
    int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 40) & mask;
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Never zero, which marks a free slot. */
  private static long key(int first, int second) {
    return ((long) (first + 1) << 32) | (second + 1);
  }
}
