package session08.lesson;

import static session08.process.Processes.messages;
import static session08.process.Processes.receive;
import static session08.process.Processes.send;
import static session08.process.Processes.sleep;
import static session08.process.Processes.spawn;
import static session08.process.Processes.stop;

import static java.lang.IO.println;
import static java.time.Duration.ofMillis;

import session08.process.Pid;
import session08.process.TailCall;

/**
 * A process whose mailbox cannot fill with messages that it does not know: its last case takes
 * whatever is left. Therefore its {@code M} is {@link Object}, and the compiler keeps no message
 * away from it.
 *
 * <p>What it costs: with a case for everything no {@code switch} is incomplete, so a message of the
 * protocol that has no case of its own is reported when it comes, and not by the compiler. {@link
 * StatefulProcess} shows how to have both.
 */
public final class SafeReceiver {

    public sealed interface Message {}

    public record Important(String text) implements Message {}

    public record Normal(String text) implements Message {}

    public record Stop() implements Message {}

    /** Not part of the protocol. */
    record Strange(int number) {}

    private SafeReceiver() {}

    public static Pid<Object> start() {
        return spawn(SafeReceiver::loop);
    }

    private static TailCall<Object> loop() {
        return switch (receive(Object.class)) {
            case Important(String text) -> {
                println("Important: " + text);
                yield SafeReceiver::loop;
            }
            case Normal(String text) -> {
                println("Normal: " + text);
                yield SafeReceiver::loop;
            }
            case Stop() -> stop();
            case Object unexpected -> {
                println("Warning: unexpected message: " + unexpected);
                yield SafeReceiver::loop;
            }
        };
    }

    /** Section 3 of the lesson. */
    static void main() {
        Pid<Object> receiver = start();

        send(receiver, new Normal("Message 1"));
        send(receiver, new Strange(42));
        send(receiver, new Important("Message 2"));

        sleep(ofMillis(100)); // until it has taken all three
        println(messages(receiver));

        send(receiver, new Stop());
    }
}
