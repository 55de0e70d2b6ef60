package winnow.ingest;

import java.util.List;
import java.util.function.ToIntFunction;

/** What came of polling, feed by feed in the configuration's order. */
public record PollReport(List<Turn> turns) {
  public PollReport {
    turns = List.copyOf(turns);
  }

  /** How many turns ended so. */
  public int count(Turn.Outcome outcome) {
    return (int) turns.stream().filter(turn -> turn.outcome() == outcome).count();
  }

  public int fetched() {
    return count(Turn.Outcome.FETCHED);
  }

  public int unchanged() {
    return count(Turn.Outcome.UNCHANGED);
  }

  public int waiting() {
    return count(Turn.Outcome.WAITING);
  }

  public int failed() {
    return count(Turn.Outcome.FAILED);
  }

  public int entries() {
    return sum(Turn::entries);
  }

  public int fresh() {
    return sum(Turn::fresh);
  }

  public int known() {
    return sum(Turn::known);
  }

  public int ignored() {
    return sum(Turn::ignored);
  }

  public int rejected() {
    return sum(Turn::rejected);
  }

  public int sightings() {
    return sum(Turn::sightings);
  }

  public int deadLetters() {
    return sum(Turn::deadLetters);
  }

  private int sum(ToIntFunction<Turn> part) {
    return turns.stream().mapToInt(part).sum();
  }
}
