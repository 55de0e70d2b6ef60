package winnow.standalone;

import picocli.CommandLine.Command;
import winnow.enrich.Enrich;

/** The worker that turns sightings into papers, against a cluster. Any number may run. */
@Command(
    name = "enrich",
    description = "One enrich worker against a cluster; any number share the work.",
    mixinStandardHelpOptions = true)
final class EnrichCommand extends WorkerCommand {
  EnrichCommand() {
    super(Enrich.NAME);
  }

  @Override
  void work(Place place) {
    stream(
        place,
        Enrich.NAME,
        Enrich.wire(
            place.cluster(),
            place.profile(),
            place.instance(),
            place.state(),
            place.page().meters()),
        Enrich.INPUTS,
        () -> {});
  }
}
