package session08.lesson;

import static session08.process.Processes.after;
import static session08.process.Processes.call;
import static session08.process.Processes.receive;
import static session08.process.Processes.self;
import static session08.process.Processes.send;
import static session08.process.Processes.sleep;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import static java.lang.IO.println;
import static java.time.Duration.ofSeconds;

import session08.process.Pid;
import session08.process.Received;
import session08.process.TailCall;
import session08.process.TimedOut;

import java.time.Duration;

/**
 * A process to copy: it keeps state, answers queries, obeys commands, survives what it does not
 * know, notices when nobody comes, and stops. This one counts the people in a museum's room; five
 * numbered comments mark what to change for yours.
 */
public final class StatefulProcess {

    // 1. The state: what the process knows. Immutable; a method for each change makes a new one.
    private record Room(int places, int visitors) {

        Room with(int people) {
            return new Room(places, visitors + people);
        }

        Room without(int people) {
            return new Room(places, Math.max(0, visitors - people));
        }

        int free() {
            return Math.max(0, places - visitors);
        }
    }

    // 2. The protocol: a record for each command, and for each query with where to answer to.
    public sealed interface Message {}

    public record Enter(int people) implements Message {}

    public record Leave(int people) implements Message {}

    public record GetFree(Pid<? super Free> from) implements Message {}

    public record Stop() implements Message {}

    /** The answer to {@link GetFree}. */
    public record Free(int places) {}

    // 3. How long nobody may come before the process does something of its own accord.
    private static final Duration IDLE = ofSeconds(5);

    private StatefulProcess() {}

    /** Starts with an empty room. */
    public static Pid<Object> start(int places) {
        return spawn(() -> loop(new Room(places, 0)));
    }

    private static TailCall<Object> loop(Room room) {
        return switch (receive(Object.class, after(IDLE))) {
            case Received(Message message) -> handle(room, message);

            // Nothing is left to fill the mailbox. Not in the switch of handle: there it would also
            // take what handle forgot, and the compiler would not say so.
            case Received(Object unexpected) -> {
                println("Warning: unexpected message: " + unexpected);
                yield () -> loop(room);
            }

            // 4. What it then does. The state may change here too.
            case TimedOut() -> {
                println("Nobody came for " + IDLE.toSeconds() + " seconds");
                yield () -> loop(room);
            }
        };
    }

    // 5. What each message does: a command goes on with a new state, a query answers and goes on
    // with the old one, Stop cleans up and goes on with nothing.
    private static TailCall<Object> handle(Room room, Message message) {
        return switch (message) {
            case Enter(int people) -> () -> loop(room.with(people));
            case Leave(int people) -> () -> loop(room.without(people));
            case GetFree(var from) -> {
                from.send(new Free(room.free()));
                yield () -> loop(room);
            }
            case Stop() -> {
                println("Closing with " + room.visitors() + " visitors inside");
                yield stop();
            }
        };
    }

    /** Section 7 of the lesson. */
    static void main() {
        Pid<Object> room = start(20);

        send(room, new Enter(5));
        send(room, new Leave(2));
        send(room, "is it open?");

        send(room, new GetFree(self()));
        println("Places left: " + receive(Free.class).places());

        sleep(ofSeconds(8));
        call(room, _ -> new Stop()); // is over when the process is
    }
}
