/**
 * Reddit's listings: JSON as OAuth serves it, and the Atom feed that needs no account.
 *
 * <p>Start with {@link winnow.ingest.reddit.Reddit}. Nothing here keeps the name of a Redditor.
 */
@NullMarked
package winnow.ingest.reddit;

import org.jspecify.annotations.NullMarked;
