package winnow.publish;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import winnow.config.Settings;
import winnow.kafka.Cluster;
import winnow.kafka.DeadLetters;
import winnow.kafka.StreamsPart;
import winnow.model.Profile;
import winnow.publish.shortlist.ShortlistTopology;
import winnow.service.Part;
import winnow.topics.Topic;
import winnow.topics.Topics;

/** The worker that keeps the shortlist. */
public final class Publish implements Part {
  /** The worker's name, as its group, its stores and its logs say it. */
  public static final String NAME = "publish";

  /** Its own topics, between its stages. */
  public static final List<Topic<?>> BETWEEN = ShortlistTopology.BETWEEN;

  /** All that it reads. */
  public static final List<Topic<?>> INPUTS =
      List.of(Topics.PAPERS, Topics.DECISIONS, Topics.POSTED, BETWEEN.get(0), BETWEEN.get(1));

  private final StreamsPart streams;
  private final AtomicLong sweeps;

  private Publish(StreamsPart streams, AtomicLong sweeps) {
    this.streams = streams;
    this.sweeps = sweeps;
  }

  /**
   * What publish is made of.
   *
   * @param instance tells two publish workers apart; must not change between runs
   * @param state a folder for its stores
   */
  public static Publish wire(
      Cluster cluster,
      Settings.Shortlist settings,
      Profile profile,
      String instance,
      Path state,
      Clock clock,
      MeterRegistry meters) {
    AtomicLong sweeps = new AtomicLong();
    ShortlistTopology.Terms terms =
        new ShortlistTopology.Terms(
            profile.threshold(),
            settings.perDay(),
            settings.keep(),
            profile.weights().diversity(),
            profile.carried().keySet());
    Properties settled = cluster.streams(NAME, instance, state);
    DeadLetters.told(
        settled,
        kind -> meters.counter("winnow.dead_letters", "stage", NAME, "cause", kind).increment());
    StreamsPart streams =
        new StreamsPart(
            NAME, new ShortlistTopology(cluster, terms, clock, meters, sweeps).build(), settled);
    return new Publish(streams, sweeps);
  }

  /** Starts it without waiting; {@link #start} waits. */
  public void launch() {
    streams.launch();
  }

  @Override
  public void start() {
    streams.start();
  }

  @Override
  public void stop() {
    streams.stop();
  }

  @Override
  public @Nullable String trouble() {
    return streams.trouble();
  }

  /** The stream processing in it. */
  public StreamsPart streams() {
    return streams;
  }

  /**
   * How often deadlines were looked for; above zero, those passed before the start are dealt with.
   */
  public long sweeps() {
    return sweeps.get();
  }
}
