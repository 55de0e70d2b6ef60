package winnow.standalone;

import java.time.Clock;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import winnow.kafka.Reach;
import winnow.publish.Desk;
import winnow.publish.Publish;

/**
 * The worker that keeps the shortlist, serves the review page and writes the outputs, against a
 * cluster.
 */
@Command(
    name = "publish",
    description =
        "One publish worker against a cluster: keeps the shortlist, serves the page, writes the"
            + " outputs.",
    mixinStandardHelpOptions = true)
final class PublishCommand extends WorkerCommand {
  private static final Logger LOG = LoggerFactory.getLogger(PublishCommand.class);

  PublishCommand() {
    super(Publish.NAME);
  }

  @Override
  void work(Place place) {
    Publish publish =
        Publish.wire(
            place.cluster(),
            place.settings().shortlist(),
            place.profile(),
            place.instance(),
            place.state(),
            Clock.systemUTC(),
            place.page().meters());
    Desk desk =
        Desk.wire(
            place.cluster(),
            place.settings().review(),
            place.profile(),
            AddCommand.byHand(place.cluster()));
    try {
      if (!startWhenReached(place, desk)) {
        return;
      }
      place.page().vitals().live("review page", desk::trouble);
      LOG.info("review page http://{}:{}/", place.settings().review().host(), desk.port());
      Outputs outputs = new Outputs(place.settings().outputs(), place.profile());
      stream(
          place,
          Publish.NAME,
          publish.streams(),
          Publish.INPUTS,
          new OutputsFollower(outputs, desk.shortlist()));
    } finally {
      desk.stop();
    }
  }

  /** The broker may have gone between its answer and this. */
  private static boolean startWhenReached(Place place, Desk desk) {
    while (Reach.await(place.cluster(), place.stop()::await)) {
      try {
        desk.start();
        return true;
      } catch (TimeoutException e) {
        LOG.warn("the review page waits for the broker: {}", e.getMessage());
        desk.stop();
      }
    }
    return false;
  }
}
