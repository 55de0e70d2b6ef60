package winnow.enrich.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import winnow.enrich.identity.Component;
import winnow.enrich.identity.Rules;
import winnow.enrich.identity.Statement;
import winnow.enrich.identity.Statement.Says;
import winnow.model.Evidence;
import winnow.model.Fate;
import winnow.model.Identifier;
import winnow.model.Sighting;

/**
 * What the place of one identifier remembers: what was said under it, and what is known of it.
 *
 * @param mentions the sightings keyed by this identifier
 * @param rules the {@link Rules} by which they were keyed; absent where there are none
 */
record Node(Component component, Mentions mentions, @Nullable Integer rules) {
  static final Node UNHEARD = new Node(Component.NONE, Mentions.NONE, null);

  private static final int SAME_ENTRY_VERSION = 1;

  Node {
    component = component == null ? Component.NONE : component;
    mentions = mentions == null ? Mentions.NONE : mentions;
  }

  /** What was said is remembered, and what it says of identifiers is said, or taken back. */
  Node with(Sighting sighting) {
    Integer by = mentions.isEmpty() ? Integer.valueOf(Rules.VERSION) : rules;
    return new Node(component, mentions.with(List.of(sighting)), by).saying(List.of(sighting));
  }

  /** What was said is said again, by the rules as they are now; the same, if it was. */
  Node keyedAgain() {
    return mentions.isEmpty() || Objects.equals(rules, Rules.VERSION)
        ? this
        : new Node(component, mentions, Rules.VERSION).saying(List.of());
  }

  private Node saying(List<Sighting> heard) {
    String self = mentions.sightings().get(0).key().toString();
    List<Statement> before = component.saidBy(self);
    List<Statement> anew = Statement.renewed(before, said(mentions.sightings(), heard, before));
    return new Node(component.with(Component.of(anew)), mentions, rules);
  }

  Node with(Component more) {
    return new Node(component.with(more), mentions, rules);
  }

  /** Whether so many names go with this one that it is none. */
  boolean isCommon(Identifier self) {
    return component.common().contains(self);
  }

  /** Without what ties the name to others. */
  Node without(Identifier self) {
    return new Node(component.without(self), mentions, rules);
  }

  /**
   * That the identifiers of one entry are names of one paper, says each entry's latest sighting
   * that was not deleted. What was ever named stays a subject, so that the order of a sighting and
   * of its deletion leaves no trace.
   */
  private static Collection<Statement> said(
      List<Sighting> standing, List<Sighting> heard, List<Statement> before) {
    Map<Identifier, Statement> said = new TreeMap<>();
    for (Statement one : before) {
      said.put(one.evidence().other(), silent(one.evidence()));
    }
    for (Sighting one : heard) {
      evidence(one).forEach(why -> said.putIfAbsent(why.other(), silent(why)));
    }
    for (Sighting one : standing) {
      if (one.fate() != Fate.DELETED) {
        evidence(one).forEach(why -> said.merge(why.other(), says(why), Node::least));
      }
    }
    return said.values();
  }

  private static List<Evidence> evidence(Sighting sighting) {
    List<Evidence> evidence = new ArrayList<>();
    for (Identifier other : sighting.identifiers().subList(1, sighting.identifiers().size())) {
      evidence.add(
          Evidence.said(
              Statement.SAME_ENTRY,
              SAME_ENTRY_VERSION,
              sighting.key(),
              other,
              sighting.feed(),
              sighting.entryId()));
    }
    return evidence;
  }

  private static Statement least(Statement known, Statement more) {
    return known.says() == Says.MERGE && known.evidence().compareTo(more.evidence()) <= 0
        ? known
        : more;
  }

  private static Statement says(Evidence why) {
    return new Statement(why.one().toString(), 0, Says.MERGE, why);
  }

  private static Statement silent(Evidence why) {
    return new Statement(why.one().toString(), 0, Says.NOTHING, why);
  }
}
