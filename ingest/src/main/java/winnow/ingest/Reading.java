package winnow.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import winnow.model.FeedState;
import winnow.model.Sighting;

/**
 * What a document says.
 *
 * @param said the sightings of each entry that could be read, in feed order; an entry that names no
 *     paper has none
 * @param rejected the entries that could not be read, in feed order
 * @param notes what was repaired, or left out of entries that could be read, in words
 * @param cut why the document is not whole; absent where it is
 * @param listed which entries there are, where their absence tells something; absent where not
 */
public record Reading(
    List<List<Sighting>> said,
    List<Rejected> rejected,
    List<String> notes,
    @Nullable String cut,
    @Nullable Listed listed) {
  public Reading(
      List<List<Sighting>> said,
      List<Rejected> rejected,
      List<String> notes,
      @Nullable String cut) {
    this(said, rejected, notes, cut, null);
  }

  public Reading {
    said = said.stream().map(List::copyOf).toList();
    rejected = List.copyOf(rejected);
    notes = List.copyOf(notes);
  }

  /** How many elements the document has. */
  public int entries() {
    return said.size() + rejected.size();
  }

  /** How many of them name no paper. */
  public int ignored() {
    return (int) said.stream().filter(List::isEmpty).count();
  }

  /** All sightings, in feed order. */
  public List<Sighting> sightings() {
    return said.stream().flatMap(List::stream).toList();
  }

  /** The same, with more that somebody should know. */
  Reading noting(List<String> words) {
    return new Reading(
        said, rejected, Stream.concat(words.stream(), notes.stream()).toList(), cut, listed);
  }

  /** The same, with more to say of entries that are not in the document. */
  Reading saying(List<Sighting> more) {
    return new Reading(
        Stream.concat(said.stream(), more.stream().map(List::of)).toList(),
        rejected,
        notes,
        cut,
        listed);
  }

  /** Whether an entry still names a paper, or itself says that it does not. */
  boolean says(FeedState.Mentioned one) {
    return said.stream()
        .flatMap(List::stream)
        .anyMatch(
            now ->
                now.entryId().equals(one.entryId()) && now.identifiers().equals(one.identifiers()));
  }

  /** Whether an entry stands in the document but could not be read. */
  boolean isRejected(String entryId) {
    return rejected.stream().anyMatch(one -> one.what().equals(entryId));
  }

  /** Collects a reading, element by element. Not safe for many threads. */
  public static final class Builder {
    /** Before arXiv there was nothing to announce. */
    private static final Instant EARLIEST = Instant.parse("1991-01-01T00:00:00Z");

    /** Clocks differ, and midnight comes to some earlier. */
    private static final Duration AHEAD = Duration.ofDays(2);

    /**
     * More characters than any honest entry has; a record must fit into a request to the broker.
     */
    private static final int LONGEST = 250_000;

    private final Instant seenAt;
    private final List<List<Sighting>> said = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int absurdDates;
    private @Nullable String cut;
    private @Nullable Listed listed;

    /**
     * @param seenAt what dates are judged by
     */
    public Builder(Instant seenAt) {
      this.seenAt = seenAt;
    }

    /**
     * Reads every element; what fails to be read is rejected, and the rest goes on.
     *
     * @param what an element's name, for messages
     * @param original an element as it came
     */
    public <E> Builder each(
        Iterable<E> elements,
        Function<E, List<Sighting>> read,
        Function<E, String> what,
        Function<E, byte[]> original) {
      for (E element : elements) {
        try {
          List<Sighting> sightings = read.apply(element);
          sightings.forEach(Builder::requireSendable);
          said.add(sightings);
        } catch (
            RuntimeException bad) { // whatever an element does to a parser, it costs only itself
          String cause = bad.getMessage() == null ? bad.toString() : bad.getMessage();
          rejected.add(new Rejected(what.apply(element), cause, original.apply(element)));
        }
      }
      return this;
    }

    /** Which entries there are; from here on their absence tells something. */
    public Builder listed(Listed all) {
      listed = all;
      return this;
    }

    /** Something about the document that somebody should know. */
    public Builder note(String words) {
      notes.add(words);
      return this;
    }

    /**
     * The document breaks off.
     *
     * @param rest the entry in which it does; empty if between two
     */
    public Builder cut(String reason, String rest) {
      cut = reason;
      if (!rest.isEmpty()) {
        rejected.add(new Rejected("last entry", reason, rest.getBytes(StandardCharsets.UTF_8)));
      }
      return this;
    }

    /**
     * A date, if it can be true; else absent, and counted.
     *
     * @param given whether the source gave a date, even one that cannot be read
     */
    public @Nullable Instant believable(@Nullable Instant date, boolean given) {
      if (date == null ? !given : isBelievable(date)) {
        return date;
      }
      absurdDates++;
      return null;
    }

    public Reading build() {
      if (absurdDates > 0) {
        notes.add(
            absurdDates + (absurdDates == 1 ? " date" : " dates") + " out of range, left out");
      }
      return new Reading(said, rejected, notes, cut, listed);
    }

    private boolean isBelievable(Instant date) {
      return !date.isBefore(EARLIEST) && !date.isAfter(seenAt.plus(AHEAD));
    }

    private static void requireSendable(Sighting sighting) {
      long length =
          length(sighting.title())
              + length(sighting.headline())
              + length(sighting.abstractText())
              + length(sighting.entryId())
              + length(sighting.journalReference())
              + length(sighting.licence())
              + sighting.authors().stream().mapToLong(String::length).sum()
              + sighting.categories().stream().mapToLong(String::length).sum()
              + sighting.links().stream().mapToLong(link -> link.toString().length()).sum();
      if (length > LONGEST) {
        throw new IllegalArgumentException("entry is " + length + " characters long");
      }
    }

    private static long length(@Nullable String text) {
      return text == null ? 0 : text.length();
    }
  }
}
