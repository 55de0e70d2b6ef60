package winnow.enrich.merge;

import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
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
    tellPaper(cause, self, before, now, heard);
  }

  Node at(String key) {
    Node known = nodes.get(key);
    return known == null ? Node.UNHEARD : known;
  }

  private void tellPaper(
      Record<String, ?> cause, Identifier self, Node before, Node now, @Nullable Sighting heard) {
    if (now.mentions().isEmpty()) {
      return;
    }
    Identifier paper = now.paperOf(self);
    Identifier paperBefore = before.paperOf(self);
    boolean moved = !paper.equals(paperBefore) && !before.mentions().isEmpty();
    if (moved) {
      tell(
          MergeTopology.TO_PARTS,
          cause,
          paperBefore,
          new PaperPart(self, now.component(), List.of(), true));
    }
    List<Sighting> sightings = moved || heard == null ? now.mentions().sightings() : List.of(heard);
    tell(
        MergeTopology.TO_PARTS,
        cause,
        paper,
        new PaperPart(self, now.component(), sightings, false));
  }

  private void tell(String sink, Record<String, ?> cause, Identifier whom, Object what) {
    context.forward(new Record<>(whom.toString(), what, cause.timestamp()), sink);
  }
}
