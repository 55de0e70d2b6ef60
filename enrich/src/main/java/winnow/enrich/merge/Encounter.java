package winnow.enrich.merge;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import winnow.enrich.identity.Portrait;
import winnow.model.Identifier;

/**
 * What a name's place hears of others that are put in like words.
 *
 * @param with the others; empty where it is about none
 * @param key that they share, or that is worn
 * @param portrait the one other's
 */
record Encounter(
    What what, SortedSet<Identifier> with, @Nullable String key, @Nullable Portrait portrait) {
  /** What it tells. */
  enum What {
    /** They share a key with you, and you are to compare. */
    MET,
    /** The key is one no longer. */
    WORN,
    /** It wants your portrait, now and whenever it changes. */
    ASKS,
    /** It does not want it any more. */
    LEAVES,
    /** This is its portrait. */
    SHOWS,
    /** Say again what you know, by the rules as they are now. */
    AGAIN
  }

  Encounter {
    requireNonNull(what, "what is missing");
    with = Collections.unmodifiableSortedSet(new TreeSet<>(with));
  }

  static Encounter met(SortedSet<Identifier> with, String key) {
    return new Encounter(What.MET, with, key, null);
  }

  static Encounter worn(String key) {
    return new Encounter(What.WORN, Collections.emptySortedSet(), key, null);
  }

  static Encounter asks(Identifier self) {
    return new Encounter(What.ASKS, only(self), null, null);
  }

  static Encounter leaves(Identifier self) {
    return new Encounter(What.LEAVES, only(self), null, null);
  }

  static Encounter shows(Identifier self, Portrait portrait) {
    return new Encounter(What.SHOWS, only(self), null, portrait);
  }

  static Encounter again() {
    return new Encounter(What.AGAIN, Collections.emptySortedSet(), null, null);
  }

  private static SortedSet<Identifier> only(Identifier name) {
    return new TreeSet<>(List.of(name));
  }
}
