package winnow.enrich.merge;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import winnow.enrich.identity.Component;
import winnow.enrich.identity.Likeness;
import winnow.enrich.identity.Statement;
import winnow.model.Evidence;
import winnow.model.Identifier;

/** What a worker keeps of a name, as rules of a version before the first would have left it. */
final class Older {
  private static final int VERSION = 0;

  private Older() {}

  static void make(TopologyTestDriver worker, String name) {
    Older.<Node>change(
        worker.getKeyValueStore(MergeTopology.NODES),
        name,
        node -> new Node(older(node.component()), node.mentions(), VERSION));
    Older.<Gathered>change(
        worker.getKeyValueStore(MergeTopology.GATHERED),
        name,
        it -> new Gathered(older(it.component()), it.byIdentifier(), it.stood()));
    Older.<Circle>change(
        worker.getKeyValueStore(MergeTopology.CIRCLES),
        name,
        circle -> new Circle(older(circle.met()), circle.listeners()));
  }

  /** As if two had met by a key of older rules. */
  static void meet(TopologyTestDriver worker, Identifier weaker, Identifier stronger, String key) {
    KeyValueStore<String, Circle> circles = worker.getKeyValueStore(MergeTopology.CIRCLES);
    circles.put(weaker.toString(), Circle.ALONE.meeting(Map.of(key, List.of(stronger))));
    circles.put(stronger.toString(), Circle.ALONE.listenedToBy(weaker, true));
  }

  private static <V> void change(
      KeyValueStore<String, V> store, String key, UnaryOperator<V> change) {
    V known = store.get(key);
    if (known != null) {
      store.put(key, change.apply(known));
    }
  }

  private static Component older(Component component) {
    return new Component(
        component.statements().stream()
            .map(
                one ->
                    one.from().equals(Statement.CURATOR)
                        ? one
                        : new Statement(
                            one.from(), one.revision(), one.says(), older(one.evidence())))
            .toList(),
        component.common());
  }

  private static Evidence older(Evidence why) {
    return new Evidence(
        why.rule(),
        VERSION,
        why.one(),
        why.other(),
        why.feed(),
        why.entryId(),
        why.score(),
        why.reason(),
        why.by(),
        why.at());
  }

  private static SortedMap<String, Circle.Met> older(SortedMap<String, Circle.Met> met) {
    SortedMap<String, Circle.Met> older = new TreeMap<>();
    met.forEach((other, it) -> older.put(other, new Circle.Met(it.keys(), older(it.likeness()))));
    return older;
  }

  private static @Nullable Likeness older(@Nullable Likeness likeness) {
    return likeness == null
        ? null
        : new Likeness(
            likeness.verdict(), likeness.rule(), VERSION, likeness.score(), likeness.reason());
  }
}
