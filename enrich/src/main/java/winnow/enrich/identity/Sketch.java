package winnow.enrich.identity;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A sample of a set that is small however large the set is, and from which the overlap of two sets
 * can be told: the elements whose hashes are the least. Two samples hold the same part of the range
 * of hashes as far as the shorter one reaches, so what they share there is what the sets share.
 *
 * @param text the hashes, least first, {@value #LETTERS} letters each
 * @param size how many elements the set has
 */
public record Sketch(String text, int size) {
  /** How many hashes are kept: the overlap of large sets is then right to about 0.05. */
  static final int KEPT = 96;

  private static final int LETTERS = 4;
  private static final int UNUSED_BITS = 8;
  private static final int DIGIT_BITS = 6;
  private static final int ASCII = 128;
  private static final int START = 0x811C9DC5;

  /** Digits in the order of their character codes, so that texts sort as their numbers do. */
  private static final String DIGITS =
      "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

  public Sketch {
    requireNonNull(text, "text is missing");
    if (text.length() != LETTERS * Math.min(size, KEPT)) {
      throw new IllegalArgumentException("not the sketch of " + size + " elements: " + text);
    }
  }

  static Sketch of(Collection<String> elements) {
    return of(elements.stream().mapToInt(Sketch::hash).toArray());
  }

  /** Of each two words that follow each other, written with a space between them. */
  static Sketch ofPairs(List<String> words) {
    int[] pairs = new int[Math.max(0, words.size() - 1)];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = mixed(fed(fed(fed(START, words.get(i)), " "), words.get(i + 1)));
    }
    return of(pairs);
  }

  private static Sketch of(int[] hashes) {
    Arrays.sort(hashes);
    StringBuilder least = new StringBuilder(LETTERS * KEPT);
    int size = 0;
    for (int i = 0; i < hashes.length; i++) {
      if (i > 0 && hashes[i] == hashes[i - 1]) {
        continue;
      }
      if (size < KEPT) {
        spell(hashes[i], least);
      }
      size++;
    }
    return new Sketch(least.toString(), size);
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The hashes, least first. */
  List<String> hashes() {
    List<String> hashes = new ArrayList<>();
    for (int i = 0; i < text.length(); i += LETTERS) {
      hashes.add(text.substring(i, i + LETTERS));
    }
    return hashes;
  }

  /** What part of the smaller set is in the other, from 0 to 1; 0 if either is empty. */
  double within(Sketch other) {
    int mine = reach(other);
    int others = other.reach(this);
    int fewer = Math.min(mine, others);
    return fewer == 0 ? 0 : (double) shared(mine, other, others) / fewer;
  }

  /** How many of the hashes are as far as the other sample reaches. */
  private int reach(Sketch other) {
    int reached = text.length() / LETTERS;
    if (other.size > KEPT) {
      while (reached > 0 && compare(reached - 1, other, KEPT - 1) > 0) {
        reached--;
      }
    }
    return reached;
  }

  /** How many of the first hashes are among the other's first ones. */
  private int shared(int mine, Sketch other, int others) {
    int shared = 0;
    int at = 0;
    int otherAt = 0;
    while (at < mine && otherAt < others) {
      int order = compare(at, other, otherAt);
      shared += order == 0 ? 1 : 0;
      at += order <= 0 ? 1 : 0;
      otherAt += order >= 0 ? 1 : 0;
    }
    return shared;
  }

  private int compare(int at, Sketch other, int otherAt) {
    int order = 0;
    for (int i = 0; i < LETTERS && order == 0; i++) {
      order = text.charAt(at * LETTERS + i) - other.text.charAt(otherAt * LETTERS + i);
    }
    return order;
  }

  /** One element's hash, for a name that is to be short. */
  static String letters(String element) {
    StringBuilder letters = new StringBuilder(LETTERS);
    spell(hash(element), letters);
    return letters.toString();
  }

  private static void spell(int hash, StringBuilder letters) {
    for (int shift = DIGIT_BITS * (LETTERS - 1); shift >= 0; shift -= DIGIT_BITS) {
      letters.append(DIGITS.charAt((hash >>> shift) & (DIGITS.length() - 1)));
    }
  }

  /** FNV-1a over UTF-8, then a mix of all bits: fixed for ever, since records keep it. */
  private static int hash(String element) {
    return mixed(fed(START, element));
  }

  private static int fed(int hash, String text) {
    int next = hash;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= ASCII) {
        return fed(next, text.substring(i).getBytes(StandardCharsets.UTF_8));
      }
      next = fed(next, text.charAt(i)); // its only byte
    }
    return next;
  }

  private static int fed(int hash, byte[] bytes) {
    int next = hash;
    for (byte one : bytes) {
      next = fed(next, one & 0xFF);
    }
    return next;
  }

  private static int fed(int hash, int one) {
    return (hash ^ one) * 0x01000193;
  }

  private static int mixed(int hash) {
    int mixed = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
    mixed = (mixed ^ (mixed >>> 13)) * 0xC2B2AE35;
    return (mixed ^ (mixed >>> 16)) >>> UNUSED_BITS;
  }
}
