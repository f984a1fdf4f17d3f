/**
 * Tests that own the clock and the schedule, and the progress of the exercises.
 *
 * <p>Begin with {@link session08.testkit.Simulated}. May use the core and JUnit.
 */
package session08.testkit;
