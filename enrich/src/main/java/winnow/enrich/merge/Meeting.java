package winnow.enrich.merge;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import winnow.kafka.Trace;
import winnow.model.Identifier;
import winnow.model.Sighting;

/**
 * The shell at an identifier's place. What grows is told to every identifier it concerns, and the
 * paper that this one names hears what is said under it. Told once: what changes nothing is told to
 * nobody.
 */
final class Meeting {
  private final ProcessorContext<String, Object> context;
  private final KeyValueStore<String, Node> nodes;

  Meeting(ProcessorContext<String, Object> context) {
    this.context = context;
    this.nodes = context.getStateStore(MergeTopology.NODES);
  }

  void becomes(Record<String, ?> cause, Node before, Node now, @Nullable Sighting heard) {
    if (now.equals(before)) {
      return;
    }
    String key = cause.key();
    Identifier self = Identifier.parse(key);
    nodes.put(key, now);
    if (!now.component().equals(before.component())) {
      for (Identifier member : now.component().members()) {
        if (!member.equals(self)) {
          tell(MergeTopology.TO_COMPONENTS, cause, member, now.component());
        }
      }
    }
    tellPapers(cause, self, before, now, heard);
  }

  Node at(String key) {
    Node known = nodes.get(key);
    return known == null ? Node.UNHEARD : known;
  }

  private void tellPapers(
      Record<String, ?> cause, Identifier self, Node before, Node now, @Nullable Sighting heard) {
    Identifier paper = now.paperOf(self);
    Identifier paperBefore = before.paperOf(self);
    boolean moved = !paper.equals(paperBefore) && !before.mentions().isEmpty();
    SortedSet<Identifier> left = new TreeSet<>();
    if (moved) {
      left.add(paperBefore);
    }
    if (!now.component().equals(before.component())) {
      left.add(self); // where a redirect may stand, which must say where it leads now
    }
    left.remove(paper);
    for (Identifier place : left) {
      PaperPart leaving = new PaperPart(self, now.component(), List.of(), true);
      tell(MergeTopology.TO_PARTS, cause, place, leaving);
    }
    if (now.mentions().isEmpty()) {
      return;
    }
    List<Sighting> sightings = moved || heard == null ? now.mentions().sightings() : List.of(heard);
    tell(
        MergeTopology.TO_PARTS,
        cause,
        paper,
        new PaperPart(self, now.component(), sightings, false));
  }

  private void tell(String sink, Record<String, ?> cause, Identifier whom, Object what) {
    context.forward(Trace.on(cause, whom.toString(), what), sink);
  }
}
