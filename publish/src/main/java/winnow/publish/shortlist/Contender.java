package winnow.publish.shortlist;

import org.jspecify.annotations.Nullable;
import winnow.model.Identifier;

/**
 * A paper that competes for a place among the best of its day.
 *
 * @param points its score; absent when it competes no more
 */
record Contender(Identifier id, @Nullable Double points) {}
