/**
 * Every topic: its name, key, shape, retention and schema, and how its values are written down.
 *
 * <p>Start with {@link winnow.topics.Topics}. No Kafka here: a topic is described, not opened.
 */
@NullMarked
package winnow.topics;

import org.jspecify.annotations.NullMarked;
