package winnow.publish.shortlist;

import org.jspecify.annotations.Nullable;
import winnow.model.Identifier;

/**
 * A paper that competes for a place among the best of its day.
 *
 * @param points its score; absent when it competes no more
 * @param name what to call it
 * @param gist what it is about
 */
record Contender(Identifier id, @Nullable Double points, String name, Gist gist) {
  /** It competes no more. */
  static Contender gone(Identifier id) {
    return new Contender(id, null, id.toString(), Gist.NONE);
  }
}
