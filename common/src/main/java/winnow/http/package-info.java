/**
 * The one way out: fetching over HTTP, with limits on size and time, and on where a request may go.
 *
 * <p>Start with {@link winnow.http.Fetcher}. Nothing else in the program opens a connection.
 */
@NullMarked
package winnow.http;

import org.jspecify.annotations.NullMarked;
