/**
 * How the program meets a Kafka cluster: clients, transactions, Streams settings, topics made and
 * checked, dead letters, and knowing when nothing is left to do.
 *
 * <p>Start with {@link winnow.kafka.Cluster}.
 */
@NullMarked
package winnow.kafka;

import org.jspecify.annotations.NullMarked;
