package winnow.enrich.merge;

import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import winnow.enrich.identity.Portrait;
import winnow.enrich.identity.Wording;
import winnow.kafka.Trace;
import winnow.model.Identifier;
import winnow.model.Sighting;

/**
 * The shell at a name's place for what is said of its work in words. The keys of all that was ever
 * said are called out; whom the name meets by that is asked for its portrait, and what the
 * comparison says is said at this place. Words travel only between two that have met.
 */
final class Comparing {
  private final ProcessorContext<String, Object> context;
  private final KeyValueStore<String, Circle> circles;
  private final Meeting meeting;
  private final int partitionsOfKeys;
  private @Nullable Drawn last;

  /** A portrait, and what it is of: who asked many hears their answers one after another. */
  private record Drawn(Identifier self, Mentions of, Portrait portrait) {}

  Comparing(ProcessorContext<String, Object> context, Meeting meeting, int partitionsOfKeys) {
    this.context = context;
    this.partitionsOfKeys = partitionsOfKeys;
    this.circles = context.getStateStore(MergeTopology.CIRCLES);
    this.meeting = meeting;
  }

  /** A sighting was heard here. */
  void heard(Record<String, Sighting> record, Meeting.Heard heard) {
    Identifier self = record.value().key();
    if (!heard.before().sayAlso(record.value())) {
      call(record, Mentions.wording(record.value()));
    }
    Circle circle = circles.get(record.key());
    if (circle == null || heard.now().equals(heard.before())) {
      return;
    }
    Portrait portrait = heard.now().portrait(self);
    if (!portrait.equals(heard.before().portrait(self))) {
      circle.listeners().forEach(other -> tell(record, other, Encounter.shows(self, portrait)));
      circle.met().keySet().forEach(other -> ask(record, self, other));
    }
  }

  /** Under other rules it has other keys, and is like others whom it met, or not any more. */
  private Circle keyedAgain(Record<String, Encounter> record, Identifier self, Circle circle) {
    if (!meeting.isKeyedAgain(record)) {
      return circle;
    }
    Circle now = circle.stillMeeting(self);
    meeting.at(record.key()).mentions().wordings().forEach(wording -> call(record, wording));
    now.met().keySet().forEach(other -> ask(record, self, other));
    return now;
  }

  private void call(Record<String, ?> record, Wording wording) {
    Calls.of(wording.keys(), partitionsOfKeys)
        .forEach(calls -> tell(MergeTopology.TO_KEYS, record, record.key(), calls));
  }

  /** Something was told of others that are put in like words. */
  void encounters(Record<String, Encounter> record) {
    Identifier self = Identifier.parse(record.key());
    Encounter it = record.value();
    Circle known = circles.get(record.key());
    Circle before = known == null ? Circle.ALONE : known;
    Circle now =
        switch (it.what()) {
          case MET -> before.meeting(told(it.met(), it));
          case WORN -> before.without(told(it.worn(), it));
          case ASKS -> before.listenedToBy(told(it.other(), it), true);
          case LEAVES -> before.listenedToBy(told(it.other(), it), false);
          case SHOWS ->
              before.comparing(told(it.other(), it), portrait(self).like(told(it.portrait(), it)));
          case AGAIN -> keyedAgain(record, self, before);
        };
    if (!now.equals(before)) {
      circles.put(record.key(), now);
      without(now, before).forEach(other -> ask(record, self, other));
      without(before, now)
          .forEach(other -> tell(record, Identifier.parse(other), Encounter.leaves(self)));
      if (!now.said(self).equals(before.said(self))) {
        meeting.says(record, now.said(self));
      }
    }
    if (it.what() == Encounter.What.ASKS) {
      tell(record, told(it.other(), it), Encounter.shows(self, portrait(self)));
    }
  }

  private Portrait portrait(Identifier self) {
    Mentions said = meeting.at(self.toString()).mentions();
    if (last == null || !last.self().equals(self) || !last.of().equals(said)) {
      last = new Drawn(self, said, said.portrait(self));
    }
    return last.portrait();
  }

  /** Whom one circle has met and the other has not. */
  private static SortedSet<String> without(Circle one, Circle other) {
    SortedSet<String> met = new TreeSet<>(one.met().keySet());
    met.removeAll(other.met().keySet());
    return met;
  }

  private void ask(Record<String, ?> cause, Identifier self, String other) {
    tell(cause, Identifier.parse(other), Encounter.asks(self));
  }

  private void tell(Record<String, ?> cause, Identifier whom, Encounter what) {
    tell(MergeTopology.TO_ENCOUNTERS, cause, whom.toString(), what);
  }

  private void tell(String sink, Record<String, ?> cause, String key, Object what) {
    context.forward(Trace.on(cause, key, what), sink);
  }

  private static <T> T told(@Nullable T part, Encounter it) {
    if (part == null) {
      throw new IllegalArgumentException("a part is missing: " + it);
    }
    return part;
  }
}
