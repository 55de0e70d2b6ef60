package winnow.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Polling a hundred feeds of a hundred entries, when all entries are new and again when none is:
 * the running program, next to feed readers of Debian's, in turn on the same server. A round in
 * which they do not all store the same number of entries is void.
 */
final class Readers {
  private static final int RUNS = 3;
  private static final int HOSTS = 8;
  private static final long ALL = (long) ManyFeeds.FEEDS * ManyFeeds.ENTRIES;

  /** One program's two polls, and how the server answered in each. */
  private record Polls(Cost first, Cost again, ManyFeeds.Asked askedFirst, ManyFeeds.Asked asked) {}

  private final List<Polls> ours = new ArrayList<>();

  void run() throws Exception {
    List<Rival> rivals = new ArrayList<>();
    for (Rival rival : Rival.values()) {
      if (rival.isHere()) {
        rivals.add(rival);
      } else {
        Report.line(
            "readers: %s is not here, and the run goes on without it; Debian's package is %s",
            rival.title(), rival.debian());
      }
    }
    List<List<Polls>> theirs = new ArrayList<>();
    rivals.forEach(rival -> theirs.add(new ArrayList<>()));
    Path folder = Files.createTempDirectory("winnow-bench");
    try (ManyFeeds feeds = new ManyFeeds(HOSTS)) {
      for (int run = 0; run <= RUNS; run++) { // the first warms the server, and is not counted
        for (int i = 0; i < rivals.size(); i++) {
          Rival rival = rivals.get(i);
          add(run, rival.title(), theirs.get(i), polls(rival, feeds, folder.resolve("rival")));
        }
        add(run, "winnow", ours, winnow(feeds, folder.resolve("winnow")));
      }
    } finally {
      Programs.delete(folder);
    }
    report("winnow", ours);
    for (int i = 0; i < rivals.size(); i++) {
      report(rivals.get(i).title(), theirs.get(i));
    }
  }

  private static void add(int run, String who, List<Polls> all, Polls polls) {
    if (run > 0) {
      all.add(polls);
    }
    Report.line(
        "readers: turn %d %-10s first %.2f s, again %.2f s",
        run, who, polls.first().seconds(), polls.again().seconds());
  }

  private static Polls polls(Rival rival, ManyFeeds feeds, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    rival.prepare(folder, feeds.addresses());
    feeds.forget();
    Cost first = rival.poll(folder);
    ManyFeeds.Asked askedFirst = feeds.asked();
    requireAll(rival.title(), rival.stored(folder));
    feeds.forget();
    Cost again = rival.poll(folder);
    requireAll(rival.title(), rival.stored(folder));
    Programs.delete(folder);
    return new Polls(first, again, askedFirst, feeds.asked());
  }

  private static Polls winnow(ManyFeeds feeds, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    try (RunningWinnow winnow = RunningWinnow.start(feeds, folder)) {
      feeds.prepare();
      Cost first = winnow.poll(feeds::announce);
      ManyFeeds.Asked askedFirst = feeds.asked();
      requireAll("winnow", winnow.stored());
      Cost again = winnow.poll(() -> {});
      requireAll("winnow", winnow.stored());
      return new Polls(first, again, askedFirst, feeds.asked());
    } finally {
      Programs.delete(folder);
    }
  }

  private static void requireAll(String who, long stored) {
    if (stored != ALL) {
      throw new IllegalStateException("void: " + who + " stored " + stored + " entries of " + ALL);
    }
  }

  private void report(String who, List<Polls> polls) {
    report(who, "first", polls, Polls::first, Polls::askedFirst);
    report(who, "again", polls, Polls::again, Polls::asked);
  }

  private void report(
      String who,
      String when,
      List<Polls> polls,
      java.util.function.Function<Polls, Cost> cost,
      java.util.function.Function<Polls, ManyFeeds.Asked> asked) {
    double[] ratios = new double[polls.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = cost.apply(polls.get(i)).seconds() / cost.apply(ours.get(i)).seconds();
    }
    ManyFeeds.Asked answers = asked.apply(polls.get(0));
    Report.line(
        "readers: %-10s %s %s s, CPU %s s, %s MB, %d entries of %d whole and %d unchanged answers;"
            + " ratio %s",
        who,
        when,
        range("%.2f", polls, one -> cost.apply(one).seconds()),
        range("%.2f", polls, one -> cost.apply(one).cpu()),
        range("%.0f", polls, one -> cost.apply(one).megabytes()),
        ALL,
        answers.whole(),
        answers.unchanged(),
        String.format(java.util.Locale.ROOT, "%.2f", Report.median(ratios)));
  }

  private static String range(String format, List<Polls> polls, ToDoubleFunction<Polls> of) {
    return Report.range(format, polls.stream().mapToDouble(of).toArray());
  }
}
