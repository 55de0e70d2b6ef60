/**
 * Any RSS or Atom feed.
 *
 * <p>Start with {@link winnow.ingest.web.Web}. Nothing here follows a link.
 */
@NullMarked
package winnow.ingest.web;

import org.jspecify.annotations.NullMarked;
