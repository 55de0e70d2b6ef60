package winnow.enrich.score;

/** From a word to its number; open addressing, so that a word not known costs one look or two. */
final class Numbers {
  private static final int NONE = -1;

  private final String[] names;
  private final long[] slots; // the word's hash, and its number and one more; zero where free
  private final int shift;

  /**
   * Knows no word yet.
   *
   * @param names by their numbers; not all need be words
   */
  Numbers(String[] names) {
    this.names = names;
    int size = Integer.highestOneBit(Math.max(8, names.length * 2)) * 2;
    slots = new long[size];
    shift = Integer.numberOfLeadingZeros(size - 1);
  }

  void put(int number) {
    int hash = hash(names[number]);
    int slot = hash >>> shift;
    while (slots[slot] != 0) {
      slot = next(slot);
    }
    slots[slot] = ((long) hash << Integer.SIZE) | (number + 1);
  }

  /** Below zero where the word is not known. */
  int get(String word) {
    int hash = hash(word);
    for (int slot = hash >>> shift; slots[slot] != 0; slot = next(slot)) {
      int number = (int) slots[slot] - 1;
      if ((int) (slots[slot] >>> Integer.SIZE) == hash && names[number].equals(word)) {
        return number;
      }
    }
    return NONE;
  }

  private int next(int slot) {
    return (slot + 1) & (slots.length - 1);
  }

  private static int hash(String word) {
    return word.hashCode() * 0x9E3779B9;
  }
}
