package session08.lesson;

import static session08.process.Processes.after;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.send;

import static java.lang.IO.println;
import static java.time.Duration.ofSeconds;

import session08.process.Received;
import session08.process.TimedOut;

/** A receive that does not wait for ever. */
public final class TimeoutDemo {

    public enum Outcome {
        OK,
        TIMEOUT
    }

    private TimeoutDemo() {}

    /** Takes the oldest message of the caller's mailbox, or gives up after three seconds. */
    public static Outcome waitForMessage() {
        return switch (receive(Object.class, after(ofSeconds(3)))) {
            case Received(Object message) -> {
                println("Received: " + message);
                yield Outcome.OK;
            }
            case TimedOut() -> {
                println("No message after 3 seconds");
                yield Outcome.TIMEOUT;
            }
        };
    }

    /** Section 4 of the lesson: once in vain, and once with a message that is already there. */
    static void main() {
        waitForMessage();

        send(self(), "hello");
        println(waitForMessage());
    }
}
