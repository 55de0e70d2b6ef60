/**
 * The whole program on one machine: command line, embedded broker, and the wiring of all workers.
 * No rule of the pipeline lives here.
 *
 * <p>Start with {@link winnow.standalone.Winnow}.
 */
@NullMarked
package winnow.standalone;

import org.jspecify.annotations.NullMarked;
