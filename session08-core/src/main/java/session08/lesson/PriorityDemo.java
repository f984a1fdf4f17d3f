package session08.lesson;

import static session08.process.Processes.after;
import static session08.process.Processes.call;
import static session08.process.Processes.receive;
import static session08.process.Processes.sleep;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import static java.lang.IO.println;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import session08.process.Pid;
import session08.process.Received;
import session08.process.TailCall;
import session08.process.TimedOut;

/**
 * A process that takes urgent messages first, by two receives: one looks for an urgent message and
 * does not wait; one waits for any.
 *
 * <p>Urgent is only what has arrived when the process looks. While it waits in the second receive
 * the first message wakes it, whichever that is; so of a burst of messages the first may be a
 * normal one, and urgent ones overtake those behind it.
 */
public final class PriorityDemo {

    public sealed interface Message {}

    public record Urgent(String text) implements Message {}

    public record Normal(String text) implements Message {}

    /** Has no priority: what came before is done before. */
    public record Stop() implements Message {}

    private PriorityDemo() {}

    public static Pid<Message> start() {
        return spawn(PriorityDemo::loop);
    }

    static TailCall<Message> loop() {
        return switch (receive(Urgent.class, after(ZERO))) {
            case Received(Urgent(String text)) -> {
                println("URGENT: " + text);
                yield PriorityDemo::loop;
            }
            case TimedOut() ->
                    switch (receive(Message.class, after(ofSeconds(5)))) {
                        case Received(Normal(String text)) -> {
                            println("Normal: " + text);
                            yield PriorityDemo::loop;
                        }
                        // It may have come after the look above.
                        case Received(Urgent(String text)) -> {
                            println("URGENT: " + text);
                            yield PriorityDemo::loop;
                        }
                        case Received(Stop()) -> {
                            println("Stopping");
                            yield stop();
                        }
                        case TimedOut() -> {
                            println("Idle...");
                            yield PriorityDemo::loop;
                        }
                    };
        };
    }

    /** Section 3 of the lesson: first a burst of messages, then none for more than five seconds. */
    static void main() {
        burst();
        idle();
    }

    /**
     * How far the urgent message gets ahead depends on how many are there when the process wakes:
     * it overtakes Message 2 nearly always, Message 3 always, and Message 1 never.
     */
    static void burst() {
        Pid<Message> demo = start();
        sleep(ofMillis(100)); // until it waits
        demo.send(new Normal("Message 1"));
        demo.send(new Normal("Message 2"));
        demo.send(new Urgent("IMPORTANT!"));
        demo.send(new Normal("Message 3"));
        call(demo, _ -> new Stop()); // is over when the process is
    }

    static void idle() {
        Pid<Message> demo = start();
        sleep(ofMillis(5_500));
        call(demo, _ -> new Stop());
    }
}
