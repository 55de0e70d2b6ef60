/**
 * Ids and event records, and the rules that are true of them alone.
 *
 * <p>Start with {@link winnow.model.Sighting}, {@link winnow.model.Paper} and {@link
 * winnow.model.ShortlistEntry}: the three stations of a paper's way. Nothing here reads or writes
 * JSON, and nothing here knows Kafka.
 */
@NullMarked
package winnow.model;

import org.jspecify.annotations.NullMarked;
