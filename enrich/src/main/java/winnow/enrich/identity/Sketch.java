package winnow.enrich.identity;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

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
  private static final int START = 0x811C9DC5;

  /** Digits in the order of their character codes, so that texts sort as their numbers do. */
  private static final String DIGITS =
      "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

  private static final Sketch EMPTY = new Sketch("", 0);

  public Sketch {
    requireNonNull(text, "text is missing");
    if (text.length() != LETTERS * Math.min(size, KEPT)) {
      throw new IllegalArgumentException("not the sketch of " + size + " elements: " + text);
    }
  }

  static Sketch of(Collection<String> elements) {
    return of(elements.stream().mapToInt(Sketch::hash));
  }

  /** Of each two words that follow each other, written with a space between them. */
  static Sketch ofPairs(List<String> words) {
    return of(
        IntStream.range(1, words.size())
            .map(i -> mixed(fed(fed(fed(START, words.get(i - 1)), " "), words.get(i)))));
  }

  private static Sketch of(IntStream all) {
    int[] hashes = all.map(hash -> hash >>> UNUSED_BITS).sorted().distinct().toArray();
    if (hashes.length == 0) {
      return EMPTY;
    }
    StringBuilder least = new StringBuilder(LETTERS * KEPT);
    for (int i = 0; i < Math.min(hashes.length, KEPT); i++) {
      least.append(letters(hashes[i]));
    }
    return new Sketch(least.toString(), hashes.length);
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
    List<String> mine = reach(other);
    List<String> others = other.reach(this);
    int fewer = Math.min(mine.size(), others.size());
    mine.retainAll(new HashSet<>(others));
    return fewer == 0 ? 0 : (double) mine.size() / fewer;
  }

  /** The hashes as far as both samples reach. */
  private List<String> reach(Sketch other) {
    List<String> both = hashes();
    if (other.size > KEPT) {
      String last = other.text.substring(other.text.length() - LETTERS);
      both.removeIf(hash -> hash.compareTo(last) > 0);
    }
    return both;
  }

  /** One element's hash, for a name that is to be short. */
  static String letters(String element) {
    return letters(hash(element) >>> UNUSED_BITS);
  }

  private static String letters(int hash) {
    char[] letters = new char[LETTERS];
    int rest = hash;
    for (int i = LETTERS - 1; i >= 0; i--) {
      letters[i] = DIGITS.charAt(rest & 63);
      rest >>>= 6;
    }
    return new String(letters);
  }

  /** FNV-1a over UTF-8, then a mix of all bits: fixed for ever, since records keep it. */
  private static int hash(String element) {
    return mixed(fed(START, element));
  }

  private static int fed(int hash, String text) {
    int next = hash;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      next = (next ^ (b & 0xFF)) * 0x01000193;
    }
    return next;
  }

  private static int mixed(int hash) {
    int mixed = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
    mixed = (mixed ^ (mixed >>> 13)) * 0xC2B2AE35;
    return mixed ^ (mixed >>> 16);
  }
}
