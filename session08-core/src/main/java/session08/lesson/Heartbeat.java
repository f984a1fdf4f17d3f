package session08.lesson;

import static session08.process.Processes.after;
import static session08.process.Processes.call;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.sleep;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import static java.lang.IO.println;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import session08.process.Pid;
import session08.process.Received;
import session08.process.TailCall;
import session08.process.TimedOut;

import java.time.Duration;

/**
 * A process that beats when nothing has come for one interval.
 *
 * <p>That is not the same as once in every interval: each message ends the receive, and with it the
 * time that had passed. A heart that is asked more often than it beats stands still. {@code
 * sendAfter} and {@code until} keep a time that messages do not touch.
 */
public final class Heartbeat {

    public sealed interface Message {}

    public record Status(Pid<? super Alive> from) implements Message {}

    public record Stop() implements Message {}

    /** The answer to {@link Status}: how often it has beaten. */
    public record Alive(int beats) {}

    private Heartbeat() {}

    /** Starts a heart that beats every second. */
    public static Pid<Message> start() {
        return start(ofSeconds(1));
    }

    /**
     * Starts a heart; its first beat comes after one interval.
     *
     * @throws IllegalArgumentException if {@code interval} is not positive
     */
    public static Pid<Message> start(Duration interval) {
        if (!interval.isPositive()) {
            throw new IllegalArgumentException(
                    "the interval must be positive, but was " + interval);
        }
        return spawn(() -> loop(interval, 0));
    }

    private static TailCall<Message> loop(Duration interval, int beats) {
        return switch (receive(Message.class, after(interval))) {
            case Received(Status(var from)) -> {
                from.send(new Alive(beats));
                yield () -> loop(interval, beats);
            }
            case Received(Stop()) -> {
                println("Heartbeat stopped after " + beats + " beats");
                yield stop();
            }
            case TimedOut() -> {
                println("Heartbeat #" + (beats + 1));
                yield () -> loop(interval, beats + 1);
            }
        };
    }

    /** Section 4 of the lesson. */
    static void main() {
        Pid<Message> heartbeat = start(ofMillis(500));

        // Between two beats: a question at 2 s would race with the fourth.
        sleep(ofMillis(1_750));

        heartbeat.send(new Status(self()));
        println("Heartbeat is alive, " + receive(Alive.class).beats() + " beats so far");

        call(heartbeat, _ -> new Stop()); // is over when the heart is
    }
}
