package session08.testkit;

import net.jqwik.api.lifecycle.AddLifecycleHook;

import org.junit.jupiter.api.extension.ExtendWith;

import session08.process.Simulation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs each test of a class, or one test, in a {@link Simulation}: one process at a time, on a
 * clock that jumps when all wait. A jqwik property runs each of its tries in a simulation of its
 * own.
 *
 * <pre>{@code
 * @Simulated
 * class HeartbeatTest {
 *     @Test
 *     void beats_once_a_minute() {
 *         var heartbeat = Heartbeat.start(ofMinutes(1));
 *         sleep(ofHours(1));   // takes no time
 *         ...
 *     }
 * }
 * }</pre>
 *
 * <p>A test that fails prints its seed and its messages, see {@link Explore}.
 *
 * <p>Start processes in the test method: what {@code @BeforeEach} starts would live in real time.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(SimulatedTest.class)
@AddLifecycleHook(SimulatedTry.class)
public @interface Simulated {

    /** Chooses the order in which processes run. Equal seeds give equal runs. */
    long seed() default 0;

    /**
     * Under how many seeds, from {@link #seed()} on, the test runs, unless the system property
     * {@code simulation.runs} says otherwise, see {@link Explore}. All runs share one instance of
     * the test class.
     */
    int runs() default 1;
}
