package winnow.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import winnow.model.Paper;
import winnow.model.Sighting;

/**
 * The same sightings through one enrich worker, two, three, and three that are killed again and
 * again: the papers must be the same, and how many sightings a second they deal with is said.
 */
final class Soak {
  private static final int PARTITIONS = 6;
  private static final int KNOWN = 5_000;
  private static final int LEAST_SECONDS = 4;
  private static final int MOST_SECONDS = 12;

  private final List<Sighting> sightings = new ArrayList<>();
  private final Random chance;
  private Map<String, Paper> papers = Map.of();
  private double base;

  Soak() {
    long seed =
        Long.parseLong(System.getenv().getOrDefault("SEED", "" + System.nanoTime() % 10_000));
    Report.line("soak: SEED=%d", seed);
    chance = new Random(seed);
    SyntheticPapers made = new SyntheticPapers();
    for (long i = 0; i < KNOWN; i++) {
      sightings.add(made.announced(i));
    }
    for (long i = Long.parseLong(System.getenv().getOrDefault("SIGHTINGS", "20000")); i > 0; i--) {
      sightings.add(made.later(chance, KNOWN, sightings.size()));
    }
  }

  static void run() throws Exception {
    Soak soak = new Soak();
    soak.through(1, false);
    soak.through(2, false);
    soak.through(3, false);
    soak.through(3, true);
  }

  private void through(int workers, boolean killed) throws Exception {
    Path folder = Files.createTempDirectory("winnow-soak");
    ScheduledExecutorService killer = Executors.newSingleThreadScheduledExecutor();
    AtomicInteger kills = new AtomicInteger();
    try (Crew crew = Crew.gather(folder, PARTITIONS)) {
      for (int i = 1; i <= workers; i++) {
        crew.hire("w" + i);
      }
      Future<?> killing = killed ? killer.submit(() -> kill(crew, workers, kills)) : null;
      double took;
      try {
        took = crew.work(sightings.size(), i -> sightings.get((int) i));
        if (killing != null && killing.isDone()) {
          killing.get(); // nobody told it to end, so it could not go on
        }
      } finally {
        killer.shutdownNow();
        killer.awaitTermination(1, TimeUnit.MINUTES); // or it would hire somebody after the end
      }
      double rate = sightings.size() / took;
      base = base == 0 ? rate : base;
      Map<String, Paper> now = crew.papers();
      papers = papers.isEmpty() ? now : papers;
      Report.line(
          "soak: %d workers, %d kills: %,d papers, %s; %.0f sightings a second (ratio to one: %.2f)",
          workers,
          kills.get(),
          now.size(),
          now.equals(papers) ? "the same" : "NOT THE SAME",
          rate,
          rate / base);
      if (!now.equals(papers)) {
        throw new IllegalStateException("papers depend on who was at work; first: " + differs(now));
      }
    } finally {
      Programs.delete(folder);
    }
  }

  /** Kills one after another at any moment, and lets each come back at once or after a while. */
  private Void kill(Crew crew, int workers, AtomicInteger kills) throws Exception {
    while (true) {
      TimeUnit.SECONDS.sleep(LEAST_SECONDS + chance.nextInt(MOST_SECONDS - LEAST_SECONDS));
      String one = "w" + (1 + chance.nextInt(workers));
      crew.kill(one);
      kills.incrementAndGet();
      TimeUnit.MILLISECONDS.sleep(chance.nextInt(2_000));
      crew.hire(one);
    }
  }

  private String differs(Map<String, Paper> now) {
    return papers.entrySet().stream()
        .filter(one -> !one.getValue().equals(now.get(one.getKey())))
        .map(one -> one.getValue() + " and " + now.get(one.getKey()))
        .findFirst()
        .orElse("there are more");
  }
}
