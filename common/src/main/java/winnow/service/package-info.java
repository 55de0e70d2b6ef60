/**
 * Starting and stopping a worker, and how it is.
 *
 * <p>Start with {@link winnow.service.Service}: a worker is a list of parts, started in order and
 * stopped in the other.
 */
@NullMarked
package winnow.service;

import org.jspecify.annotations.NullMarked;
