package winnow.enrich.merge;

import static java.util.Objects.requireNonNull;

import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import winnow.enrich.identity.Portrait;
import winnow.model.Identifier;

/**
 * What a name's place hears of others that are put in like words.
 *
 * @param met whom it meets, by the key that they share
 * @param other whom else it is about
 * @param worn the key that is one no longer
 * @param portrait the other's
 */
record Encounter(
    What what,
    @Nullable SortedMap<String, SortedSet<Identifier>> met,
    @Nullable Identifier other,
    @Nullable String worn,
    @Nullable Portrait portrait) {
  /** What it tells. */
  enum What {
    /** These share keys with you, and you are to compare. */
    MET,
    /** The key is one no longer. */
    WORN,
    /** The other wants your portrait, now and whenever it changes. */
    ASKS,
    /** The other does not want it any more. */
    LEAVES,
    /** This is the other's portrait. */
    SHOWS,
    /** Say again what you know, by the rules as they are now. */
    AGAIN
  }

  Encounter {
    requireNonNull(what, "what is missing");
  }

  static Encounter met(SortedMap<String, SortedSet<Identifier>> others) {
    return new Encounter(What.MET, others, null, null, null);
  }

  static Encounter worn(String key) {
    return new Encounter(What.WORN, null, null, key, null);
  }

  static Encounter asks(Identifier self) {
    return new Encounter(What.ASKS, null, self, null, null);
  }

  static Encounter leaves(Identifier self) {
    return new Encounter(What.LEAVES, null, self, null, null);
  }

  static Encounter shows(Identifier self, Portrait portrait) {
    return new Encounter(What.SHOWS, null, self, null, portrait);
  }

  static Encounter again() {
    return new Encounter(What.AGAIN, null, null, null, null);
  }
}
