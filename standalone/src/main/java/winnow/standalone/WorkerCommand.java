package winnow.standalone;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Mixin;
import winnow.config.ConfigException;
import winnow.config.Settings;
import winnow.kafka.Cluster;
import winnow.kafka.KafkaTroubleException;
import winnow.kafka.Reach;
import winnow.kafka.StreamsPart;
import winnow.kafka.TopicKeeper;
import winnow.model.Profile;
import winnow.topics.Topic;

/**
 * One worker against a cluster: waits for it, makes what topics are missing, works until stopped.
 */
abstract class WorkerCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerCommand.class);
  private static final long LOOK_MILLISECONDS = 500;

  @Mixin private Options options;

  private final String worker;

  WorkerCommand(String worker) {
    this.worker = worker;
  }

  /**
   * What a worker is given.
   *
   * @param instance its name among workers of its kind
   * @param state a folder of its own
   */
  record Place(
      Settings settings,
      Profile profile,
      Cluster cluster,
      String instance,
      Path state,
      VitalsPage page,
      UntilStopped stop) {}

  /** Works until it is asked to stop. The topics are there. */
  abstract void work(Place place) throws ConfigException;

  @Override
  public Integer call() throws ConfigException {
    Settings settings = options.settings();
    if (settings.kafka().embedded()) {
      throw new ConfigException(
          "kafka.bootstrap is missing: a worker of its own needs a cluster;"
              + " 'winnow run' is all workers with a broker of their own");
    }
    Profile profile = Options.profile(settings.profile());
    String instance = settings.worker().isEmpty() ? host() : settings.worker();
    Path folder = options.data().resolve(worker + "-" + instance);
    try (UntilStopped stop = new UntilStopped();
        DataFolder data = DataFolder.hold(folder).orElseThrow(() -> new HeldException(folder));
        VitalsPage page = VitalsPage.open(settings.metrics())) {
      Cluster cluster = Site.cluster(settings, String.valueOf(settings.kafka().bootstrap()));
      page.vitals().ready("broker", () -> "is not reached yet");
      if (reached(cluster, stop)) {
        page.vitals().ready("broker", () -> null);
        LOG.info("{} worker {} begins, broker {}", worker, instance, cluster.bootstrap());
        work(new Place(settings, profile, cluster, instance, data.state(), page, stop));
      }
      LOG.info("{} worker {} has stopped", worker, instance);
    }
    return Winnow.DONE;
  }

  private static boolean reached(Cluster cluster, UntilStopped stop) {
    while (Reach.await(cluster, stop::await)) {
      try (Admin admin = cluster.admin()) {
        new TopicKeeper(admin, cluster).create(Pipeline.TOPICS);
        return true;
      } catch (KafkaTroubleException e) {
        if (e.lasting()) {
          throw e;
        }
        LOG.warn("waiting for the topics: {}", e.getMessage());
        if (stop.await(LOOK_MILLISECONDS)) {
          return false;
        }
      }
    }
    return false;
  }

  /**
   * Runs a Streams application until it is asked to stop.
   *
   * @param meanwhile runs twice a second
   */
  static void stream(
      Place place,
      String stage,
      StreamsPart part,
      Collection<Topic<?>> inputs,
      Runnable meanwhile) {
    part.launch();
    StageWatch watch =
        new StageWatch(
            stage, part, place.cluster(), inputs, place.page().meters(), place.page().vitals());
    try {
      while (!place.stop().await(LOOK_MILLISECONDS)) {
        part.requireAtWork();
        meanwhile.run();
      }
    } finally {
      watch.close();
      part.stop();
    }
  }

  private static String host() throws ConfigException {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      throw new ConfigException(
          "worker: this host does not know its own name; give the worker one: " + e.getMessage());
    }
  }
}
