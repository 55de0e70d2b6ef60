package winnow.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import winnow.enrich.Enrich;
import winnow.enrich.identity.Block;
import winnow.enrich.identity.Component;
import winnow.enrich.identity.Keys;
import winnow.enrich.identity.Rules;
import winnow.enrich.identity.Wording;
import winnow.kafka.Cluster;
import winnow.model.Identifier;
import winnow.model.Sighting;
import winnow.topics.Json;

/**
 * What an enrich worker keeps once it has heard of so many synthetic papers, written straight to
 * the changelogs from which it restores its stores: ten million take it hours to hear of. {@link
 * Scale} holds what is sown against what a worker made.
 */
final class Sowing {
  /** The stores that hold anything then. */
  static final List<String> STORES = List.of("nodes", "blocks", "circles");

  private static final int AT_ONCE = 2;
  private static final int PARTS = 100;

  private final SyntheticPapers papers = new SyntheticPapers();
  private final Cluster cluster;
  private final Producer<String, byte[]> changelogs;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);

  // In enrich these are its own; that they are written alike is part of what is held against it.

  private record Node(Component component, Mentions mentions, int rules) {}

  private record Mentions(List<Sighting> sightings) {}

  private record Circle(SortedMap<String, Met> met, SortedSet<Identifier> listeners) {
    static Circle empty() {
      return new Circle(new TreeMap<>(), new TreeSet<>());
    }
  }

  private record Met(SortedSet<String> keys) {}

  private interface Part {
    void work(long from, long to) throws Exception;
  }

  private Sowing(Cluster cluster, Producer<String, byte[]> changelogs) {
    this.cluster = cluster;
    this.changelogs = changelogs;
  }

  /** Arguments: the broker, how many papers, and a folder for files in between. */
  public static void main(String[] arguments) throws Exception {
    Cluster cluster = new Cluster(arguments[0], "", 1, (short) 1, Map.of());
    createTopics(cluster);
    try (Producer<String, byte[]> changelogs = cluster.producer()) {
      Sowing sowing = new Sowing(cluster, changelogs);
      try {
        sowing.sow(Long.parseLong(arguments[1]), Path.of(arguments[2]));
      } finally {
        sowing.workers.shutdownNow();
      }
    }
  }

  /** The topic from which one of the stores is restored. */
  static String changelog(Cluster cluster, String store) {
    return cluster.application(Enrich.NAME) + "-" + store + "-changelog";
  }

  private static void createTopics(Cluster cluster) throws Exception {
    // as Streams makes them; only the broker is not to compact them while others measure
    Map<String, String> settings =
        Map.of("cleanup.policy", "compact", "min.compaction.lag.ms", "86400000");
    try (Admin admin = cluster.admin()) {
      admin
          .createTopics(
              STORES.stream()
                  .map(
                      store ->
                          new NewTopic(changelog(cluster, store), 1, (short) 1).configs(settings))
                  .toList())
          .all()
          .get();
    }
  }

  private void sow(long known, Path folder) throws Exception {
    try (Scattered keyed = new Scattered(folder.resolve("keyed"));
        Scattered met = new Scattered(folder.resolve("met"))) {
      inParts("papers", known, (from, to) -> nodes(from, to, keyed));
      inParts("keys", Scattered.FILES, (from, to) -> blocks(from, to, keyed, met));
      inParts("meetings", Scattered.FILES, (from, to) -> circles(from, to, met));
    }
  }

  private void nodes(long from, long to, Scattered keyed) throws Exception {
    for (long number = from; number < to; number++) {
      Sighting one = papers.announced(number);
      Mentions mentions = new Mentions(List.of(one));
      write(
          "nodes",
          one.key().toString(),
          Json.write(new Node(Component.NONE, mentions, Rules.VERSION)));
      for (String key : Wording.of(one.title(), one.authors(), one.abstractText()).keys()) {
        keyed.add(key.hashCode(), number, number, key);
      }
    }
  }

  private void blocks(long from, long to, Scattered keyed, Scattered met) throws Exception {
    for (long file = from; file < to; file++) {
      Map<String, List<Long>> blocks = new HashMap<>();
      keyed.read(
          (int) file,
          (number, same, key) ->
              blocks.computeIfAbsent(key, unused -> new ArrayList<>(1)).add(number));
      for (Map.Entry<String, List<Long>> block : blocks.entrySet()) {
        block(block.getKey(), block.getValue(), met);
      }
    }
  }

  private void block(String key, List<Long> numbers, Scattered met) throws Exception {
    if (numbers.size() > Keys.most(key)) {
      write("blocks", key, new byte[0]);
      return;
    }
    SortedMap<Identifier, Long> names = new TreeMap<>();
    numbers.forEach(number -> names.put(papers.identifier(number), number));
    String text = new Block(new TreeSet<>(names.keySet()), false).text();
    write("blocks", key, text.getBytes(StandardCharsets.UTF_8));
    meet(key, names, met);
  }

  private static void meet(String key, SortedMap<Identifier, Long> names, Scattered met)
      throws Exception {
    for (Map.Entry<Identifier, Long> weaker : names.entrySet()) {
      for (Map.Entry<Identifier, Long> stronger : names.headMap(weaker.getKey()).entrySet()) {
        if (Keys.meet(key, stronger.getKey(), weaker.getKey())) {
          met.add(weaker.getValue(), weaker.getValue(), stronger.getValue(), key);
          met.add(stronger.getValue(), stronger.getValue(), weaker.getValue(), "");
        }
      }
    }
  }

  private void circles(long from, long to, Scattered met) throws Exception {
    for (long file = from; file < to; file++) {
      Map<Long, Circle> circles = new HashMap<>();
      met.read(
          (int) file,
          (number, other, key) -> {
            Circle circle = circles.computeIfAbsent(number, unused -> Circle.empty());
            Identifier name = papers.identifier(other);
            if (key.isEmpty()) {
              circle.listeners().add(name);
            } else {
              circle
                  .met()
                  .computeIfAbsent(name.toString(), unused -> new Met(new TreeSet<>()))
                  .keys()
                  .add(key);
            }
          });
      for (Map.Entry<Long, Circle> circle : circles.entrySet()) {
        String name = papers.identifier(circle.getKey()).toString();
        write("circles", name, Json.write(circle.getValue()));
      }
    }
  }

  private void write(String store, String key, byte[] value) {
    var unused =
        changelogs.send(
            new ProducerRecord<>(changelog(cluster, store), key, value),
            (written, failed) -> {
              if (failed != null) {
                failure.compareAndSet(null, failed);
              }
            });
  }

  /** Shares the work out, and says how far it is. */
  private void inParts(String what, long many, Part part) throws Exception {
    List<Future<?>> parts = new ArrayList<>();
    for (int i = 0; i < PARTS; i++) {
      long from = many * i / PARTS;
      long to = many * (i + 1) / PARTS;
      parts.add(
          workers.submit(
              () -> {
                part.work(from, to);
                return null;
              }));
    }
    for (int i = 0; i < PARTS; i++) {
      parts.get(i).get();
      Report.progress("sowing %s: %d %%", what, 100 * (i + 1) / PARTS);
    }
    changelogs.flush();
    if (failure.get() != null) {
      throw new IllegalStateException("not all was written to the changelogs", failure.get());
    }
  }
}
