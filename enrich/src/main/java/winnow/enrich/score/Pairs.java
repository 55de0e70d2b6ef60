package winnow.enrich.score;

import java.util.BitSet;

/** From two words' numbers to the number of their pair; open addressing, made once. */
final class Pairs {
  private static final int NONE = -1;

  /** So few that they stay near the processor: 32 KB. */
  private static final int SEEN_BITS = 18;

  private final long[] keys;
  private final int[] values;
  private final int mask;
  private final BitSet seen = new BitSet(1 << SEEN_BITS); // most pairs of a text are not known

  Pairs(int size) {
    int slots = Integer.highestOneBit(Math.max(8, size * 2)) * 2;
    keys = new long[slots];
    values = new int[slots];
    mask = slots - 1;
  }

  void put(int first, int second, int value) {
    long key = key(first, second);
    int slot = slot(key);
    keys[slot] = key;
    values[slot] = value;
    seen.set(bit(key));
  }

  /** Below zero where the pair is not known, or one of its words is not. */
  int get(int first, int second) {
    if (first < 0 || second < 0) {
      return NONE;
    }
    long key = key(first, second);
    if (!seen.get(bit(key))) {
      return NONE;
    }
    int slot = slot(key);
    return keys[slot] == 0 ? NONE : values[slot];
  }

  private int slot(long key) {
    int slot = (int) (spread(key) >>> 40) & mask;
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static int bit(long key) {
    return (int) (spread(key) >>> (Long.SIZE - SEEN_BITS));
  }

  private static long spread(long key) {
    return key * 0x9E3779B97F4A7C15L;
  }

  /** Never zero, which marks a free slot. */
  private static long key(int first, int second) {
    return ((long) (first + 1) << 32) | (second + 1);
  }
}
