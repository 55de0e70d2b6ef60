package winnow.enrich.merge;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import winnow.enrich.identity.Component;
import winnow.enrich.identity.Grouping;
import winnow.enrich.identity.News;
import winnow.enrich.identity.Statement;
import winnow.kafka.Trace;
import winnow.model.Identifier;
import winnow.model.Sighting;
import winnow.topics.Topics;

/**
 * The shell at an identifier's place. What is new is told to every identifier to which it matters,
 * and the paper that this one names hears what is said under it. Told once: what changes nothing is
 * told to nobody.
 */
final class Meeting {
  private final ProcessorContext<String, Object> context;
  private final KeyValueStore<String, Node> nodes;
  private final Gathering gathering;
  private final MeterRegistry meters;

  Meeting(ProcessorContext<String, Object> context, MeterRegistry meters) {
    this.context = context;
    this.gathering = new Gathering(context, meters);
    this.meters = meters;
    this.nodes = context.getStateStore(MergeTopology.NODES);
  }

  /** What was said under a name, before and after one thing more. */
  record Heard(Mentions before, Mentions now) {}

  Node at(String key) {
    Node known = nodes.get(key);
    return known == null ? Node.UNHEARD : known;
  }

  /**
   * What is said in a sighting.
   *
   * @return what was known before and what is now
   */
  Heard hears(Record<String, Sighting> record) {
    Node before = at(record.key());
    Node now = before.with(record.value());
    Trace.step(
        Topics.PAPERS.owner(),
        record,
        record.key(),
        now.equals(before) ? "nothing new" : "sighting heard");
    if (becomes(record, before, now, record.value()) && now.isCommon(record.value().key())) {
      record.value().identifiers().stream()
          .skip(1)
          .forEach(
              other -> tell(record, other, now.component().saidOf(record.value().key(), other)));
    }
    return new Heard(before.mentions(), now.mentions());
  }

  /** Whether the place said again what it knows, since it was keyed by other rules. */
  boolean isKeyedAgain(Record<String, ?> record) {
    Node before = at(record.key());
    boolean changed = becomes(record, before, before.keyedAgain(), null);
    if (changed) {
      meters.counter("winnow.names", "outcome", "keyed-again").increment();
    }
    return changed;
  }

  /** What the place says by its own words' likeness to others', and nothing else by that. */
  void says(Record<String, ?> record, List<Statement> likenesses) {
    Node before = at(record.key());
    if (before.isCommon(Identifier.parse(record.key()))) {
      return;
    }
    List<Statement> said = before.component().saidBy(Circle.place(Identifier.parse(record.key())));
    List<Statement> anew = Statement.renewed(said, likenesses);
    if (!anew.isEmpty()) {
      becomes(record, before, before.with(Component.of(anew)), null);
    }
  }

  void learns(Record<String, Component> record) {
    Node before = at(record.key());
    Node now = before.with(record.value());
    Identifier self = Identifier.parse(record.key());
    becomes(record, before, now, null);
    if (now.isCommon(self) && !record.value().common().contains(self)) {
      record.value().tiedTo(self).forEach(name -> tell(record, name, Component.ofCommon(self)));
    }
  }

  private boolean becomes(
      Record<String, ?> cause, Node before, Node now, @Nullable Sighting heard) {
    Identifier self = Identifier.parse(cause.key());
    Node kept = now.isCommon(self) ? now.without(self) : now;
    if (kept.equals(before)) {
      return false;
    }
    nodes.put(cause.key(), kept);
    News.between(before.component(), now.component())
        .forEach(
            (member, news) -> {
              if (!member.equals(self)) {
                tell(cause, member, news);
              }
            });
    tellPapers(cause, self, before, now, heard);
    return true;
  }

  private void tell(Record<String, ?> cause, Identifier whom, Component what) {
    tell(MergeTopology.TO_COMPONENTS, cause, whom, what);
  }

  private void tellPapers(
      Record<String, ?> cause, Identifier self, Node before, Node now, @Nullable Sighting heard) {
    Grouping was = before.component().grouping();
    Grouping is = now.component().grouping();
    Component matters = is.about(self);
    Identifier paper = is.paperOf(self);
    Identifier paperBefore = was.paperOf(self);
    boolean news = !matters.equals(was.about(self));
    boolean moved = !paper.equals(paperBefore) && !before.mentions().isEmpty();
    SortedSet<Identifier> left = new TreeSet<>();
    if (moved) {
      left.add(paperBefore);
    }
    if (news) {
      left.add(self); // where a redirect may stand, which must say where it leads now
    }
    boolean brings = !now.mentions().isEmpty();
    if (brings) {
      left.remove(paper); // which hears of it below
    }
    for (Identifier place : left) {
      bring(cause, place, before, new PaperPart(self, matters, List.of(), true));
    }
    if (!brings || !(news || moved || heard != null)) {
      return;
    }
    List<Sighting> sightings =
        moved ? now.mentions().sightings() : heard == null ? List.of() : List.of(heard);
    bring(cause, paper, before, new PaperPart(self, matters, sightings, false));
  }

  /** To the paper's place, which may be this one. */
  private void bring(Record<String, ?> cause, Identifier paper, Node before, PaperPart part) {
    if (paper.equals(part.from())) {
      gathering.hears(cause, before, part);
    } else {
      tell(MergeTopology.TO_PARTS, cause, paper, part);
    }
  }

  private void tell(String sink, Record<String, ?> cause, Identifier whom, Object what) {
    context.forward(Trace.on(cause, whom.toString(), what), sink);
  }
}
