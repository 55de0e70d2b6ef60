package winnow.enrich.merge;

import java.util.Collection;
import java.util.List;
import java.util.function.IntConsumer;
import winnow.kafka.Cluster;
import winnow.kafka.KafkaTroubleException;
import winnow.kafka.Ledger;
import winnow.model.Identifier;

/**
 * Asks names to be keyed again by the rules as they are now. A name that was keyed by these rules
 * has nothing to do, so whoever was interrupted begins anew and asks all of them.
 */
public final class Rekeying {
  private static final String NAME = "rekeying";
  private static final int AT_ONCE = 5_000;

  private Rekeying() {}

  /**
   * Asks them; enrich does it when it comes to it.
   *
   * @param told hears, again and again, how many were asked so far
   * @throws KafkaTroubleException if they cannot all be asked; those that were stay asked
   */
  public static void of(Cluster cluster, Collection<Identifier> names, IntConsumer told) {
    List<Identifier> all = List.copyOf(names);
    try (Ledger ledger = new Ledger(cluster, NAME)) {
      for (int from = 0; from < all.size(); from += AT_ONCE) {
        int to = Math.min(all.size(), from + AT_ONCE);
        ledger.write(
            all.subList(from, to).stream()
                .map(
                    name ->
                        ledger.record(MergeTopology.ENCOUNTERS, name.toString(), Encounter.again()))
                .toList());
        told.accept(to);
      }
    }
  }
}
