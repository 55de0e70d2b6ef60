package winnow.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A run killed at any moment, followed by a plain one, leaves what an undisturbed run leaves. */
class KillIT {
  private static final int KILLS = Integer.getInteger("winnow.kills", 20);
  private static final String NOW = "2024-03-07T01:13:00Z";
  private static final List<String> CATEGORIES = List.of("cs.AI", "cs.CL", "cs.LG");

  @TempDir Path folder;
  private final FeedServer server = new FeedServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void once_afterAKillAtAnyMoment_endsAsAnUndisturbedRun() throws Exception {
    serve();
    long seed = Long.getLong("winnow.seed", System.nanoTime());
    System.out.println("kills: " + KILLS + " with -Dwinnow.seed=" + seed);
    Random random = new Random(seed);
    long start = System.nanoTime();
    Workspace calm = workspace("calm");
    assertThat(process(calm).waitFor()).isZero();
    Duration whole = Duration.ofNanos(System.nanoTime() - start);
    Map<String, JsonNode> expected = papers(calm);
    assertThat(expected).isNotEmpty();

    AtomicInteger struck = new AtomicInteger();
    Supplier<Workspace> kill = () -> killed(random.nextDouble(), whole, struck);
    CompletableFuture<Workspace> next = CompletableFuture.supplyAsync(kill);
    for (int i = 0; i < KILLS; i++) {
      Workspace disturbed = next.get();
      if (i + 1 < KILLS) {
        next = CompletableFuture.supplyAsync(kill); // meanwhile
      }

      CommandLineRun after = disturbed.once(NOW);

      assertThat(after.status()).as(after.err()).isZero();
      assertThat(papers(disturbed)).as("kill " + i + " of seed " + seed).isEqualTo(expected);
    }
    System.out.println("kills: " + struck + " struck before the run's end; papers as undisturbed");
    assertThat(struck).hasPositiveValue();
  }

  /** A folder on which a run was killed, or was over before. */
  private Workspace killed(double moment, Duration whole, AtomicInteger struck) {
    try {
      Workspace workspace = workspace("killed-" + UUID.randomUUID());
      Process victim = process(workspace);
      if (!victim.waitFor((long) (whole.toMillis() * moment), TimeUnit.MILLISECONDS)) {
        victim.destroyForcibly().waitFor();
        struck.incrementAndGet();
      }
      return workspace;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted before the kill", e);
    }
  }

  private Map<String, JsonNode> papers(Workspace workspace) {
    Map<String, JsonNode> papers = new TreeMap<>();
    for (JsonNode paper : workspace.run("export", "--topic", "papers").lines()) {
      papers.put(paper.get("key").asString(), paper);
    }
    return papers;
  }

  private Workspace workspace(String name) throws IOException {
    Workspace workspace = new Workspace(Files.createDirectory(folder.resolve(name)));
    CATEGORIES.forEach(category -> workspace.arxiv(category, server.address("/" + category)));
    return workspace;
  }

  /** The captures of a day where there are any, else a day of the bundled week. */
  private void serve() throws Exception {
    for (String category : CATEGORIES) {
      Path capture = Captures.FOLDER.resolve(category + "_2024-03-07.rss.xml");
      server.serve(
          "/" + category,
          Files.exists(capture)
              ? Files.readAllBytes(capture)
              : week(
                  category.equals("cs.AI")
                      ? "cs.AI_2025-03-17.atom.xml"
                      : category + "_2025-03-17.rss.xml"));
    }
  }

  private static Process process(Workspace workspace) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Winnow.class.getName(), "once", "--now", NOW));
    command.addAll(List.of("--config", workspace.config().toString()));
    command.addAll(List.of("--data", workspace.data().toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static byte[] week(String name) throws IOException {
    try (InputStream in = SampleWeek.class.getResourceAsStream("week/" + name)) {
      return in.readAllBytes();
    }
  }
}
