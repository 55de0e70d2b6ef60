package winnow.enrich.identity;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
    int[] hashes =
        elements.stream().mapToInt(one -> hash(one) >>> UNUSED_BITS).sorted().distinct().toArray();
    if (hashes.length == 0) {
      return EMPTY;
    }
    StringBuilder least = new StringBuilder(LETTERS * KEPT);
    for (int i = 0; i < Math.min(hashes.length, KEPT); i++) {
      least.append(letters(hashes[i]));
    }
    return new Sketch(least.toString(), hashes.length);
  }

  /** Each two words that follow each other. */
  static List<String> pairs(List<String> words) {
    List<String> pairs = new ArrayList<>();
    for (int i = 1; i < words.size(); i++) {
      pairs.add(words.get(i - 1) + " " + words.get(i));
    }
    return pairs;
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
    mine.retainAll(others);
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
    int hash = 0x811C9DC5;
    for (byte b : element.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * 0x01000193;
    }
    hash = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
    hash = (hash ^ (hash >>> 13)) * 0xC2B2AE35;
    return hash ^ (hash >>> 16);
  }
}
