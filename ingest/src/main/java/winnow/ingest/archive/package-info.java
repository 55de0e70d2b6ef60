/**
 * Whom lookups ask, arXiv apart: registries of DOIs, OpenReview, and the page itself.
 *
 * <p>Start with {@link winnow.ingest.archive.Archives}. What an answer says of other identifiers is
 * kept only where it says them of this very paper.
 */
@NullMarked
package winnow.ingest.archive;

import org.jspecify.annotations.NullMarked;
