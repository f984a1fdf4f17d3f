package session08.exercises.ratelimiter;

import static java.time.Duration.ofSeconds;

import session08.process.Pid;
import session08.workbook.TaskUnwritten;

import java.time.Duration;

/**
 * A process that lets a limited number of operations through in each window of time.
 *
 * <p>An API gateway starts one for each customer and asks it before every request it forwards:
 *
 * <pre>{@code
 * Pid<RateLimiter.Message> customer = RateLimiter.start(100);
 * switch (RateLimiter.request(customer)) {
 *     case Ok() -> forward(httpRequest);
 *     case RateLimited() -> answer(429);
 * }
 * }</pre>
 *
 * <p>Windows have a fixed length and follow each other from the moment of the start: the first ends
 * after one length, the second after two, whatever happens in them. What comes at the very end of a
 * window belongs to the next one.
 */
public final class RateLimiter {

    /** What the process understands. Add messages of your own if your design needs them. */
    public sealed interface Message {}

    /** May one operation run now? Answered with an {@link Answer}. */
    public record Request(Pid<? super Answer> from) implements Message {}

    /** How many operations ran in this window? Answered with a {@link Count}. */
    public record GetCount(Pid<? super Count> from) implements Message {}

    /** The answer to {@link Request}. */
    public sealed interface Answer {}

    /** The operation may run, and has been counted. */
    public record Ok() implements Answer {}

    /** The window has had all its operations. This one must not run, and has not been counted. */
    public record RateLimited() implements Answer {}

    /**
     * The answer to {@link GetCount}: the operations that were {@link Ok} in the current window.
     */
    public record Count(int value) {}

    private RateLimiter() {}

    /** Starts a limiter whose window is one second. */
    public static Pid<Message> start(int limit) {
        return start(limit, ofSeconds(1));
    }

    /**
     * Starts a limiter. Its first window begins now.
     *
     * @param limit how many operations each window allows, at least 1
     * @param window how long a window is, more than zero
     * @throws IllegalArgumentException if {@code limit} or {@code window} is too small; the message
     *     names the parameter and the value it had, and says what to pass instead
     * @throws NullPointerException if {@code window} is null
     */
    public static Pid<Message> start(int limit, Duration window) {
        // Task 1: spawn a process that answers.
        // Task 6: refuse a limit and a window with which it could not work.
        throw new TaskUnwritten("rate-limiter", 1);
    }

    /**
     * Asks whether one operation may run now, and waits for the answer.
     *
     * @throws IllegalStateException if the limiter has ended, or does not answer in time
     */
    public static Answer request(Pid<Message> limiter) {
        // Task 1: call the limiter.
        throw new TaskUnwritten("rate-limiter", 1);
    }

    /**
     * Asks how many operations were allowed in the current window, and waits for the answer.
     *
     * @throws IllegalStateException if the limiter has ended, or does not answer in time
     */
    public static int count(Pid<Message> limiter) {
        // Task 3: call the limiter.
        throw new TaskUnwritten("rate-limiter", 3);
    }

    // Tasks 1 to 5: the loop of the process is private, and stands here.
}
