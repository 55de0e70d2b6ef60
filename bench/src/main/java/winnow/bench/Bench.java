package winnow.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs the benchmarks named on the command line, or all of them. */
public final class Bench {
  /** One benchmark; it prints its own figures. */
  interface Measure {
    void run() throws Exception;
  }

  private static final Map<String, Measure> ALL =
      new TreeMap<>(
          Map.of(
              "footprint", new Footprint()::run,
              "idle", new IdleOnce()::run,
              "learn", new Learn()::run,
              "month", Month::run,
              "rank", new Rank()::run,
              "readers", new Readers()::run,
              "start", new Start()::run));

  /** Take so long that they are run by name alone. */
  private static final Map<String, Measure> LONG =
      Map.of("scale", new Scale()::run, "soak", Soak::run);

  private Bench() {}

  public static void main(String[] names) throws Exception {
    for (String name : names.length == 0 ? List.copyOf(ALL.keySet()) : List.of(names)) {
      Measure measure = ALL.getOrDefault(name, LONG.get(name));
      if (measure == null) {
        Report.line(
            "no benchmark is called %s; there are %s, %s", name, ALL.keySet(), LONG.keySet());
        System.exit(2);
      } else {
        measure.run();
      }
    }
  }
}
