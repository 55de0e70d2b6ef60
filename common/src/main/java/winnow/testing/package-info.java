/**
 * Doubles that tests of several modules and the benches share. Nothing that is shipped uses them.
 *
 * <p>Start with {@link winnow.testing.Scenario}: it says what {@link winnow.testing.Replica} plays,
 * in a time that is {@link winnow.testing.SimulatedTime}'s, and what is true at its end.
 */
@NullMarked
package winnow.testing;

import org.jspecify.annotations.NullMarked;
